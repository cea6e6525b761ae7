import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { CostPrice } from "../domain/cost-price.js";
import { openCollection } from "./open-collection.js";

type CostPriceDocument = Omit<CostPrice, "providerId"> & {
  /** Provider and request: recorded once. */
  _id: string;
  provider: string;
};

const fromDocument = ({ _id: _, provider, ...price }: CostPriceDocument): CostPrice => ({
  ...price,
  providerId: provider,
});

/** What operators charge the provider; rows are added, never changed. */
export const costPriceStore = (
  connection: Connection,
  tell: (session: ClientSession, price: CostPrice, entryId: string) => Promise<void>,
) => {
  const prices = openCollection<CostPriceDocument>(connection, "costPrices");
  return {
    ensureIndexes: async (): Promise<void> => {
      await prices.createIndexes([{ key: { provider: 1, operator: 1, effectiveFrom: -1 } }]);
    },

    /** Records a price and tells it, once per request. @returns what is recorded under the request. */
    add: (requestId: string, price: CostPrice): Promise<CostPrice> =>
      inTransaction(connection, async (session) => {
        const { providerId, ...rest } = price;
        const _id = JSON.stringify([providerId, requestId]);
        const made = { ...rest, provider: providerId };
        const before = await prices.findOneAndUpdate(
          { _id },
          { $setOnInsert: made },
          { upsert: true, session },
        );
        if (before !== null) return fromDocument(before);
        await tell(session, price, `cost-price:${_id}`);
        return price;
      }),

    /** Of a provider, and of one operator when named; the latest day first. */
    list: async (providerId: string, operator: string): Promise<readonly CostPrice[]> =>
      (
        await prices
          .find({ provider: providerId, ...(operator !== "" && { operator }) })
          .sort({ effectiveFrom: -1, recordedAt: -1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),
  };
};

/** Two prices a week for each of ten operators fill it in a year. */
const MOST_LISTED = 1_000;

export type CostPriceStore = ReturnType<typeof costPriceStore>;
