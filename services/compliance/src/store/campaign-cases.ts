import mongoose, { type ClientSession, type Connection } from "mongoose";
import { subjectOf, type CampaignCase } from "../domain/campaign-case.js";

const { Binary } = mongoose.mongo;

type CaseDocument = Omit<CampaignCase, "held"> & {
  readonly _id: string;
  readonly held: InstanceType<typeof Binary> | null;
};

/** One document per campaign and revision: the key is the judge of a fact that comes twice. */
export const campaignCaseStore = (connection: Connection) => {
  const cases = connection.collection<CaseDocument>("campaignCases");
  return {
    /** The collection is made before the first transaction writes into it. */
    ensureIndexes: async (): Promise<void> => {
      await cases.createIndexes([{ key: { providerId: 1, decision: 1 } }]);
    },

    exists: async (campaignId: string, revision: number): Promise<boolean> =>
      (await cases.countDocuments({ _id: subjectOf(campaignId, revision) }, { limit: 1 })) > 0,

    get: async (campaignId: string, revision: number): Promise<CampaignCase | undefined> => {
      const found = await cases.findOne({ _id: subjectOf(campaignId, revision) });
      if (found === null) return undefined;
      const { _id, held, ...rest } = found;
      const bytes = held === null ? undefined : held.buffer.subarray(0, held.position);
      return { ...rest, held: bytes };
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

export type CampaignCaseStore = ReturnType<typeof campaignCaseStore>;
