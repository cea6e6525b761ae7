import type { Connection } from "mongoose";
import {
  afterFact,
  owesMore,
  type FeeLine,
  type HeardLine,
  type OperatorWord,
} from "../domain/fee-line.js";
import { openCollection } from "./open-collection.js";

type FeeLineDocument = {
  _id: string;
  tenant: string;
  provider: string;
  version: bigint;
  /** `since` stands alone where the line was heard of last before words were kept. */
  operators: { operator: string; since: Date; words?: OperatorWord[] }[];
  endedAt: Date | null;
  /** The last local month whose fees were raised; empty: none yet. */
  raised: string;
  /** Counts the writes, so that two hearers do not undo each other. */
  writes: number;
};

export type KeptFeeLine = {
  readonly line: FeeLine;
  readonly raised: string;
  readonly writes: number;
};

const fromDocument = (d: FeeLineDocument): KeptFeeLine => ({
  line: {
    lineId: d._id,
    tenantId: d.tenant,
    providerId: d.provider,
    version: d.version,
    operators: d.operators.map(({ operator, since, words }) => ({
      operator,
      words: words ?? [{ version: 0n, at: since, takes: true }],
    })),
    endedAt: d.endedAt ?? undefined,
  },
  raised: d.raised,
  writes: d.writes,
});

/** Lines whose fees fall due, as lines-registry told of them. */
export const feeLineStore = (connection: Connection) => {
  const lines = openCollection<FeeLineDocument>(connection, "feeLines");
  return {
    ensureIndexes: async (): Promise<void> => {
      await lines.createIndexes([{ key: { raised: 1 } }, { key: { tenant: 1 } }]);
    },

    /** Keeps what a fact says of a line, whatever came before it. */
    hear: async (heard: HeardLine): Promise<KeptFeeLine> => {
      for (;;) {
        const found = await lines.findOne({ _id: heard.lineId });
        const known = found === null ? undefined : fromDocument(found);
        const line = afterFact(known?.line, heard);
        const fields = {
          tenant: line.tenantId,
          provider: line.providerId,
          version: line.version,
          operators: line.operators.flatMap(({ operator, words: [first, ...more] }) =>
            first === undefined ? [] : [{ operator, since: first.at, words: [first, ...more] }],
          ),
          endedAt: line.endedAt ?? null,
        };
        if (known === undefined) {
          const { upsertedCount } = await lines.updateOne(
            { _id: heard.lineId },
            { $setOnInsert: { ...fields, raised: "", writes: 1 } },
            { upsert: true },
          );
          if (upsertedCount === 1) return { line, raised: "", writes: 1 };
        } else {
          // A new operator, or one that takes it again, may lack months of before.
          const raised = owesMore(line, known.line) ? "" : known.raised;
          const writes = known.writes + 1;
          const { matchedCount } = await lines.updateOne(
            { _id: heard.lineId, writes: known.writes },
            { $set: { ...fields, raised, writes } },
          );
          if (matchedCount === 1) return { line, raised, writes };
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

    /** Unless more was heard of the line meanwhile: then its next round says so. */
    raised: async ({ line, writes }: KeptFeeLine, month: string): Promise<void> => {
      await lines.updateOne({ _id: line.lineId, writes }, { $set: { raised: month } });
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
