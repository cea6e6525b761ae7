import type { Connection } from "mongoose";

/** A campaign that was made from a version of a list. */
export type VersionUse = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly listId: string;
  readonly version: number;
  readonly campaignName: string;
  readonly lineId: string;
  readonly segmentId: string;
  readonly recipients: number;
  readonly submittedBy: string;
  readonly materialisedAt: Date;
  readonly finishedAt: Date | null;
};
type UseDoc = Omit<VersionUse, "campaignId"> & {
  readonly _id: string;
  /** Of the campaign: a materialisation heard late does not hide a later one. */
  readonly revision: number;
};

export type VersionUseStore = ReturnType<typeof versionUseStore>;

/** Which campaigns went to which version of a list: a projection of what campaigns tells. */
export function versionUseStore(connection: Connection) {
  const uses = connection.collection<UseDoc>("versionUses");

  return {
    async ensureIndexes(): Promise<void> {
      await uses.createIndexes([{ key: { tenantId: 1, listId: 1, version: -1 } }]);
    },

    /** A lower revision changes nothing. */
    async put({ campaignId, ...use }: VersionUse, revision: number): Promise<void> {
      const { finishedAt: _unknownYet, ...fields } = use;
      await uses.updateOne(
        { _id: campaignId },
        [
          {
            $replaceWith: {
              $cond: [
                { $gte: [{ $ifNull: ["$revision", -1] }, revision] },
                "$$ROOT",
                {
                  $mergeObjects: [
                    { finishedAt: { $ifNull: ["$finishedAt", null] } },
                    { $literal: { _id: campaignId, ...fields, revision } },
                  ],
                },
              ],
            },
          },
        ],
        { upsert: true },
      );
    },

    async finish(campaignId: string, at: Date): Promise<void> {
      await uses.updateOne({ _id: campaignId }, { $set: { finishedAt: at } });
    },

    async ofList(tenantId: string, listId: string): Promise<readonly VersionUse[]> {
      const docs = await uses
        .find({ tenantId, listId }, { sort: { materialisedAt: -1 }, limit: 1_000 })
        .toArray();
      return docs.map(({ _id, revision: _revision, ...use }) => ({ campaignId: _id, ...use }));
    },
  };
}
