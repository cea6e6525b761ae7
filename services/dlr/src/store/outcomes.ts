import { forgetAfter } from "@whiteline/service-kit";
import mongoose, { type Connection } from "mongoose";
import type { ChunkOutcome } from "../domain/chunk-outcome.js";
import type { ChunkCounts } from "../domain/report.js";
import {
  fromDocument,
  movingFields,
  toCounts,
  toDocument,
  type OutcomeDocument,
} from "./outcome-document.js";
import { outcomeMarks } from "./outcome-marks.js";

const { MongoBulkWriteError } = mongoose.mongo;
const DUPLICATE_KEY = 11_000;

/** Places of the documents that stood there already. @throws the error when it says anything else. */
const duplicatesIn = (error: unknown): readonly number[] => {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const failed = error.result.getWriteErrors();
  if (failed.length === 0 || failed.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
  return failed.map(({ index }) => index);
};

/** What telling counts needs not read. */
const packed = {
  keys: 0,
  ids: 0,
  parts: 0,
  codes: 0,
  states: 0,
  t: 0,
  reasons: 0,
  reasonParts: 0,
  networks: 0,
  words: 0,
  contradicted: 0,
} as const;

/** What is told of a chunk: its counts, without its parts. */
export type ToldChunk = {
  readonly chunkId: string;
  readonly version: number;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly reservationId: string;
  readonly alphabet: string;
  readonly allAnswered: boolean;
  readonly counts: ChunkCounts;
  readonly releasedAt: Date | undefined;
  readonly submittedAt: Date | undefined;
  readonly at: Date;
};

/** Chunks of a stretch of time; what is not said is not asked for. */
type ReleasedWithin = {
  readonly releasedFrom?: Date | undefined;
  /** Not part of it. */
  readonly releasedUntil?: Date | undefined;
  /** The last of their parts was handed to the operator then or later. */
  readonly submittedFrom?: Date | undefined;
};

/**
 * Outcomes per chunk. `save` is judged by the version: a writer that read an older one is told
 * `false` and reads again.
 */
export const outcomeStore = (connection: Connection) => {
  const outcomes = connection.collection<OutcomeDocument>("outcomes");

  const { mark, markPublished, markFed } = outcomeMarks(connection);

  return {
    /** An age counts from the last change: of one that is not final it has not begun. */
    ensureIndexes: async (keepDays: number): Promise<void> => {
      await outcomes.createIndexes([
        { key: { keys: 1 } },
        { key: { campaign: 1, tenant: 1, releasedAt: 1, submittedAt: 1 } },
        { key: { fedAt: 1 }, partialFilterExpression: { feed: true }, name: "untold" },
        { key: { toldAt: 1 }, partialFilterExpression: { dirty: true }, name: "unpublished" },
        { key: { expiresAt: 1 }, partialFilterExpression: { final: false }, name: "open" },
      ]);
      const where = { final: true };
      await forgetAfter(connection, "outcomes", {
        name: "kept",
        since: "at",
        days: keepDays,
        where,
      });
    },

    byChunk: async (chunkId: string): Promise<ChunkOutcome | undefined> => {
      const found = await outcomes.findOne({ _id: chunkId });
      return found === null ? undefined : fromDocument(found);
    },

    /** The chunks in which any of these keys was given out. */
    byKeys: async (keys: readonly string[]): Promise<readonly ChunkOutcome[]> =>
      (await outcomes.find({ keys: { $in: [...keys] } }).toArray()).map(fromDocument),

    /** What is known of these chunks, whosever they are. */
    ofChunks: async (chunkIds: readonly string[]): Promise<readonly ChunkOutcome[]> =>
      (await outcomes.find({ _id: { $in: [...chunkIds] } }).toArray()).map(fromDocument),

    /**
     * Writes whole outcomes, ids included. Answers the chunks that have to be read again: somebody may have changed them
     * meanwhile. All others are written.
     */
    saveWhole: async (changed: readonly ChunkOutcome[]): Promise<readonly string[]> => {
      const first = changed.filter(({ version }) => version === 1);
      const later = changed.filter(({ version }) => version > 1);
      const insert = async (): Promise<readonly string[]> => {
        if (first.length === 0) return [];
        const documents = first.map((outcome) => {
          const document = toDocument(outcome);
          // What moves on is told after a first rest, most often once for all; what is urgent is told at once.
          const at = outcome.changedAt;
          return { ...document, pv: 0, toldAt: at, ...(document.final ? {} : { fedAt: at }) };
        });
        const stood = await outcomes
          .insertMany(documents, { ordered: false })
          .then(() => [], duplicatesIn);
        return stood.flatMap((place) => first[place]?.chunkId ?? []);
      };
      const update = async (): Promise<readonly string[]> => {
        if (later.length === 0) return [];
        const { matchedCount } = await outcomes.bulkWrite(
          later.map((outcome) => {
            const { _id, ...fields } = toDocument(outcome);
            return {
              updateOne: { filter: { _id, v: outcome.version - 1 }, update: { $set: fields } },
            };
          }),
          { ordered: false },
        );
        // Which of them were not, is not answered; taking a snapshot in again changes nothing.
        return matchedCount === later.length ? [] : later.map(({ chunkId }) => chunkId);
      };
      return (await Promise.all([insert(), update()])).flat();
    },

    /**
     * Writes what receipts and time change, many chunks at a time, and leaves ids and their index alone.
     * `false`: somebody else changed one of them meanwhile; the others are written.
     */
    saveStates: async (changed: readonly ChunkOutcome[]): Promise<boolean> => {
      if (changed.length === 0) return true;
      const { matchedCount } = await outcomes.bulkWrite(
        changed.map((outcome) => ({
          updateOne: {
            filter: { _id: outcome.chunkId, v: outcome.version - 1 },
            update: { $set: movingFields(outcome) },
          },
        })),
        { ordered: false },
      );
      return matchedCount === changed.length;
    },

    /** Chunks with something to tell: urgent ones at once, the others when they have rested. */
    unpublished: async (restedSince: Date, limit: number): Promise<readonly ToldChunk[]> => {
      const due = { dirty: true, $or: [{ urgent: true }, { toldAt: { $lte: restedSince } }] };
      const found = await outcomes
        .find(due, { projection: packed })
        .sort({ toldAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((d) => ({
        chunkId: d._id,
        version: d.v,
        tenantId: d.tenant,
        campaignId: d.campaign,
        reservationId: d.reservation,
        alphabet: d.alphabet,
        allAnswered: d.complete,
        counts: toCounts(d.counts),
        releasedAt: d.releasedAt ?? undefined,
        submittedAt: d.submittedAt ?? undefined,
        at: d.at,
      }));
    },

    mark,
    markPublished,
    markFed,

    /** JetStream lost its store: what was told since then counts as untold. */
    forgetPublished: async (since: Date): Promise<void> => {
      await outcomes.updateMany({ at: { $gte: since } }, { $set: { dirty: true } });
    },

    /** Chunks that still have open parts and whose validity ended before this instant. */
    overdue: async (before: Date, limit: number): Promise<readonly ChunkOutcome[]> =>
      (
        await outcomes
          .find({ final: false, expiresAt: { $lte: before } })
          .limit(limit)
          .toArray()
      ).map(fromDocument),

    countsOfCampaign: async (
      tenantId: string,
      campaignId: string,
    ): Promise<readonly ChunkCounts[]> =>
      (
        await outcomes
          .find({ campaign: campaignId, tenant: tenantId }, { projection: { counts: 1 } })
          .toArray()
      ).map((d) => toCounts(d.counts)),

    /** Whether anything is known of this campaign of the tenant. */
    knowsCampaign: async (tenantId: string, campaignId: string): Promise<boolean> =>
      (await outcomes.findOne(
        { campaign: campaignId, tenant: tenantId },
        { projection: { _id: 1 } },
      )) !== null,

    /** What is known of these chunks of the tenant. */
    byChunks: async (
      tenantId: string,
      chunkIds: readonly string[],
    ): Promise<readonly ChunkOutcome[]> =>
      (
        await outcomes
          .find({ _id: { $in: [...chunkIds] }, tenant: tenantId }, { projection: { keys: 0 } })
          .toArray()
      ).map(fromDocument),

    /** Chunks that may have something for the feed and have rested, the longest rested first. */
    untold: async (restedSince: Date, limit: number): Promise<readonly ChunkOutcome[]> =>
      (
        await outcomes
          .find(
            { feed: true, fedAt: { $not: { $gt: restedSince } } },
            { projection: { keys: 0, ids: 0 } },
          )
          .sort({ fedAt: 1 })
          .limit(limit)
          .toArray()
      ).map((d) => fromDocument({ ...d, ids: [] })),

    ofCampaign: async function* (
      tenantId: string,
      campaignId: string,
      { releasedFrom, releasedUntil, submittedFrom }: ReleasedWithin = {},
    ): AsyncIterable<ChunkOutcome> {
      const isBound = releasedFrom !== undefined || releasedUntil !== undefined;
      const released = {
        ...(releasedFrom && { $gte: releasedFrom }),
        ...(releasedUntil && { $lt: releasedUntil }),
      };
      const cursor = outcomes
        .find({
          ...{ campaign: campaignId, tenant: tenantId },
          ...(isBound && { releasedAt: released }),
          ...(submittedFrom && { submittedAt: { $gte: submittedFrom } }),
        })
        .batchSize(50);
      for await (const d of cursor) yield fromDocument(d);
    },
  };
};

export type OutcomeStore = ReturnType<typeof outcomeStore>;
