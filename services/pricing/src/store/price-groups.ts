import type { ClientSession, Connection } from "mongoose";
import type { PriceGroup } from "../domain/price-group.js";
import { openCollection } from "./open-collection.js";

type PriceGroupDocument = {
  _id: string;
  tenant: string;
  line: string;
  purpose: string;
  group: string;
  by: string;
  at: Date;
};

/** The groups that finance gave to a tenant's messages, one per line and purpose. */
export const priceGroupStore = (connection: Connection) => {
  const groups = openCollection<PriceGroupDocument>(connection, "priceGroups");
  const idOf = (tenantId: string, { lineId, purpose }: Pick<PriceGroup, "lineId" | "purpose">) =>
    JSON.stringify([tenantId, lineId, purpose]);
  return {
    ensureIndexes: async (): Promise<void> => {
      await groups.createIndexes([{ key: { tenant: 1 } }]);
    },

    of: async (tenantId: string, session?: ClientSession): Promise<readonly PriceGroup[]> =>
      (
        await groups
          .find({ tenant: tenantId }, { sort: { _id: 1 }, ...(session && { session }) })
          .toArray()
      ).map(({ line, purpose, group, at }) => ({ lineId: line, purpose, group, at })),

    /** Puts one in force; an empty group takes it away. */
    set: async (
      tenantId: string,
      set: PriceGroup,
      by: string,
      session: ClientSession,
    ): Promise<void> => {
      const _id = idOf(tenantId, set);
      if (set.group === "") {
        await groups.deleteOne({ _id }, { session });
        return;
      }
      const { lineId: line, purpose, group, at } = set;
      await groups.updateOne(
        { _id },
        { $set: { tenant: tenantId, line, purpose, group, by, at } },
        { upsert: true, session },
      );
    },
  };
};

export type PriceGroupStore = ReturnType<typeof priceGroupStore>;
