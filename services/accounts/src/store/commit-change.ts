import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import { z } from "zod";

export type { ClientSession };

/** Runs state, fact and audit entry as one write (law 7). */
export type CommitChange = <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;

/** Two writers rarely meet at one tenant's chain; more collisions than this are a fault. */
const attempts = 8;

const chainCollision = z.object({
  keyPattern: z.object({ tenantId: z.literal(1), sequence: z.literal(1) }),
});

/**
 * A transaction that starts again when another writer took the same place in an audit chain: the
 * unique index (tenant, sequence) is the judge. `work` may run several times.
 */
export function changeCommitter(connection: Connection): CommitChange {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(connection, work);
      } catch (error) {
        const collided = isDuplicateKey(error) && chainCollision.safeParse(error).success;
        if (!collided || attempt === attempts) throw error;
      }
    }
  };
}
