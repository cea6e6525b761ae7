import { forgetAfter } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import type { Receipt } from "../domain/apply-receipts.js";
import {
  nextTry,
  writeMark,
  type OrphanMark,
  type OrphanReceipt,
  type Orphans,
} from "../domain/orphan.js";

type OrphanDocument = {
  _id: string;
  keys: string[];
  receipts: { key: string; state: string; error: string; at: Date }[];
  tries: number;
  nextAt: Date;
  firstSeen: Date;
  /** No part was ever found for them: kept to be looked at, no longer tried. */
  givenUp: boolean;
};

/** A batch that was looked at once more, and what nobody knows of it still. */
export type LookedAt = { readonly batch: Orphans; readonly rest: readonly Receipt[] };

/** The look was one of its tries: all that is known was asked. */
export type TriedOrphans = LookedAt & { readonly tries: number };

const toOrphans = (d: OrphanDocument): Orphans => ({
  orphanId: d._id,
  receipts: d.receipts,
  tries: d.tries,
  firstSeen: d.firstSeen,
});

/** Parked receipts: tried, then kept for a while, one document per batch, found again by any of their keys. */
export const orphanStore = (connection: Connection) => {
  const orphans = connection.collection<OrphanDocument>("orphans");
  const count = async (givenUp: boolean): Promise<number> => {
    const [sum] = await orphans
      .aggregate<{ n: number }>([
        { $match: { givenUp } },
        { $group: { _id: null, n: { $sum: { $size: "$keys" } } } },
      ])
      .toArray();
    return sum?.n ?? 0;
  };
  /** Keeps only the rest of some batches, in one write; an empty one removes its batch. */
  const write = async <Looked extends LookedAt>(
    looked: readonly Looked[],
    more: (one: Looked) => Partial<Pick<OrphanDocument, "tries" | "nextAt" | "givenUp">>,
  ): Promise<void> => {
    if (looked.length === 0) return;
    const kept = (one: Looked) => ({
      keys: one.rest.map(({ key }) => key),
      receipts: [...one.rest],
      ...more(one),
    });
    await orphans.bulkWrite(
      looked.map((one) => {
        const filter = { _id: one.batch.orphanId };
        return one.rest.length === 0
          ? { deleteOne: { filter } }
          : { updateOne: { filter, update: { $set: kept(one) } } };
      }),
      { ordered: false },
    );
  };
  return {
    ensureIndexes: async (givenUpKeepDays: number): Promise<void> => {
      await orphans.createIndexes([
        { key: { keys: 1 } },
        { key: { nextAt: 1 }, name: "due", partialFilterExpression: { givenUp: false } },
        { key: { givenUp: 1, firstSeen: 1, _id: 1 } },
      ]);
      const kept = { name: "given_up_kept", since: "firstSeen", days: givenUpKeepDays };
      await forgetAfter(connection, "orphans", { ...kept, where: { givenUp: true } });
    },

    /** Parks receipts; the id is that of the batch they came in, so a repetition writes once. */
    park: async (orphanId: string, receipts: readonly Receipt[], now: Date): Promise<void> => {
      if (receipts.length === 0) return;
      await orphans.updateOne(
        { _id: orphanId },
        {
          $setOnInsert: {
            keys: receipts.map(({ key }) => key),
            receipts: [...receipts],
            tries: 0,
            nextAt: nextTry(0, now),
            firstSeen: now,
            givenUp: false,
          },
        },
        { upsert: true },
      );
    },

    byKeys: async (keys: readonly string[]): Promise<readonly Orphans[]> =>
      keys.length === 0
        ? []
        : (await orphans.find({ keys: { $in: [...keys] } }).toArray()).map(toOrphans),

    due: async (now: Date, limit: number): Promise<readonly Orphans[]> =>
      (
        await orphans
          .find({ nextAt: { $lte: now }, givenUp: false })
          .limit(limit)
          .toArray()
      ).map(toOrphans),

    /** Keeps what is still unknown of batches that were tried, in one write, and when they are tried again. */
    keep: (
      tried: readonly TriedOrphans[],
      { now, keepMs }: { readonly now: Date; readonly keepMs: number },
    ): Promise<void> =>
      write(tried, ({ batch, tries }) => ({
        tries,
        nextAt: nextTry(tries, now),
        givenUp: now.getTime() - batch.firstSeen.getTime() > keepMs,
      })),

    /** Tries all of an account anew, also what was given up: its ids are read in another way now. */
    tryAgain: async (account: string, now: Date): Promise<void> => {
      await orphans.updateMany(
        // From the account's first key to its last: a colon ends its name, and a semicolon follows a colon.
        { keys: { $gte: `${account}:`, $lt: `${account};` } },
        { $set: { givenUp: false, tries: 0, firstSeen: now, nextAt: now } },
      );
    },

    /** Takes out what was found between two tries: of when the rest is tried, or given up, that says nothing. */
    takeFound: (looked: readonly LookedAt[]): Promise<void> =>
      write(
        looked.filter(({ batch, rest }) => rest.length < batch.receipts.length),
        () => ({}),
      ),

    /** Some keys of orphans, to be looked at. */
    sample: async (): Promise<readonly string[]> =>
      (
        await orphans
          .find({}, { projection: { keys: { $slice: 1 } } })
          .limit(10)
          .toArray()
      ).flatMap((d) => d.keys.slice(0, 1)),

    /** One by one, the longest waiting first; `next`: where the next page begins, undefined on the last. */
    page: async (
      givenUp: boolean,
      limit: number,
      after?: OrphanMark,
    ): Promise<{
      readonly receipts: readonly OrphanReceipt[];
      readonly next: string | undefined;
    }> => {
      const { firstSeen, orphanId = "", place = -1 } = after ?? {};
      const since = firstSeen && {
        $or: [{ firstSeen: { $gt: firstSeen } }, { firstSeen, _id: { $gte: orphanId } }],
      };
      const found = orphans
        .find({ givenUp, ...since })
        .sort({ firstSeen: 1, _id: 1 })
        .batchSize(20);
      const receipts: OrphanReceipt[] = [];
      let last: OrphanMark | undefined;
      for await (const d of found) {
        const begun = d._id === orphanId ? place + 1 : 0;
        for (const [i, receipt] of d.receipts.slice(begun).entries()) {
          if (receipts.length === limit && last) return { receipts, next: writeMark(last) };
          const nextAt = givenUp ? undefined : d.nextAt;
          receipts.push({ ...receipt, tries: d.tries, nextAt });
          last = { firstSeen: d.firstSeen, orphanId: d._id, place: begun + i };
        }
      }
      return { receipts, next: undefined };
    },

    /** Of months: there may be many, so ask seldom. */
    countGivenUp: (): Promise<number> => count(true),

    /** How many are tried again, and since when the oldest waits. */
    waiting: async (): Promise<{ waiting: number; oldestAt: Date | undefined }> => {
      const [oldest] = await orphans
        .find({ givenUp: false }, { projection: { firstSeen: 1 } })
        .sort({ firstSeen: 1 })
        .limit(1)
        .toArray();
      return { waiting: await count(false), oldestAt: oldest?.firstSeen };
    },
  };
};

export type OrphanStore = ReturnType<typeof orphanStore>;
