import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";

/** Runs state and fact as one write (law 7); `work` may run several times. */
export type Commit = <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;

export function committer(connection: Connection): Commit {
  return (work) => inTransaction(connection, work);
}

/** What ties the writes of one `Commit` together. */
export type { ClientSession } from "mongoose";
