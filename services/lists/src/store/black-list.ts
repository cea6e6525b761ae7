import { inTransaction } from "@whiteline/service-kit";
import { mongo, type Connection } from "mongoose";
import { createNumberSet, pageOf, type NumberSet } from "../domain/number-set.js";

type MarketDoc = { readonly _id: string; readonly version: number };
type PageDoc = {
  readonly _id: string;
  readonly market: string;
  readonly page: number;
  /** Version of the market's list that last touched the page. */
  readonly version: number;
  readonly packed: mongo.Binary;
};

export type BlackListStore = ReturnType<typeof blackListStore>;

/**
 * Numbers that block advertising, per market [IR-ASN-19], in packed pages. Each process holds the set and asks
 * only for its version; what is new comes page by page. Numbers are only ever added.
 */
export function blackListStore(connection: Connection) {
  const heads = connection.collection<MarketDoc>("blackLists");
  const pages = connection.collection<PageDoc>("blackListPages");
  const held = new Map<string, { version: number; readonly set: NumberSet }>();

  return {
    async ensureIndexes(): Promise<void> {
      await pages.createIndexes([{ key: { market: 1, version: 1 }, name: "market_version" }]);
    },

    /** Adds numbers and answers how many were new. */
    async add(market: string, msisdns: readonly number[]): Promise<number> {
      if (msisdns.length === 0) return 0;
      return inTransaction(connection, async (session) => {
        // The head is written first: two loads at once wait for each other here.
        const head = await heads.findOneAndUpdate(
          { _id: market },
          { $inc: { version: 1 } },
          { upsert: true, returnDocument: "after", session },
        );
        const set = createNumberSet();
        const ids = [...new Set(msisdns.map((msisdn) => pageId(market, pageOf(msisdn))))];
        for await (const { page, packed } of pages.find({ _id: { $in: ids } }, { session })) {
          set.addPacked({ page, packed: packed.buffer.subarray(0, packed.length()) });
        }
        const before = set.size;
        for (const msisdn of msisdns) set.add(msisdn);
        const version = head?.version ?? 1;
        const writes = Array.from(set.packed(), ({ page, packed }) => ({
          replaceOne: {
            filter: { _id: pageId(market, page) },
            replacement: { market, page, version, packed: new mongo.Binary(packed) },
            upsert: true,
          },
        }));
        await pages.bulkWrite(writes, { session });
        return set.size - before;
      });
    },

    /** The set as it is now: one small query when nothing changed. */
    async current(market: string): Promise<NumberSet> {
      const known = held.get(market) ?? { version: 0, set: createNumberSet() };
      held.set(market, known);
      const head = await heads.findOne({ _id: market });
      if (head === null || head.version <= known.version) return known.set;
      for await (const { page, packed } of pages.find({
        market,
        version: { $gt: known.version },
      })) {
        known.set.addPacked({ page, packed: packed.buffer.subarray(0, packed.length()) });
      }
      known.version = Math.max(known.version, head.version);
      return known.set;
    },
  };
}

function pageId(market: string, page: number): string {
  return `${market}:${page}`;
}
