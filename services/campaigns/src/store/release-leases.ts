import { inRounds } from "@whiteline/service-kit";
import type { Connection } from "mongoose";

/** What is due within it is renewed by one write, and is due together from then on. */
const RENEW_TOGETHER_MS = 100;

type Renewal = { readonly route: string; readonly holder: string; readonly ms: number };
type LeaseDocument = { _id: string; holder: string; epoch: number; until: Date };

/**
 * One releaser per route. Judged by the server's clock, so that no two processes have to agree on
 * the time. Two releasers for a moment would only share the credits badly: each chunk is released
 * once, by its own state.
 */
export const releaseLeaseStore = (connection: Connection) => {
  const leases = connection.collection<LeaseDocument>("release_leases");

  const take = async (route: string, holder: string, ms: number): Promise<boolean> => {
    const isHolder = { $eq: ["$holder", holder] };
    const result = await leases.updateOne(
      { _id: route, $expr: { $or: [isHolder, { $lt: ["$until", "$$NOW"] }] } },
      [
        {
          $set: {
            epoch: { $cond: [isHolder, "$epoch", { $add: ["$epoch", 1] }] },
            until: { $add: ["$$NOW", ms] },
            holder,
          },
        },
      ],
    );
    return result.matchedCount === 1;
  };

  /** Renews what one holder has; says of none of them that it has it when it lacks one. */
  const renewAll = inRounds(async (due: readonly Renewal[]) => {
    const [first] = due;
    if (first === undefined) return () => false;
    const { holder, ms } = first;
    const routes = due.map(({ route }) => route);
    const { matchedCount } = await leases.updateMany(
      { _id: { $in: routes }, holder, $expr: { $gt: ["$until", "$$NOW"] } },
      [{ $set: { until: { $add: ["$$NOW", ms] } } }],
    );
    return () => matchedCount === routes.length;
  }, RENEW_TOGETHER_MS);

  return {
    /** Takes or renews the lease of a route for `ms`; false while somebody else has it. */
    hold: async (route: string, holder: string, ms: number): Promise<boolean> => {
      if (await renewAll({ route, holder, ms })) return true;
      if (await take(route, holder, ms)) return true;
      const free = { holder: "", epoch: 0, until: new Date(0) };
      const made = await leases.updateOne({ _id: route }, { $setOnInsert: free }, { upsert: true });
      return made.upsertedCount === 1 && take(route, holder, ms);
    },

    /** Lets the next process have it at once; its epoch stays. */
    letGo: async (route: string, holder: string): Promise<void> => {
      await leases.updateOne({ _id: route, holder }, { $set: { until: new Date(0) } });
    },
  };
};

export type ReleaseLeaseStore = ReturnType<typeof releaseLeaseStore>;
