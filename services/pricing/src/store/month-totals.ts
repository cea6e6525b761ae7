import type { ClientSession, Connection } from "mongoose";
import type { MonthTotals } from "../domain/settlement.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

type MonthTotalDocument = { _id: string; tenant: string; month: string; parts: bigint };

/**
 * How many parts of a price list at an operator a tenant was charged for in a month; each total moves in
 * the transaction of the settlement that was reckoned from it.
 */
export const monthTotalStore = (connection: Connection) => {
  const totals = openCollection<MonthTotalDocument>(connection, "monthTotals");
  const idOf = (tenantId: string, name: string): string => `${tenantId}|${name}`;
  const nameOf = ({ _id, tenant }: MonthTotalDocument): string => _id.slice(tenant.length + 1);
  return {
    ensureIndexes: async (): Promise<void> => {
      await totals.createIndexes([{ key: { tenant: 1, month: 1 } }]);
    },

    /** A tenant's totals of some months; inside a transaction, as it sees them. */
    of: async (
      tenantId: string,
      months: readonly string[],
      session?: ClientSession,
    ): Promise<MonthTotals> => {
      if (months.length === 0) return new Map();
      const found = await totals
        .find({ tenant: tenantId, month: { $in: [...months] } }, session && { session })
        .toArray();
      return new Map(found.map((total) => [nameOf(total), total.parts]));
    },

    /** Every total of a tenant. */
    ofTenant: async (tenantId: string, session: ClientSession): Promise<MonthTotals> => {
      const found = await totals.find({ tenant: tenantId }, atOneInstant(session)).toArray();
      return new Map(found.map((total) => [nameOf(total), total.parts]));
    },

    tenants: (): Promise<readonly string[]> => totals.distinct("tenant"),

    /** Writes totals as they are now. */
    save: async (tenantId: string, changed: MonthTotals, session: ClientSession): Promise<void> => {
      for (const [name, parts] of changed) {
        const month = name.slice(name.lastIndexOf("|") + 1);
        await totals.updateOne(
          { _id: idOf(tenantId, name) },
          { $set: { tenant: tenantId, month, parts } },
          { upsert: true, session },
        );
      }
    },
  };
};

export type MonthTotalStore = ReturnType<typeof monthTotalStore>;
