import type { Connection } from "mongoose";
import type { PricedBills } from "../domain/cost-price.js";
import { openCollection } from "./open-collection.js";
import type { CaseDocument, ReconciliationDocument } from "./reconciliations.js";

/** A case that a price decides, and that no person closed. */
export type PriceCase = PricedBills & {
  readonly caseId: string;
  readonly day: string;
  readonly isOpen: boolean;
};

export type JudgedCase = Pick<PriceCase, "caseId"> & {
  readonly verdict: "settled" | { readonly ours: bigint | undefined };
};

type OfOperator = {
  readonly providerId: string;
  readonly operator: string;
  /** The first local day. */
  readonly from: string;
};

/** Cases of matched files by what decides them: what operators charge. */
export const priceCaseStore = (connection: Connection) => {
  const cases = openCollection<CaseDocument>(connection, "reconciliationCases");
  const files = openCollection<ReconciliationDocument>(connection, "reconciliations");
  return {
    /** Those that are open or that a match or a price closed. */
    cases: async function* ({ providerId, operator, from }: OfOperator): AsyncGenerator<PriceCase> {
      const found = cases.find({
        ...{ provider: providerId, operator, day: { $gte: from }, priced: { $exists: true } },
        $or: [{ status: "open" }, { goneAt: { $exists: true } }],
      });
      for await (const { _id: caseId, day, status, priced } of found) {
        if (priced !== undefined) yield { ...priced, caseId, day, isOpen: status === "open" };
      }
    },

    /** Closes what is settled and opens again what is not; what a person closed meanwhile stays as it was decided. */
    judge: async (
      judged: readonly JudgedCase[],
      {
        resolution,
        by,
        at,
      }: { readonly resolution: string; readonly by: string; readonly at: Date },
    ): Promise<void> => {
      if (judged.length === 0) return;
      const closed = { status: "closed" as const, resolution, closedBy: by, goneAt: at };
      const open = { status: "open" as const, resolution: "", closedBy: "", seenAt: at };
      await cases.bulkWrite(
        judged.map(({ caseId: _id, verdict }) => {
          if (verdict === "settled") {
            return { updateOne: { filter: { _id, status: "open" }, update: { $set: closed } } };
          }
          const { ours } = verdict;
          const filter = { _id, $or: [{ status: "open" as const }, { goneAt: { $exists: true } }] };
          const $set = { ...open, ...(ours !== undefined && { ours }) };
          return { updateOne: { filter, update: { $set, $unset: { goneAt: "" as const } } } };
        }),
      );
    },

    /** Files whose parts by script are known. */
    files: async ({
      providerId,
      operator,
      from,
    }: OfOperator): Promise<
      readonly {
        readonly reconciliationId: string;
        readonly day: string;
        readonly billed: bigint;
        readonly parts: NonNullable<ReconciliationDocument["expectedParts"]>;
      }[]
    > => {
      const within = { provider: providerId, operator, day: { $gte: from }, digest: { $ne: "" } };
      const matched = { ...within, status: { $ne: "matching" as const } };
      const found = await files.find({ ...matched, expectedParts: { $exists: true } }).toArray();
      return found.map(({ _id, day, billed, expectedParts = [] }) => ({
        ...{ reconciliationId: _id, day, billed, parts: expectedParts },
      }));
    },

    /**
     * Says anew what a file should come to, and whether it differs: it does where a case is open or was closed by a person,
     * and where a row that matched does so no more.
     */
    weigh: async (
      reconciliationId: string,
      { billed, expected }: { readonly billed: bigint; readonly expected: bigint | undefined },
    ): Promise<void> => {
      const standing = { reconciliation: reconciliationId, goneAt: { $exists: false } };
      const isClear = (await cases.countDocuments(standing, { limit: 1 })) === 0;
      const status = isClear && billed === expected ? "exact" : "differs";
      await files.updateOne(
        { _id: reconciliationId, status: { $ne: "matching" } },
        { $set: { expected: expected ?? null, status } },
      );
    },
  };
};

export type PriceCaseStore = ReturnType<typeof priceCaseStore>;
