import { setTimeout as pause } from "node:timers/promises";
import { databaseUri } from "@whiteline/testkit";
import { createConnection } from "mongoose";
import { z } from "zod";
import type { Operator, OperatorStats } from "./operator.js";

const LOOK_MS = 500;
/** Nothing new for so long: what is missing will not come. */
const PATIENCE_MS = 45_000;

/** How far messages came, with the time (performance.now) of the last step forward. */
export type Outcomes = {
  readonly submittedAt: number;
  readonly storedAt: number;
  readonly stored: number;
  readonly operator: OperatorStats;
};

export type StoredCount = AsyncDisposable & { read(): Promise<number> };

/**
 * Watches until `messages` outcomes are stored by dlr, or nothing moves any more. Everything has one part here, so a
 * part that is delivered is an outcome stored.
 */
export const awaitOutcomes = async ({
  operator,
  stored,
  messages,
}: {
  readonly operator: Operator;
  readonly stored: StoredCount;
  readonly messages: number;
}): Promise<Outcomes> => {
  let submittedAt = performance.now();
  let storedAt = submittedAt;
  let seen: Pick<Outcomes, "stored" | "operator"> = {
    stored: 0,
    operator: { submitted: 0, unique: 0, duplicates: 0 },
  };
  for (;;) {
    const [count, stats] = await Promise.all([stored.read(), operator.stats()]);
    const now = performance.now();
    if (stats.submitted > seen.operator.submitted) submittedAt = now;
    if (count > seen.stored) storedAt = now;
    seen = { stored: count, operator: stats };
    const idle = now - Math.max(submittedAt, storedAt);
    if ((count >= messages && stats.submitted >= messages) || idle > PATIENCE_MS)
      return { submittedAt, storedAt, ...seen };
    await pause(LOOK_MS);
  }
};

/**
 * Counts outcomes stored from now on. The one look behind the API: dlr's documents say themselves how many of their
 * parts are delivered, and its counters count what it did, repetitions included.
 * @param uri of mongod, without a database
 */
export const countStored = async (uri: string): Promise<StoredCount> => {
  const connection = await createConnection(databaseUri(uri, "whiteline_dlr"), {
    serverSelectionTimeoutMS: 5_000,
  }).asPromise();
  const outcomes = connection.collection("outcomes");
  const read = async (): Promise<number> => {
    const [sum] = await outcomes
      .aggregate([{ $group: { _id: null, delivered: { $sum: "$counts.partsDelivered" } } }])
      .toArray();
    return z.object({ delivered: z.number() }).optional().parse(sum)?.delivered ?? 0;
  };
  const before = await read();
  return {
    read: async () => (await read()) - before,
    [Symbol.asyncDispose]: () => connection.close(),
  };
};
