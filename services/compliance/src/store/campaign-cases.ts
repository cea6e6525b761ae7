import mongoose, { type ClientSession, type Connection } from "mongoose";
import { subjectOf, type CampaignCase } from "../domain/campaign-case.js";

const { Binary } = mongoose.mongo;

type CaseDocument = Omit<CampaignCase, "held"> & {
  readonly _id: string;
  readonly held: InstanceType<typeof Binary> | null;
};

/** One answer's worth of a queue. */
const MOST_LISTED = 1_000;

/** One document per campaign and revision: the key is the judge of a fact that comes twice. */
export const campaignCaseStore = (connection: Connection) => {
  const cases = connection.collection<CaseDocument>("campaignCases");
  return {
    /** The collection is made before the first transaction writes into it. */
    ensureIndexes: async (): Promise<void> => {
      await cases.createIndexes([
        { key: { providerId: 1, decision: 1, openedAt: 1 } },
        { key: { campaignId: 1 } },
      ]);
    },

    exists: async (campaignId: string, revision: number): Promise<boolean> =>
      (await cases.countDocuments({ _id: subjectOf(campaignId, revision) }, { limit: 1 })) > 0,

    get: async (campaignId: string, revision: number): Promise<CampaignCase | undefined> => {
      const found = await cases.findOne({ _id: subjectOf(campaignId, revision) });
      return found === null ? undefined : toCase(found);
    },

    /** Held cases of a provider, the oldest first. */
    waiting: async (providerId: string): Promise<readonly CampaignCase[]> => {
      const found = cases.find({ providerId, decision: "held" }).sort({ openedAt: 1 });
      return (await found.limit(MOST_LISTED).toArray()).map(toCase);
    },

    countWaiting: async (): Promise<number> => cases.countDocuments({ decision: "held" }),

    /** Closes what is held of a campaign that was cancelled, or whose later revision is judged now. */
    moveOn: async (campaignId: string, beforeRevision: number): Promise<void> => {
      await cases.updateMany(
        { campaignId, revision: { $lt: beforeRevision }, decision: "held" },
        { $set: { decision: "moved_on", held: null } },
      );
    },

    /** Opens a case. @throws a duplicate key (isDuplicateKey) when the revision was decided before */
    open: async (session: ClientSession, given: CampaignCase): Promise<void> => {
      const { held, ...rest } = given;
      const _id = subjectOf(given.campaignId, given.revision);
      await cases.insertOne(
        { _id, ...rest, held: held === undefined ? null : new Binary(held) },
        { session },
      );
    },

    /** Ends a held case; answers false when somebody was faster. */
    close: async (
      session: ClientSession,
      { campaignId, revision, decision, verdictId }: CampaignCase,
    ): Promise<boolean> => {
      const result = await cases.updateOne(
        { _id: subjectOf(campaignId, revision), decision: "held" },
        { $set: { decision, verdictId, held: null } },
        { session },
      );
      return result.matchedCount === 1;
    },
  };
};

const toCase = ({ _id, held, ...rest }: CaseDocument): CampaignCase => ({
  ...rest,
  held: held === null ? undefined : held.buffer.subarray(0, held.position),
});

export type CampaignCaseStore = ReturnType<typeof campaignCaseStore>;
