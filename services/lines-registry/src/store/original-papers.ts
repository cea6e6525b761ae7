import { Schema, type ClientSession, type Connection } from "mongoose";
import type { OriginalPaper } from "../domain/original-papers.js";

type Row = OriginalPaper & { readonly tenantId: string };

const schema = new Schema<Row>(
  {
    applicationId: String,
    tenantId: String,
    code: String,
    arrivedAt: Date,
    arrivedBy: String,
    returned: Schema.Types.Mixed,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ applicationId: 1, code: 1 }, { unique: true });

type Owner = { readonly applicationId: string; readonly tenantId: string };

export type OriginalPaperStore = ReturnType<typeof originalPaperStore>;

/** Originals on paper: when each arrived, and when it was handed back. */
export function originalPaperStore(connection: Connection) {
  const papers = connection.model<Row>("OriginalPaper", schema, "original_papers");

  return {
    ensureIndexes: () => papers.createIndexes(),

    /** Records arrivals in the transaction of the step; one that is on record and here stays as it is. */
    async arrive(
      session: ClientSession,
      { applicationId, tenantId }: Owner,
      codes: readonly string[],
      { at, by }: { readonly at: Date; readonly by: string },
    ): Promise<void> {
      for (const code of codes) {
        const paper = { applicationId, tenantId, code };
        const arrival = { arrivedAt: at, arrivedBy: by, returned: null };
        await papers.updateOne(paper, { $setOnInsert: arrival }, { session, upsert: true });
        const wasBack = { ...paper, returned: { $ne: null } };
        await papers.updateOne(wasBack, { $set: arrival }, { session });
      }
    },

    async ofApplication({ applicationId, tenantId }: Owner): Promise<readonly OriginalPaper[]> {
      const rows = await papers.find({ applicationId, tenantId }, { _id: 0 }).lean<Row[]>();
      return rows.map(({ tenantId: _tenantId, ...paper }) => paper);
    },

    /** Hands one back, once. @returns false when it never arrived or was handed back before. */
    async giveBack(
      session: ClientSession,
      { applicationId, tenantId }: Owner,
      code: string,
      returned: NonNullable<OriginalPaper["returned"]>,
    ): Promise<boolean> {
      const { modifiedCount } = await papers.updateOne(
        { applicationId, tenantId, code, returned: null },
        { $set: { returned } },
        { session },
      );
      return modifiedCount === 1;
    },
  };
}
