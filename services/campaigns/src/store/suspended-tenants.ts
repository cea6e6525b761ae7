import type { Connection } from "mongoose";

type TenantDocument = {
  readonly _id: string;
  readonly suspended: boolean;
  readonly version: number;
};

/**
 * Which tenants may not send, as accounts told it. Kept in the database, because FACTS lives for days
 * and a suspension longer, and in memory, because every release asks. An older version changes nothing.
 */
export const suspendedTenantStore = (connection: Connection) => {
  const tenants = connection.collection<TenantDocument>("tenants");
  const known = new Map<string, Omit<TenantDocument, "_id">>();
  return {
    /** Reads what was known when the process last ran. */
    load: async (): Promise<void> => {
      for await (const { _id, ...rest } of tenants.find()) known.set(_id, rest);
    },

    has: (tenantId: string): boolean => known.get(tenantId)?.suspended === true,

    put: async (tenantId: string, suspended: boolean, version: number): Promise<void> => {
      const before = known.get(tenantId);
      if (before !== undefined && before.version >= version) return;
      await tenants.updateOne(
        { _id: tenantId },
        [
          {
            $replaceWith: {
              $cond: [
                { $gte: [{ $ifNull: ["$version", -1] }, version] },
                "$$ROOT",
                { $literal: { _id: tenantId, suspended, version } },
              ],
            },
          },
        ],
        { upsert: true },
      );
      known.set(tenantId, { suspended, version });
    },
  };
};

export type SuspendedTenantStore = ReturnType<typeof suspendedTenantStore>;
