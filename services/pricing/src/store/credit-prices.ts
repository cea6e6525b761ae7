import type { ClientSession, Connection, mongo } from "mongoose";
import type { DatedCreditPrice } from "../domain/credit-price.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

type CreditPriceDocument = Omit<DatedCreditPrice, "providerId" | "tenantId"> & {
  /** The proposal that it was. */
  _id: string;
  provider: string;
  tenant: string;
};

const fromDocument = ({
  _id: _,
  provider: providerId,
  tenant: tenantId,
  ...price
}: CreditPriceDocument): DatedCreditPrice => ({ ...price, providerId, tenantId });

type Customer = Pick<DatedCreditPrice, "providerId" | "tenantId">;

/** Two a week fill it in ten years. */
const MOST_LISTED = 1_000;

/** What credits cost, as two people of finance set it; rows are added, never changed. */
export const creditPriceStore = (connection: Connection) => {
  const prices = openCollection<CreditPriceDocument>(connection, "creditPrices");
  const read = async ({ providerId, tenantId }: Customer, options: mongo.FindOptions) => {
    const which = { provider: providerId, tenant: { $in: ["", tenantId] } };
    return (await prices.find(which, options).toArray()).map(fromDocument);
  };
  return {
    ensureIndexes: async (): Promise<void> => {
      await prices.createIndexes([{ key: { provider: 1, tenant: 1, effectiveFrom: -1 } }]);
    },

    /** Adds a price in the transaction in which its proposal is decided, which happens once. */
    add: async (
      proposalId: string,
      { providerId: provider, tenantId: tenant, ...price }: DatedCreditPrice,
      session: ClientSession,
    ): Promise<void> => {
      await prices.insertOne({ _id: proposalId, provider, tenant, ...price }, { session });
    },

    /** Everybody's, and a customer's own. */
    of: (about: Customer, session?: ClientSession): Promise<readonly DatedCreditPrice[]> =>
      read(about, { ...(session && { session }) }),

    /** The same as it is at the instant of a snapshot. */
    atInstant: (about: Customer, session: ClientSession): Promise<readonly DatedCreditPrice[]> =>
      read(about, atOneInstant(session)),

    /** Everybody's, of some providers. */
    everybodys: async (providerIds: readonly string[]): Promise<readonly DatedCreditPrice[]> => {
      const which = { provider: { $in: [...providerIds] }, tenant: "" };
      return (await prices.find(which).toArray()).map(fromDocument);
    },

    /** Of a provider, and of one customer when named; the latest day first. */
    list: async (providerId: string, tenantId: string): Promise<readonly DatedCreditPrice[]> =>
      (
        await prices
          .find({ provider: providerId, ...(tenantId !== "" && { tenant: tenantId }) })
          .sort({ effectiveFrom: -1, setAt: -1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),
  };
};

export type CreditPriceStore = ReturnType<typeof creditPriceStore>;
