import type { ClientSession, Connection } from "mongoose";
import type { Resale, Surcharge } from "../domain/surcharge.js";
import { openCollection } from "./open-collection.js";

type ResoldDocument = {
  /** The customer. */
  _id: string;
  provider: string;
  reseller: string;
  since: Date;
  by: string;
  /** From this day of the market on the reseller's prices hold; none: at once. */
  effectiveFrom?: string;
};
/** Of before there were groups, scripts and days: of all. */
type Kept = Pick<Surcharge, "operator" | "perPart"> & Partial<Surcharge>;
type SurchargeDocument = {
  /** Reseller and customer; an empty customer: all that have none of their own. */
  _id: string;
  reseller: string;
  customer: string;
  surcharges: Kept[];
};

export type ResoldCustomer = {
  readonly tenantId: string;
  readonly since: Date;
  readonly effectiveFrom: string;
};

/** Who is whose customer, and what resellers put on top. */
export const resellerStore = (connection: Connection) => {
  const resold = openCollection<ResoldDocument>(connection, "resold");
  const surcharges = openCollection<SurchargeDocument>(connection, "surcharges");
  const turns = openCollection<{ _id: string; n: bigint }>(connection, "resaleTurns");
  const idOf = (resellerId: string, customerId: string): string =>
    JSON.stringify([resellerId, customerId]);
  const plain = (found: SurchargeDocument | null): readonly Surcharge[] | undefined =>
    found?.surcharges.map(({ operator, group = "", script = "", effectiveFrom = "", perPart }) => ({
      ...{ operator, group, script, effectiveFrom, perPart },
    }));

  return {
    ensureIndexes: async (): Promise<void> => {
      await resold.createIndexes([{ key: { reseller: 1 } }]);
      await surcharges.createIndexes([{ key: { reseller: 1 } }]);
    },

    /** Whose customer a tenant is; undefined: the provider's own. */
    resellerOf: async (tenantId: string, session?: ClientSession): Promise<string | undefined> =>
      (await resold.findOne({ _id: tenantId }, { ...(session && { session }) }))?.reseller,

    hasCustomers: async (resellerId: string, session?: ClientSession): Promise<boolean> =>
      (await resold.findOne({ reseller: resellerId }, { ...(session && { session }) })) !== null,

    /** Who becomes whose customer is decided one after another within a provider, so that two decisions make no circle. */
    takeTurn: async (providerId: string, session: ClientSession): Promise<void> => {
      await turns.updateOne({ _id: providerId }, { $inc: { n: 1n } }, { upsert: true, session });
    },

    /** Whose customer a tenant is, and since when. */
    standingOf: async (
      tenantId: string,
    ): Promise<
      (Omit<ResoldCustomer, "tenantId"> & { readonly resellerId: string }) | undefined
    > => {
      const found = await resold.findOne({ _id: tenantId });
      if (found === null) return undefined;
      const { reseller, since, effectiveFrom = "" } = found;
      return { resellerId: reseller, since, effectiveFrom };
    },

    /** What is put on top of a customer's prices, and by whom. */
    resaleOf: async (tenantId: string): Promise<Resale | undefined> => {
      const found = await resold.findOne({ _id: tenantId });
      if (found === null) return undefined;
      const { reseller, effectiveFrom = "" } = found;
      const own = await surcharges.findOne({ _id: idOf(reseller, tenantId) });
      const all = own ?? (await surcharges.findOne({ _id: idOf(reseller, "") }));
      return { resellerId: reseller, effectiveFrom, surcharges: plain(all) ?? [] };
    },

    /** Makes a tenant a reseller's customer; an empty reseller makes it the provider's own again. */
    set: async (
      tenantId: string,
      made: {
        readonly providerId: string;
        readonly resellerId: string;
        readonly by: string;
        readonly at: Date;
        readonly effectiveFrom: string;
      },
      session: ClientSession,
    ): Promise<void> => {
      const { providerId, resellerId, by, at, effectiveFrom } = made;
      if (resellerId === "") {
        await resold.deleteOne({ _id: tenantId }, { session });
        return;
      }
      await resold.updateOne(
        { _id: tenantId },
        { $set: { provider: providerId, reseller: resellerId, by, since: at, effectiveFrom } },
        { upsert: true, session },
      );
    },

    customersOf: async (resellerId: string): Promise<readonly ResoldCustomer[]> =>
      (await resold.find({ reseller: resellerId }).sort({ _id: 1 }).toArray()).map(
        ({ _id, since, effectiveFrom = "" }) => ({ tenantId: _id, since, effectiveFrom }),
      ),

    surchargesOf: async (resellerId: string, customerId: string): Promise<readonly Surcharge[]> =>
      plain(await surcharges.findOne({ _id: idOf(resellerId, customerId) })) ?? [],

    /** Sets surcharges of a customer, or of all; none takes them away. */
    setSurcharges: async (
      resellerId: string,
      customerId: string,
      wanted: readonly Surcharge[],
      session: ClientSession,
    ): Promise<void> => {
      const _id = idOf(resellerId, customerId);
      if (wanted.length === 0) {
        await surcharges.deleteOne({ _id }, { session });
        return;
      }
      await surcharges.updateOne(
        { _id },
        { $set: { reseller: resellerId, customer: customerId, surcharges: [...wanted] } },
        { upsert: true, session },
      );
    },
  };
};

export type ResellerStore = ReturnType<typeof resellerStore>;
