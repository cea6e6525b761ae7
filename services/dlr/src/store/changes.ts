import { forgetAfter, inTransaction } from "@whiteline/service-kit";
import mongoose, { type ClientSession, type Connection } from "mongoose";
import type { ChunkOutcome } from "../domain/chunk-outcome.js";
import { changesOf } from "../domain/feed.js";
import {
  raw,
  toEntry,
  fromEntry,
  type Bytes,
  type EntryDocument,
  type ToldOutcome,
} from "./feed-entries.js";
import { countersOf, summed } from "./timeline-counters.js";

const { Binary } = mongoose.mongo;

/** How many outcomes of a tenant were told: they are numbered from 1 without gaps. */
export type HeadDocument = { _id: string; n: number };

/** What was told of a chunk, so that the next round finds what is new. */
type ToldDocument = {
  _id: string;
  v: number;
  told: Bytes;
  /** When; absent of before it was kept, which stays. */
  at?: Date;
};

/** Counters of the messages released within half an hour: every zone of our markets has its hours on them. */
type TimelineDocument = {
  _id: string;
  tenant: string;
  at: Date;
  line: string;
  operator: string;
  n?: number;
  p?: number;
  s?: Record<string, number>;
};
type Counters = Pick<TimelineDocument, "at" | "line" | "operator" | "n" | "p" | "s">;

/** Messages of one day or hour, of one operator or line if asked so, by final state. */
export type TimelineRow = {
  readonly from: Date;
  readonly key: string;
  readonly messages: number;
  readonly parts: number;
  readonly states: Readonly<Record<string, number>>;
};

export type FeedPage = {
  readonly outcomes: readonly ToldOutcome[];
  /** Number to ask after next. */
  readonly next: number;
  readonly more: boolean;
};

/**
 * The feed of outcomes and the counters over time. A round tells what is new of some chunks in one
 * transaction: numbers, outcomes, counters and the memory of what was told are one write. The head of the
 * tenant is in it, so two rounds of one tenant come one after the other and a number that can be read
 * means that all lower ones can be: no late commit slips in before a cursor.
 */
export const changeStore = (connection: Connection) => {
  const heads = connection.collection<HeadDocument>("feed_heads");
  const told = connection.collection<ToldDocument>("feed_told");
  const entries = connection.collection<EntryDocument>("feed");
  const timeline = connection.collection<TimelineDocument>("timeline");

  const tellOf = async (
    session: ClientSession,
    tenantId: string,
    chunks: readonly ChunkOutcome[],
    at: Date,
  ): Promise<number> => {
    const ids = chunks.map(({ chunkId }) => chunkId);
    const known = new Map(
      (await told.find({ _id: { $in: ids } }, { session }).toArray()).map((d) => [d._id, d]),
    );
    const news = chunks.flatMap((outcome) => {
      const before = known.get(outcome.chunkId);
      // Another process has told a newer version meanwhile.
      if (before !== undefined && before.v >= outcome.version) return [];
      const found = changesOf(outcome, before && raw(before.told));
      return [{ outcome, isFirst: before === undefined, ...found }];
    });
    const fresh = news.filter(({ isFirst, changed }) => isFirst || changed.length > 0);
    if (fresh.length === 0) return 0;
    const count = fresh.reduce((sum, { changed }) => sum + changed.length, 0);
    const head = await heads.findOneAndUpdate(
      { _id: tenantId },
      { $inc: { n: count } },
      { session, upsert: true, returnDocument: "after" },
    );
    let last = (head?.n ?? count) - count;
    const newEntries: EntryDocument[] = [];
    for (const { outcome, changed } of fresh) {
      if (changed.length === 0) continue;
      last += changed.length;
      newEntries.push(toEntry(outcome, changed, last, at));
    }
    if (newEntries.length > 0) await entries.insertMany(newEntries, { session });
    await told.bulkWrite(
      fresh.map(({ outcome, told: memory }) => ({
        replaceOne: {
          filter: { _id: outcome.chunkId },
          replacement: { v: outcome.version, told: new Binary(memory), at },
          upsert: true,
        },
      })),
      { session },
    );
    const counted = fresh.filter(({ outcome }) => !outcome.isTest);
    const counters = summed(counted.map((each) => countersOf(each, at)));
    if (counters.length > 0)
      await timeline.bulkWrite(
        counters.map((counter) => ({ updateOne: { ...counter, upsert: true } })),
        { session },
      );
    return count;
  };

  return {
    /** What was told of a chunk is forgotten after the chunk itself: its next change would be told as new. */
    ensureIndexes: async (days: {
      readonly feed: number;
      readonly timeline: number;
      readonly outcomes: number;
    }): Promise<void> => {
      await entries.createIndexes([
        { key: { tenant: 1, last: 1 } },
        { key: { tenant: 1, campaign: 1, last: 1 } },
      ]);
      await timeline.createIndexes([{ key: { tenant: 1, at: 1 } }]);
      const kept = { name: "kept", since: "at" };
      await forgetAfter(connection, "feed", { ...kept, days: days.feed });
      await forgetAfter(connection, "timeline", { ...kept, days: days.timeline });
      await forgetAfter(connection, "feed_told", { ...kept, days: days.outcomes + 30 });
      // A transaction makes no collections beside others that make them too.
      for (const name of ["feed_heads", "feed_told", "feed", "timeline"])
        await make(connection, name);
    },

    /** Tells what is new of these chunks of one tenant; repeating it tells nothing. Answers how many outcomes. */
    tell: async (tenantId: string, chunks: readonly ChunkOutcome[], at: Date): Promise<number> =>
      inTransaction(connection, (session) => tellOf(session, tenantId, chunks, at)),

    /** Outcomes after a number, at most `limit`. The head is read first: all up to it can be read by then. */
    page: async (
      tenantId: string,
      { after, limit, campaignId }: { after: number; limit: number; campaignId: string },
    ): Promise<FeedPage | "ahead" | "expired"> => {
      const head = (await heads.findOne({ _id: tenantId }))?.n ?? 0;
      if (after > head) return "ahead";
      const oldest = await entries.find({ tenant: tenantId }).sort({ last: 1 }).limit(1).next();
      const gone = oldest === null ? head : oldest.last - oldest.n;
      if (after > 0 && after < gone) return "expired";
      const cursor = entries
        .find({
          tenant: tenantId,
          ...(campaignId === "" ? {} : { campaign: campaignId }),
          last: { $gt: after, $lte: head },
        })
        .sort({ last: 1 })
        .batchSize(16);
      const outcomes: ToldOutcome[] = [];
      for await (const entry of cursor) {
        for (const outcome of fromEntry(entry)) {
          if (outcome.number <= after) continue;
          if (outcomes.length === limit) {
            await cursor.close();
            return { outcomes, next: outcomes.at(-1)?.number ?? after, more: true };
          }
          outcomes.push(outcome);
        }
      }
      return { outcomes, next: head, more: false };
    },

    /** Messages by day or hour of their release in a zone, and by operator or line. */
    timeline: async (
      tenantId: string,
      asked: {
        readonly from: Date;
        readonly until: Date;
        readonly unit: "day" | "hour";
        readonly by: "operator" | "line" | "";
        readonly zone: string;
        readonly lineId: string;
        readonly operator: string;
      },
    ): Promise<readonly TimelineRow[]> => {
      const { from, until, unit, by, zone, lineId, operator } = asked;
      const counters = timeline.aggregate<Counters>([
        {
          $match: {
            tenant: tenantId,
            at: { $gte: from, $lt: until },
            ...(lineId === "" ? {} : { line: lineId }),
            ...(operator === "" ? {} : { operator }),
          },
        },
        { $set: { at: { $dateTrunc: { date: "$at", unit, timezone: zone } } } },
        { $sort: { at: 1 } },
      ]);
      const rows = new Map<string, TimelineRow>();
      for await (const { at, n, p, s, ...named } of counters) {
        const key = by === "" ? "" : named[by];
        const name = `${at.getTime()} ${key}`;
        const row = rows.get(name) ?? { from: at, key, messages: 0, parts: 0, states: {} };
        const states = { ...row.states };
        for (const [state, count] of Object.entries(s ?? {}))
          states[state] = (states[state] ?? 0) + count;
        rows.set(name, {
          ...row,
          messages: row.messages + (n ?? 0),
          parts: row.parts + (p ?? 0),
          states,
        });
      }
      return [...rows.values()];
    },
  };
};

export type ChangeStore = ReturnType<typeof changeStore>;

const make = async (connection: Connection, name: string): Promise<void> => {
  const exists = await connection.db?.listCollections({ name }, { nameOnly: true }).hasNext();
  if (exists === true) return;
  await connection.createCollection(name).catch((error: unknown) => {
    // Another process was quicker (server code 48).
    if (!(error instanceof Error) || !("code" in error) || error.code !== 48) throw error;
  });
};
