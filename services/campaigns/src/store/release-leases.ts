import { isDuplicateKey } from "@whiteline/service-kit";
import type { Connection } from "mongoose";

type LeaseDocument = { _id: string; holder: string; epoch: number; until: Date };

/**
 * One releaser per route. Judged by the server's clock, so that no two processes have to agree on
 * the time. Two releasers for a moment would only share the credits badly: each chunk is released
 * once, by its own state.
 */
export const releaseLeaseStore = (connection: Connection) => {
  const leases = connection.collection<LeaseDocument>("release_leases");
  return {
    /** Takes or renews the lease of a route for `ms`; false while somebody else has it. */
    hold: async (route: string, holder: string, ms: number): Promise<boolean> => {
      try {
        await leases.findOneAndUpdate(
          {
            _id: route,
            $expr: { $or: [{ $eq: ["$holder", holder] }, { $lt: ["$until", "$$NOW"] }] },
          },
          [
            {
              $set: {
                epoch: {
                  $cond: [
                    { $eq: ["$holder", holder] },
                    "$epoch",
                    { $add: [{ $ifNull: ["$epoch", 0] }, 1] },
                  ],
                },
                until: { $add: ["$$NOW", ms] },
                holder,
              },
            },
          ],
          { upsert: true },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    letGo: async (route: string, holder: string): Promise<void> => {
      await leases.deleteOne({ _id: route, holder });
    },
  };
};

export type ReleaseLeaseStore = ReturnType<typeof releaseLeaseStore>;
