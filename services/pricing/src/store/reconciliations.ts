import type { Connection } from "mongoose";
import type { CaseKind, Difference, Match } from "../domain/reconcile.js";
import { openCollection } from "./open-collection.js";

export type Reconciliation = Match & {
  readonly reconciliationId: string;
  readonly providerId: string;
  readonly operator: string;
  readonly day: string;
  /** Empty: no file came yet, journal and receipts were held against each other. */
  readonly digest: string;
  readonly fileName: string;
  readonly status: "matching" | "exact" | "differs";
  readonly cases: number;
  /** Of the amounts; empty: nothing is billed yet. */
  readonly currency: string;
  readonly billed: bigint;
  readonly at: Date;
};

type ReconciliationDocument = Omit<
  Reconciliation,
  "reconciliationId" | "providerId" | "expected"
> & {
  expected?: bigint | null;
  _id: string;
  provider: string;
};

export type Case = Difference & {
  /** Of cases about amounts; else empty. */
  readonly currency: string;
  readonly caseId: string;
  readonly reconciliationId: string;
  readonly operator: string;
  readonly day: string;
  readonly status: "open" | "closed";
  readonly resolution: string;
  readonly closedBy: string;
  readonly at: Date;
};

type CaseDocument = Omit<Case, "caseId" | "reconciliationId" | "currency"> & {
  currency?: string;
  _id: string;
  provider: string;
  reconciliation: string;
};

const fromDocument = ({ _id, provider, ...rest }: ReconciliationDocument): Reconciliation => ({
  ...rest,
  expected: rest.expected ?? undefined,
  reconciliationId: _id,
  providerId: provider,
});
const fromCase = ({ _id, provider: _, reconciliation, ...rest }: CaseDocument): Case => ({
  ...rest,
  currency: rest.currency ?? "",
  caseId: _id,
  reconciliationId: reconciliation,
});

/** Lists are short: a day of an operator is one. */
const MOST_LISTED = 500;

/** Matches of operators' days, and a case for every difference. Cases are closed, never deleted. */
export const reconciliationStore = (connection: Connection) => {
  const reconciliations = openCollection<ReconciliationDocument>(connection, "reconciliations");
  const cases = openCollection<CaseDocument>(connection, "reconciliationCases");
  return {
    ensureIndexes: async (): Promise<void> => {
      await reconciliations.createIndexes([{ key: { provider: 1, operator: 1, day: -1 } }]);
      await cases.createIndexes([
        { key: { provider: 1, status: 1, _id: 1 } },
        { key: { reconciliation: 1, status: 1 } },
      ]);
    },

    byId: async (reconciliationId: string): Promise<Reconciliation | undefined> => {
      const found = await reconciliations.findOne({ _id: reconciliationId });
      return found === null ? undefined : fromDocument(found);
    },

    /** Of a day: what came of its file, or of the night before there was one. */
    ofDay: async (
      providerId: string,
      operator: string,
      day: string,
    ): Promise<readonly Reconciliation[]> =>
      (await reconciliations.find({ provider: providerId, operator, day }).toArray()).map(
        fromDocument,
      ),

    list: async (providerId: string, operator: string): Promise<readonly Reconciliation[]> =>
      (
        await reconciliations
          .find({ provider: providerId, ...(operator !== "" && { operator }) })
          .sort({ day: -1, _id: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),

    save: async ({ reconciliationId, providerId, ...rest }: Reconciliation): Promise<void> => {
      await reconciliations.replaceOne(
        { _id: reconciliationId },
        { ...rest, expected: rest.expected ?? null, provider: providerId },
        { upsert: true },
      );
    },

    /** Keeps cases under their natural names; one that is known stays as it was decided. */
    addCases: async (
      reconciliation: Omit<Reconciliation, keyof Match>,
      differences: readonly Difference[],
    ): Promise<void> => {
      if (differences.length === 0) return;
      const { reconciliationId, providerId, operator, day, at, currency } = reconciliation;
      await cases.bulkWrite(
        differences.map((difference) => ({
          updateOne: {
            filter: { _id: nameOf(reconciliationId, difference) },
            update: {
              $setOnInsert: {
                ...difference,
                ...{ provider: providerId, reconciliation: reconciliationId, operator, day, at },
                ...{ status: "open" as const, resolution: "", closedBy: "" },
                ...(isOfAmounts(difference) && { currency }),
              },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },

    listCases: async (asked: {
      readonly providerId: string;
      readonly reconciliationId: string;
      readonly status: string;
      readonly after: string;
      readonly limit: number;
    }): Promise<readonly Case[]> => {
      const { providerId, reconciliationId, status, after, limit } = asked;
      const found = await cases
        .find({
          provider: providerId,
          ...(reconciliationId !== "" && { reconciliation: reconciliationId }),
          ...((status === "open" || status === "closed") && { status }),
          ...(after !== "" && { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(fromCase);
    },

    openCases: (reconciliationId: string): Promise<number> =>
      cases.countDocuments({ reconciliation: reconciliationId, status: "open" }),

    countCases: (reconciliationId: string): Promise<number> =>
      cases.countDocuments({ reconciliation: reconciliationId }),

    allOpen: (): Promise<number> => cases.countDocuments({ status: "open" }),

    /** @returns "unknown" or "over" when there is no such open case of the provider. */
    closeCase: async (
      providerId: string,
      caseId: string,
      { resolution, by }: { readonly resolution: string; readonly by: string },
    ): Promise<Case | "unknown" | "over"> => {
      const closed = await cases.findOneAndUpdate(
        { _id: caseId, provider: providerId, status: "open" },
        { $set: { status: "closed", resolution, closedBy: by } },
        { returnDocument: "after" },
      );
      if (closed !== null) return fromCase(closed);
      const known = await cases.findOne({ _id: caseId, provider: providerId });
      return known === null ? "unknown" : "over";
    },
  };
};

const isOfAmounts = ({ kind }: Difference): boolean =>
  kind === "amount_differs" || kind === "no_cost_price";

const nameOf = (
  reconciliationId: string,
  { kind, subject }: { readonly kind: CaseKind; readonly subject: string },
): string => `${reconciliationId}:${kind}:${subject}`;

export type ReconciliationStore = ReturnType<typeof reconciliationStore>;
