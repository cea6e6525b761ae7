import type { ClientSession, Connection } from "mongoose";
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
  /** Ids that its file bills of chunks which were submitted on other days too. */
  readonly billedAcross: readonly string[];
  readonly at: Date;
};

export type ReconciliationDocument = Omit<
  Reconciliation,
  "reconciliationId" | "providerId" | "expected" | "expectedParts" | "billedAcross"
> & {
  expected?: bigint | null;
  /** Absent in those of before it was kept. */
  expectedParts?: Reconciliation["expectedParts"];
  billedAcross?: readonly string[];
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

export type CaseDocument = Omit<Case, "caseId" | "reconciliationId" | "currency"> & {
  currency?: string;
  _id: string;
  provider: string;
  reconciliation: string;
  /** When it was found last; absent in cases of before it was kept. */
  seenAt?: Date;
  /** When a match did not find it again, and nobody had closed it; what such a match closed may come back. */
  goneAt?: Date;
};

const fromDocument = ({ _id, provider, ...rest }: ReconciliationDocument): Reconciliation => ({
  ...rest,
  expected: rest.expected ?? undefined,
  expectedParts: rest.expectedParts ?? [],
  billedAcross: rest.billedAcross ?? [],
  reconciliationId: _id,
  providerId: provider,
});
const fromCase = ({
  _id,
  provider: _,
  seenAt: __,
  goneAt: ___,
  reconciliation,
  ...rest
}: CaseDocument): Case => ({
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
        { key: { status: 1 } },
        { key: { reconciliation: 1, status: 1 } },
        {
          key: { provider: 1, operator: 1, day: 1 },
          partialFilterExpression: { priced: { $exists: true } },
        },
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

    /** The last day of an operator until `yesterday` whose night was matched; undefined: none was. */
    lastNight: async (
      { providerId, operator }: Pick<Reconciliation, "providerId" | "operator">,
      yesterday: string,
    ): Promise<string | undefined> => {
      const over = { digest: "", day: { $lte: yesterday } };
      const matched = { ...over, status: { $ne: "matching" as const } };
      const found = await reconciliations.findOne(
        { provider: providerId, operator, ...matched },
        { sort: { day: -1 }, projection: { day: 1 } },
      );
      return found?.day;
    },

    /** Nights that were matched by a clock that ran ahead are none: the day may not even have begun. */
    forgetAhead: async (now: Date): Promise<void> => {
      await reconciliations.updateMany(
        { digest: "", at: { $gt: now } },
        { $set: { status: "matching" } },
      );
    },

    list: async (providerId: string, operator: string): Promise<readonly Reconciliation[]> =>
      (
        await reconciliations
          .find({ provider: providerId, ...(operator !== "" && { operator }) })
          .sort({ day: -1, _id: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),

    save: async (
      { reconciliationId, providerId, ...rest }: Reconciliation,
      session?: ClientSession,
    ): Promise<void> => {
      await reconciliations.replaceOne(
        { _id: reconciliationId },
        { ...rest, expected: rest.expected ?? null, provider: providerId },
        { upsert: true, ...(session && { session }) },
      );
    },

    /** Keeps cases under their natural names; one that a person closed stays as it was decided. */
    addCases: async (
      reconciliation: Omit<Reconciliation, keyof Match>,
      differences: readonly Difference[],
    ): Promise<void> => {
      if (differences.length === 0) return;
      const { reconciliationId, providerId, operator, day, at, currency } = reconciliation;
      const named = differences.map((difference) => ({
        ...{ _id: nameOf(reconciliationId, difference), difference },
      }));
      const open = { status: "open" as const, resolution: "", closedBy: "" };
      const { upsertedIds } = await cases.bulkWrite(
        named.map(({ _id, difference }) => {
          const made = {
            ...{ ...difference, ...open, provider: providerId, reconciliation: reconciliationId },
            ...{ operator, day, at, seenAt: at },
            ...(isOfAmounts(difference) && { currency }),
          };
          return { updateOne: { filter: { _id }, update: { $setOnInsert: made }, upsert: true } };
        }),
        { ordered: false },
      );
      const known = named.filter((_, i) => upsertedIds[i] === undefined);
      if (known.length === 0) return;
      await cases.updateMany(
        { _id: { $in: known.map(({ _id }) => _id) }, goneAt: { $lt: at } },
        { $set: open, $unset: { goneAt: "" } },
      );
      await cases.bulkWrite(
        known.map(({ _id, difference: { ours, theirs, priced } }) => {
          // Two matches may run at once: the later one's word stands.
          const seen = { $set: { ours, theirs, ...(priced && { priced }) }, $max: { seenAt: at } };
          return { updateOne: { filter: { _id, status: "open" as const }, update: seen } };
        }),
        { ordered: false },
      );
    },

    /** Closes open cases that neither a match nor a later one found again. @returns how many. */
    closeUnseen: async (
      { reconciliationId, at }: Pick<Reconciliation, "reconciliationId" | "at">,
      { resolution, by }: { readonly resolution: string; readonly by: string },
    ): Promise<number> => {
      const unseen = { reconciliation: reconciliationId, status: "open" as const };
      const { modifiedCount } = await cases.updateMany(
        { ...unseen, $or: [{ seenAt: { $exists: false } }, { seenAt: { $lt: at } }] },
        { $set: { status: "closed", resolution, closedBy: by, goneAt: at } },
      );
      return modifiedCount;
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
      session: ClientSession,
    ): Promise<Case | "unknown" | "over"> => {
      const closed = await cases.findOneAndUpdate(
        { _id: caseId, provider: providerId, status: "open" },
        { $set: { status: "closed", resolution, closedBy: by } },
        { returnDocument: "after", session },
      );
      if (closed !== null) return fromCase(closed);
      const known = await cases.findOne({ _id: caseId, provider: providerId }, { session });
      return known === null ? "unknown" : "over";
    },
  };
};

const isOfAmounts = ({ kind }: Difference): boolean =>
  kind === "amount_differs" || kind === "no_cost_price" || kind === "day_billed_again";

const nameOf = (
  reconciliationId: string,
  { kind, subject }: { readonly kind: CaseKind; readonly subject: string },
): string => `${reconciliationId}:${kind}:${subject}`;

export type ReconciliationStore = ReturnType<typeof reconciliationStore>;
