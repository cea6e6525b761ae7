import { mongo, type Connection } from "mongoose";
import { standsOn } from "../domain/block-page.js";

type FlipDoc = {
  readonly _id: string;
  readonly list: string;
  readonly page: number;
  /** The version that says something else than the one before. */
  readonly version: number;
  readonly at: Date;
  /** Numbers of the page of which it does, packed as a page. */
  readonly flipped: mongo.Binary;
};
export type Flip = Pick<FlipDoc, "page"> & { readonly flipped: Uint8Array };

const PAGE = 65_536;
/** For how long a complaint may ask what was blocked. */
export const HISTORY_KEPT_MS = 400 * 86_400_000;

/** By what each version of a block list differs from the one before, so that an earlier one can be asked. */
export function blockHistory(connection: Connection) {
  const flips = connection.collection<FlipDoc>("blockListFlips");

  return {
    async ensureIndexes(): Promise<void> {
      await flips.createIndex({ list: 1, page: 1, version: 1 }, {}, {});
      await flips.createIndex({ at: 1 }, { expireAfterSeconds: HISTORY_KEPT_MS / 1_000 }, {});
    },

    async keep(
      list: string,
      version: number,
      at: Date,
      made: readonly Flip[],
      session: mongo.ClientSession,
    ): Promise<void> {
      if (made.length === 0) return;
      const docs = made.map(({ page, flipped }) => ({
        ...{ _id: `${list}:${page}:${version}`, list, page, version, at },
        flipped: new mongo.Binary(flipped),
      }));
      await flips.insertMany(docs, { session });
    },

    /** What a load left that died or was refused. */
    async forgetAfter(list: string, version: number, session: mongo.ClientSession): Promise<void> {
      await flips.deleteMany({ list, version: { $gt: version } }, { session });
    },

    /** Which of these numbers stand otherwise in version `until` of a list than in version `from`. */
    async changedAmong(
      list: string,
      { from, until }: { readonly from: number; readonly until: number },
      msisdns: readonly number[],
    ): Promise<ReadonlySet<number>> {
      const changed = new Set<number>();
      if (from === until) return changed;
      const byPage = new Map<number, Set<number>>();
      for (const msisdn of msisdns) {
        const page = Math.floor(msisdn / PAGE);
        byPage.set(page, (byPage.get(page) ?? new Set()).add(msisdn));
      }
      const later = { version: { $gt: from, $lte: until } };
      const cursor = flips.find({ list, page: { $in: [...byPage.keys()] }, ...later });
      for await (const { page, flipped } of cursor) {
        const packed = flipped.buffer.subarray(0, flipped.length());
        for (const msisdn of byPage.get(page) ?? [])
          if (standsOn(packed, msisdn % PAGE) && !changed.delete(msisdn)) changed.add(msisdn);
      }
      return changed;
    },
  };
}
