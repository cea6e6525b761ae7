import { isDuplicateKey } from "@whiteline/service-kit";
import mongoose, { type Connection } from "mongoose";
import { keysOf, tally, type ChunkOutcome } from "../domain/chunk-outcome.js";
import { secondsOf } from "../domain/part-state.js";
import type { ChunkCounts } from "../domain/report.js";

const { Binary } = mongoose.mongo;
type Bytes = InstanceType<typeof Binary>;

/** One document per chunk; hot path, so the native driver and short names (delivery.md §3). */
type OutcomeDocument = {
  _id: string;
  v: number;
  /** Version last published: the document is its own outbox (law 7). */
  pv: number;
  dirty: boolean;
  /** When it was last told. */
  toldAt: Date;
  /** Publish without waiting: money or the campaign's end hangs on it. */
  urgent: boolean;
  sv: number;
  tenant: string;
  campaign: string;
  /** Absent in what was kept before lines were told, as are `variant`, `test` and `t`. */
  line?: string;
  variant?: number;
  test?: true;
  reservation: string;
  operator: string;
  account: string;
  /** Absent in outcomes of before the failover: all parts went by `account`. */
  roads?: { account: string; evidence: string; errors: string }[];
  partRoads?: Bytes;
  alphabet: string;
  parts: Bytes;
  codes: Bytes;
  states: Bytes;
  /** Seconds since 1970 per part, four bytes each. */
  t?: Bytes;
  ids: string[];
  extraParts: number[];
  extraIds: string[];
  extraAccounts?: string[];
  dup: number[];
  reasonParts: number[];
  reasons: string[];
  contradictions: number;
  complete: boolean;
  final: boolean;
  releasedAt: Date | null;
  /** Absent in outcomes of before it was kept. */
  submittedAt?: Date | null;
  expiresAt: Date;
  at: Date;
  /** Multikey index: what a receipt finds the chunk by. */
  keys: string[];
  counts: StoredCounts;
  /** Something may have changed that the feed has not told yet. */
  feed?: boolean;
  /** When the feed looked at it last. */
  fedAt?: Date;
};

type Since = "variant" | "releasedAt" | "firstDeliveredAt" | "lastDeliveredAt" | "finalByHour";
/** What was kept before hours and variants were counted lacks them. */
type StoredCounts = Omit<ChunkCounts, Since> & Partial<Pick<ChunkCounts, Since>>;

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

const bytes = (binary: Bytes): Uint8Array =>
  new Uint8Array(binary.buffer.subarray(0, binary.position));

const packTimes = (seconds: Uint32Array): Bytes => {
  const packed = Buffer.allocUnsafe(seconds.length * 4);
  seconds.forEach((at, i) => packed.writeUInt32LE(at, i * 4));
  return new Binary(packed);
};

const unpackTimes = (binary: Bytes | undefined, parts: number): Uint32Array => {
  if (binary === undefined) return new Uint32Array(parts);
  const packed = Buffer.from(bytes(binary));
  return Uint32Array.from({ length: parts }, (_, i) => packed.readUInt32LE(i * 4));
};

const toCounts = (counts: StoredCounts): ChunkCounts => ({
  variant: 0,
  releasedAt: 0,
  firstDeliveredAt: 0,
  lastDeliveredAt: 0,
  finalByHour: {},
  ...counts,
});

const reasonCounts = (outcome: ChunkOutcome): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const reason of outcome.reasons.values()) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};

/** What changes while receipts come in. */
const movingFields = (outcome: ChunkOutcome) => {
  const counted = tally(outcome);
  return {
    v: outcome.version,
    dirty: true,
    feed: true,
    urgent: counted.final,
    states: new Binary(outcome.states),
    t: packTimes(outcome.finalAt),
    reasonParts: [...outcome.reasons.keys()],
    reasons: [...outcome.reasons.values()],
    contradictions: outcome.contradictions,
    complete: outcome.complete,
    final: counted.final,
    at: outcome.changedAt,
    counts: {
      operator: outcome.operator,
      variant: outcome.variant,
      releasedAt: outcome.releasedAt === undefined ? 0 : secondsOf(outcome.releasedAt),
      firstDeliveredAt: counted.firstDeliveredAt,
      lastDeliveredAt: counted.lastDeliveredAt,
      finalByHour: Object.fromEntries(counted.finalByHour),
      recipients: outcome.parts.length,
      parts: outcome.states.length,
      messages: counted.messages,
      partStates: counted.parts,
      reasons: reasonCounts(outcome),
      evidence: counted.evidence,
      failures: counted.failures,
      partsAccepted: counted.partsAccepted,
      partsDelivered: counted.partsDelivered,
      duplicatesPossible: outcome.duplicatePossible.length,
      final: counted.final,
    },
  };
};

const toDocument = (outcome: ChunkOutcome): Omit<OutcomeDocument, "pv" | "toldAt"> => ({
  _id: outcome.chunkId,
  sv: outcome.submitsVersion,
  tenant: outcome.tenantId,
  campaign: outcome.campaignId,
  line: outcome.lineId,
  variant: outcome.variant,
  ...(outcome.isTest ? { test: true as const } : {}),
  reservation: outcome.reservationId,
  operator: outcome.operator,
  account: outcome.account,
  roads: [...outcome.roads],
  partRoads: new Binary(outcome.partRoads),
  alphabet: outcome.alphabet,
  parts: new Binary(outcome.parts),
  codes: new Binary(outcome.codes),
  ids: [...outcome.operatorIds],
  extraParts: outcome.extraIds.map(({ part }) => part),
  extraIds: outcome.extraIds.map(({ id }) => id),
  extraAccounts: outcome.extraIds.map(({ account }) => account),
  dup: [...outcome.duplicatePossible],
  releasedAt: outcome.releasedAt ?? null,
  submittedAt: outcome.submittedAt ?? null,
  expiresAt: outcome.expiresAt,
  keys: [...keysOf(outcome)],
  ...movingFields(outcome),
  // The last word on the submits lets money be settled.
  urgent: outcome.complete,
});

const fromDocument = (d: OutcomeDocument): ChunkOutcome => ({
  chunkId: d._id,
  version: d.v,
  submitsVersion: d.sv,
  tenantId: d.tenant,
  campaignId: d.campaign,
  lineId: d.line ?? "",
  variant: d.variant ?? 0,
  isTest: d.test === true,
  reservationId: d.reservation,
  operator: d.operator,
  account: d.account,
  roads: d.roads ?? [],
  partRoads: d.partRoads === undefined ? new Uint8Array() : bytes(d.partRoads),
  alphabet: d.alphabet,
  parts: bytes(d.parts),
  codes: bytes(d.codes),
  states: bytes(d.states),
  finalAt: unpackTimes(d.t, d.states.position),
  operatorIds: d.ids,
  extraIds: d.extraIds.map((id, i) => ({
    part: d.extraParts[i] ?? 0,
    id,
    account: d.extraAccounts?.[i] ?? d.account,
  })),
  duplicatePossible: d.dup,
  reasons: new Map(d.reasons.map((reason, i) => [d.reasonParts[i] ?? 0, reason])),
  contradictions: d.contradictions,
  complete: d.complete,
  releasedAt: d.releasedAt ?? undefined,
  submittedAt: d.submittedAt ?? undefined,
  expiresAt: d.expiresAt,
  changedAt: d.at,
});

/**
 * Outcomes per chunk. `save` is judged by the version: a writer that read an older one is told
 * `false` and reads again.
 */
export const outcomeStore = (connection: Connection) => {
  const outcomes = connection.collection<OutcomeDocument>("outcomes");
  return {
    ensureIndexes: async (): Promise<void> => {
      await outcomes.createIndexes([
        { key: { keys: 1 } },
        { key: { campaign: 1 } },
        { key: { fedAt: 1 }, partialFilterExpression: { feed: true }, name: "untold" },
        { key: { toldAt: 1 }, partialFilterExpression: { dirty: true }, name: "unpublished" },
        { key: { expiresAt: 1 }, partialFilterExpression: { final: false }, name: "open" },
      ]);
    },

    byChunk: async (chunkId: string): Promise<ChunkOutcome | undefined> => {
      const found = await outcomes.findOne({ _id: chunkId });
      return found === null ? undefined : fromDocument(found);
    },

    /** The chunks in which any of these keys was given out. */
    byKeys: async (keys: readonly string[]): Promise<readonly ChunkOutcome[]> =>
      (await outcomes.find({ keys: { $in: [...keys] } }).toArray()).map(fromDocument),

    /** Writes a whole outcome, ids included. `false`: somebody changed the chunk meanwhile. */
    saveWhole: async (outcome: ChunkOutcome): Promise<boolean> => {
      const { _id, ...fields } = toDocument(outcome);
      if (outcome.version > 1) {
        const { matchedCount } = await outcomes.updateOne(
          { _id, v: outcome.version - 1 },
          { $set: fields },
        );
        return matchedCount === 1;
      }
      try {
        await outcomes.insertOne({ _id, ...fields, pv: 0, toldAt: new Date(0) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
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

    /** Remembers what was told; a newer version stays to be told, after a rest. */
    markPublished: async (told: readonly ToldChunk[], at: Date): Promise<void> => {
      if (told.length === 0) return;
      await outcomes.bulkWrite(
        told.flatMap(({ chunkId, version }) => [
          { updateOne: { filter: { _id: chunkId }, update: { $set: { toldAt: at } } } },
          {
            updateOne: {
              filter: { _id: chunkId, v: version },
              update: { $set: { dirty: false, urgent: false, pv: version } },
            },
          },
        ]),
        // If the mark is lost, the outcome is told once more.
        { ordered: false, writeConcern: { w: 1, journal: false } },
      );
    },

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

    /** The feed has told these versions; a newer one stays to be told. */
    markFed: async (told: readonly ChunkOutcome[], at: Date): Promise<void> => {
      if (told.length === 0) return;
      await outcomes.bulkWrite(
        told.map(({ chunkId, version }) => ({
          updateOne: {
            filter: { _id: chunkId },
            update: [
              {
                $set: {
                  fedAt: at,
                  feed: { $cond: [{ $eq: ["$v", version] }, false, "$feed"] },
                },
              },
            ],
          },
        })),
        // If the mark is lost, nothing new is found the next time.
        { ordered: false, writeConcern: { w: 1, journal: false } },
      );
    },

    ofCampaign: async function* (
      tenantId: string,
      campaignId: string,
      releasedFrom?: Date,
    ): AsyncIterable<ChunkOutcome> {
      const since = releasedFrom && { releasedAt: { $gte: releasedFrom } };
      const cursor = outcomes
        .find({ campaign: campaignId, tenant: tenantId, ...since })
        .batchSize(50);
      for await (const d of cursor) yield fromDocument(d);
    },

    contradictions: async (): Promise<number> => {
      const [sum] = await outcomes
        .aggregate<{ n: number }>([
          { $match: { contradictions: { $gt: 0 } } },
          { $group: { _id: null, n: { $sum: "$contradictions" } } },
        ])
        .toArray();
      return sum?.n ?? 0;
    },
  };
};

export type OutcomeStore = ReturnType<typeof outcomeStore>;
