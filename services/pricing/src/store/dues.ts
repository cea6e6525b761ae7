import type { ClientSession, Connection } from "mongoose";
import type { Due } from "../domain/due.js";
import { money } from "../domain/money.js";
import { atOneInstant } from "./at-one-instant.js";
import { countBy } from "./count-by.js";
import { openCollection } from "./open-collection.js";

type DueDocument = {
  _id: string;
  tenant: string;
  provider: string;
  kind: Due["kind"];
  line: string;
  operator: string;
  month: string;
  currency: string;
  minor: bigint;
  status: Due["status"];
  source: string;
  raisedAt: Date;
  paidAt: Date | null;
  /** Absent in dues of before: told at once. */
  sleepsAt?: Date;
  told?: boolean;
  waivedBy?: string;
  waivedAt?: Date | null;
  reason?: string;
  pendingWaiver?: Due["pendingWaiver"];
  invoice?: string;
};

const fromDocument = (d: DueDocument): Due => ({
  dueId: d._id,
  tenantId: d.tenant,
  providerId: d.provider,
  kind: d.kind,
  lineId: d.line,
  operator: d.operator,
  month: d.month,
  amount: money(d.currency, d.minor),
  status: d.status,
  source: d.source,
  raisedAt: d.raisedAt,
  paidAt: d.paidAt ?? undefined,
  sleepsAt: d.sleepsAt ?? d.raisedAt,
  unpaidTold: d.told ?? d.sleepsAt === undefined,
  waivedBy: d.waivedBy ?? "",
  waivedAt: d.waivedAt ?? undefined,
  reason: d.reason ?? "",
  pendingWaiver: d.pendingWaiver ?? null,
  invoice: d.invoice ?? "",
});

/** Most of a tenant's dues that one answer holds. */
const MOST_LISTED = 1_000;

/** Fees and fines, by what raised them. */
export const dueStore = (connection: Connection) => {
  const dues = openCollection<DueDocument>(connection, "dues");
  return {
    ensureIndexes: async (): Promise<void> => {
      await dues.createIndexes([
        { key: { tenant: 1, status: 1, raisedAt: -1 } },
        { key: { provider: 1 } },
        { key: { status: 1, kind: 1 } },
      ]);
    },

    /** What a tenant owes, and those of these names that are known. */
    forMovements: async (
      tenantId: string,
      dueIds: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, Due>> => {
      const owed = { tenant: tenantId, status: "owed" as const };
      const found = await dues
        .find({ $or: [owed, { _id: { $in: [...dueIds] } }] }, { session })
        .toArray();
      return new Map(found.map((d) => [d._id, fromDocument(d)]));
    },

    /** Writes dues as they are now, in the transaction that moved their money. */
    save: async (changed: readonly Due[], session: ClientSession): Promise<void> => {
      for (const due of changed) {
        await dues.updateOne(
          { _id: due.dueId },
          {
            $set: {
              tenant: due.tenantId,
              provider: due.providerId,
              kind: due.kind,
              line: due.lineId,
              operator: due.operator,
              month: due.month,
              currency: due.amount.currency,
              minor: due.amount.minor,
              status: due.status,
              source: due.source,
              raisedAt: due.raisedAt,
              paidAt: due.paidAt ?? null,
              sleepsAt: due.sleepsAt,
              told: due.unpaidTold,
              waivedBy: due.waivedBy,
              waivedAt: due.waivedAt ?? null,
              reason: due.reason,
              pendingWaiver: due.pendingWaiver,
            },
          },
          { upsert: true, session },
        );
      }
    },

    /** A tenant's dues, the newest first; of one status when named. */
    list: async (tenantId: string, status: Due["status"] | undefined): Promise<readonly Due[]> =>
      (
        await dues
          .find({ tenant: tenantId, ...(status && { status }) })
          .sort({ raisedAt: -1, _id: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),

    byId: async (dueId: string): Promise<Due | undefined> => {
      const found = await dues.findOne({ _id: dueId });
      return found === null ? undefined : fromDocument(found);
    },

    isKnown: async (dueId: string): Promise<boolean> =>
      (await dues.findOne({ _id: dueId }, { projection: { _id: 1 } })) !== null,

    /** How many are owed, by kind. */
    countOwed: async (): Promise<ReadonlyMap<string, number>> =>
      countBy(dues, { status: "owed" }, "kind"),

    /** Tenants that owe something. */
    debtors: async (): Promise<readonly string[]> => dues.distinct("tenant", { status: "owed" }),

    /**
     * Fees that were raised for a tenant in a stretch of time and not waived; fines are none.
     * @param unpaidBefore those too that were not paid when it began and that no invoice demands.
     */
    feesRaised: async (
      tenantId: string,
      {
        from,
        to,
        unpaidBefore,
      }: { readonly from: Date; readonly to: Date; readonly unpaidBefore: boolean },
      session?: ClientSession,
    ): Promise<readonly Due[]> => {
      const older = {
        raisedAt: { $lt: from },
        $or: [{ paidAt: null }, { paidAt: { $gte: from } }],
        invoice: { $in: [undefined, ""] },
      };
      const raisedThen = [{ raisedAt: { $gte: from, $lt: to } }, ...(unpaidBefore ? [older] : [])];
      const within = {
        tenant: tenantId,
        kind: { $ne: "fine" as const },
        status: { $ne: "waived" as const },
      };
      const asked = { ...within, $or: raisedThen };
      const found = await dues.find(asked, { ...(session && { session }) }).toArray();
      return found.map(fromDocument);
    },

    /** What a tenant was let off in a stretch of time; minor units. */
    waivedWithin: async (
      tenantId: string,
      from: Date,
      to: Date,
      session: ClientSession,
    ): Promise<bigint> => {
      const within = { tenant: tenantId, waivedAt: { $gte: from, $lt: to } };
      const found = await dues
        .find({ ...within, status: "waived" }, { session, projection: { minor: 1 } })
        .toArray();
      return found.reduce((sum, { minor }) => sum + minor, 0n);
    },

    /**
     * Says which invoice demands dues, in the transaction that issues it: whoever waives one of them meanwhile loses the
     * race for it.
     */
    invoiced: async (
      dueIds: readonly string[],
      number: string,
      session: ClientSession,
    ): Promise<void> => {
      if (dueIds.length === 0) return;
      const named = { _id: { $in: [...dueIds] } };
      await dues.updateMany(named, { $set: { invoice: number } }, { session });
    },

    /** Another invoice stands in the place of the one that demanded them. */
    reinvoiced: async (before: string, number: string, session: ClientSession): Promise<void> => {
      await dues.updateMany({ invoice: before }, { $set: { invoice: number } }, { session });
    },

    /** Every due of a tenant. */
    ofTenant: async function* (tenantId: string, session: ClientSession): AsyncGenerator<Due> {
      for await (const d of dues.find({ tenant: tenantId }, atOneInstant(session))) {
        yield fromDocument(d);
      }
    },

    /** Who ever had to pay a fee or fine. */
    tenants: (): Promise<readonly string[]> => dues.distinct("tenant"),
  };
};

export type DueStore = ReturnType<typeof dueStore>;
