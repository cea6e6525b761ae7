import type { Connection } from "mongoose";
import { afterFact, type FeeLine, type HeardLine } from "../domain/fee-line.js";
import { openCollection } from "./open-collection.js";

type FeeLineDocument = {
  _id: string;
  tenant: string;
  provider: string;
  version: bigint;
  operators: { operator: string; since: Date }[];
  endedAt: Date | null;
  /** The last local month whose fees were raised; empty: none yet. */
  raised: string;
  /** Counts the writes, so that two hearers do not undo each other. */
  writes: number;
};

export type KeptFeeLine = { readonly line: FeeLine; readonly raised: string };

const fromDocument = (d: FeeLineDocument): KeptFeeLine => ({
  line: {
    lineId: d._id,
    tenantId: d.tenant,
    providerId: d.provider,
    version: d.version,
    operators: d.operators,
    endedAt: d.endedAt ?? undefined,
  },
  raised: d.raised,
});

/** Lines whose fees fall due, as lines-registry told of them. */
export const feeLineStore = (connection: Connection) => {
  const lines = openCollection<FeeLineDocument>(connection, "feeLines");
  return {
    ensureIndexes: async (): Promise<void> => {
      await lines.createIndexes([{ key: { raised: 1 } }, { key: { tenant: 1 } }]);
    },

    /** Keeps what a fact says of a line, whatever came before it. */
    hear: async (heard: HeardLine): Promise<FeeLine> => {
      for (;;) {
        const found = await lines.findOne({ _id: heard.lineId });
        const known = found === null ? undefined : fromDocument(found).line;
        const line = afterFact(known, heard);
        const fields = {
          tenant: line.tenantId,
          provider: line.providerId,
          version: line.version,
          operators: line.operators.map((each) => ({ ...each })),
          endedAt: line.endedAt ?? null,
        };
        const writes = found?.writes ?? 0;
        if (found === null) {
          const { upsertedCount } = await lines.updateOne(
            { _id: heard.lineId },
            { $setOnInsert: { ...fields, raised: "", writes: 1 } },
            { upsert: true },
          );
          if (upsertedCount === 1) return line;
        } else {
          // A new operator may lack months of before: its fees are looked through once more.
          const isMore = line.operators.length > found.operators.length;
          const { matchedCount } = await lines.updateOne(
            { _id: heard.lineId, writes },
            { $set: { ...fields, ...(isMore && { raised: "" }), writes: writes + 1 } },
          );
          if (matchedCount === 1) return line;
        }
      }
    },

    /** Lines whose fees of a month were not raised yet; the ended ones are through with their last. */
    withoutFeesOf: async (month: string): Promise<readonly KeptFeeLine[]> =>
      (
        await lines
          .find({ raised: { $lt: month }, $or: [{ endedAt: null }, { raised: "" }] })
          .limit(1_000)
          .toArray()
      ).map(fromDocument),

    raised: async (lineId: string, operators: number, month: string): Promise<void> => {
      await lines.updateOne(
        { _id: lineId, operators: { $size: operators } },
        { $set: { raised: month } },
      );
    },

    /** A tenant's lines that go on. */
    ofTenant: async (tenantId: string): Promise<readonly FeeLine[]> =>
      (await lines.find({ tenant: tenantId, endedAt: null }).toArray()).map(
        (d) => fromDocument(d).line,
      ),

    tenants: async (): Promise<readonly string[]> => lines.distinct("tenant", { endedAt: null }),
  };
};

export type FeeLineStore = ReturnType<typeof feeLineStore>;
