import type { Connection } from "mongoose";
import { dropReason, isDropped, type Chunk } from "../domain/chunk.js";
import type { ChunkProgress } from "../domain/progress.js";
import { bytes, type ChunkDocument } from "./chunk-document.js";

export type SubmitsProgress = {
  readonly kind: "submits";
  readonly chunkId: string;
  readonly version: number;
  /** Parts that have their answer, or never will. */
  readonly recorded: number;
  readonly complete: boolean;
  /** If nothing more is heard until then, the chunk is asked for again. */
  readonly silentAt: Date;
};

export type OutcomeProgress = {
  readonly kind: "outcome";
  readonly chunkId: string;
  readonly version: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly partStates: Readonly<Record<string, number>>;
  readonly duplicatesPossible: number;
  readonly allAnswered: boolean;
  readonly final: boolean;
};

/** What is heard of a chunk: a cumulative snapshot, known by its version. */
export type HeardProgress = SubmitsProgress | OutcomeProgress;

export type ChunkSlot = {
  readonly chunkId: string;
  readonly campaignId: string;
  readonly lineId: string;
  readonly operator: string;
  readonly state: ChunkProgress["state"];
  readonly parts: number;
  readonly dropped: boolean;
  /** Why it was dropped; "" where that was not noted. */
  readonly dropReason: string;
  readonly published: boolean;
  readonly acceptedAt: Date;
  readonly variant: number;
  readonly test: boolean;
  /** What we append to its text. */
  readonly suffix: string;
  readonly market: string;
  readonly lane: Chunk["lane"];
  /** The attempt at materialising, or the group, that made its chunk. */
  readonly batch: string;
  /** The road it was released on, and when; undefined before. */
  readonly released: { readonly route: string; readonly at: Date } | undefined;
  /** The dispatcher has not answered for every part of its chunk. */
  readonly open: boolean;
  /** Until when the operator may try; undefined before its release. */
  readonly expiresAt: Date | undefined;
  readonly attempts: number;
};

/** What is still to come of a campaign's chunks. */
export type Remainder = {
  readonly prepared: number;
  readonly underWay: number;
  /** Chunks released under one reservation. */
  readonly released: number;
};

/** Parts of single messages that were released and not answered yet. */
export type OpenParts = {
  readonly tenantId: string;
  readonly route: string;
  readonly lane: Chunk["lane"];
  readonly parts: number;
};

/** The chunks of a campaign that count. */
export type BatchOfCampaign = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly batch: string;
};

const MOST_READ = 200;

/** Fields of the index "progress", and no other. */
const counted = {
  _id: 0,
  state: 1,
  operator: 1,
  n: 1,
  p: 1,
  final: 1,
  messages: 1,
  partStates: 1,
  dup: 1,
} as const;

const takeSubmits = ({ chunkId, version, recorded, complete, silentAt }: SubmitsProgress) => ({
  filter: { _id: chunkId, sv: { $lt: version } },
  update: [
    {
      $set: {
        sv: version,
        // Answered for, so it was published, and need not be marked.
        published: true,
        recorded: { $max: ["$recorded", recorded] },
        open: { $and: ["$open", !complete] },
        silentAt: { $cond: ["$answered", null, silentAt] },
      },
    },
  ],
});

const takeOutcome = (outcome: OutcomeProgress) => ({
  filter: { _id: outcome.chunkId, ov: { $lt: outcome.version } },
  update: {
    $set: {
      ov: outcome.version,
      messages: outcome.messages,
      partStates: outcome.partStates,
      dup: outcome.duplicatesPossible,
      final: outcome.final,
      ...(outcome.allAnswered ? { open: false, answered: true, silentAt: null } : {}),
    },
  },
});

/** What was heard of released chunks, and what is asked about them. */
export const chunkProgressStore = (connection: Connection) => {
  const chunks = connection.collection<ChunkDocument>("chunks");
  return {
    /**
     * Takes newer snapshots of the dispatcher and of dlr in, of many chunks in one write; older ones change nothing.
     * Safe to repeat, in any order.
     */
    record: async (heard: readonly HeardProgress[]): Promise<void> => {
      // Snapshots hold all of the ones before.
      const latest = new Map<string, HeardProgress>();
      for (const one of heard) {
        const name = `${one.kind}:${one.chunkId}`;
        if ((latest.get(name)?.version ?? -1) < one.version) latest.set(name, one);
      }
      if (latest.size === 0) return;
      await chunks.bulkWrite(
        Array.from(latest.values(), (one) => ({
          updateOne: one.kind === "submits" ? takeSubmits(one) : takeOutcome(one),
        })),
        { ordered: false },
      );
    },

    /** Counts the batch that counts: an attempt that was overtaken may have left chunks behind. */
    remainder: async (
      { campaignId, tenantId, batch }: BatchOfCampaign,
      reservationId: string,
    ): Promise<Remainder> => {
      const campaign = { campaign: campaignId, tenant: tenantId, batch };
      const [prepared, underWay, released] = await Promise.all([
        chunks.countDocuments({ ...campaign, state: "prepared" }),
        chunks.countDocuments({ ...campaign, state: "released", final: false }),
        chunks.countDocuments({ ...campaign, state: "released", reservation: reservationId }),
      ]);
      return { prepared, underWay, released };
    },

    /** Those of a tenant's chunks that were released under the reservations named. */
    releasedOf: async (
      tenantId: string,
      asked: readonly { readonly chunkId: string; readonly reservationId: string }[],
    ): Promise<readonly string[]> => {
      const reservations = new Map(asked.map((one) => [one.chunkId, one.reservationId]));
      const found = await chunks
        .find(
          { _id: { $in: [...reservations.keys()] }, tenant: tenantId },
          { projection: { reservation: 1 } },
        )
        .toArray();
      return found
        .filter(({ _id, reservation }) => reservation === reservations.get(_id))
        .map(({ _id }) => _id);
    },

    /**
     * Until when operators may try the last of what is under way; of at most so many chunks, since each has to be read, and
     * one campaign's chunks leave one after the other.
     */
    triedUntil: async ({
      campaignId,
      tenantId,
      batch,
    }: BatchOfCampaign): Promise<Date | undefined> => {
      const found = await chunks
        .find(
          { campaign: campaignId, tenant: tenantId, batch, state: "released", final: false },
          { projection: { "stamp.expiresAt": 1 }, limit: MOST_READ },
        )
        .toArray();
      const times = found.flatMap(({ stamp }) => stamp?.expiresAt.getTime() ?? []);
      return times.length === 0 ? undefined : new Date(Math.max(...times));
    },

    /** Every chunk of a campaign in counts, from the index alone. */
    ofCampaign: async ({
      campaignId,
      tenantId,
      batch,
      hasVariants = false,
    }: BatchOfCampaign & { readonly hasVariants?: boolean }): Promise<readonly ChunkProgress[]> =>
      (
        await chunks
          .find(
            { campaign: campaignId, tenant: tenantId, batch },
            // The index does not hold the variant, so it is read where there are some.
            { projection: hasVariants ? { ...counted, variant: 1 } : counted },
          )
          .toArray()
      ).map((d) => ({
        state: d.state,
        operator: d.operator,
        recipients: d.n,
        parts: d.p,
        final: d.final,
        messages: d.messages,
        partStates: d.partStates,
        duplicatesPossible: d.dup,
        variant: d.variant ?? 0,
      })),

    /** Parts on a road that were released before an instant in these lanes and are not answered yet. */
    partsAhead: async (
      route: string,
      lanes: readonly Chunk["lane"][],
      before: Date,
    ): Promise<number> => {
      const [sum] = await chunks
        .aggregate<{ parts: number }>([
          {
            $match: {
              open: true,
              route,
              lane: { $in: [...lanes] },
              "stamp.releasedAt": { $lt: before },
            },
          },
          { $group: { _id: null, parts: { $sum: { $subtract: ["$p", "$recorded"] } } } },
        ])
        .toArray();
      return sum?.parts ?? 0;
    },

    /** Of every tenant, what is open of its single messages in each lane of each route. */
    openSingles: (): Promise<readonly OpenParts[]> =>
      chunks
        .aggregate<OpenParts>([
          { $match: { open: true, lane: { $in: ["otp", "transactional"] }, campaign: "" } },
          {
            $group: {
              _id: { tenantId: "$tenant", route: "$route", lane: "$lane" },
              parts: { $sum: { $subtract: ["$p", "$recorded"] } },
            },
          },
          { $replaceWith: { $mergeObjects: ["$_id", { parts: "$parts" }] } },
        ])
        .toArray(),

    /** Parts of an attempt at materialising that are not released yet, to one operator. */
    partsPrepared: async (batch: string, operator: string): Promise<number> => {
      const [sum] = await chunks
        .aggregate<{ parts: number }>([
          { $match: { batch, state: "prepared", operator } },
          { $group: { _id: null, parts: { $sum: "$p" } } },
        ])
        .toArray();
      return sum?.parts ?? 0;
    },

    /** Places of recipients, for their tenant and in the order asked for; undefined: there is none. */
    slots: async (
      tenantId: string,
      places: readonly { readonly chunkId: string; readonly slot: number }[],
    ): Promise<readonly (ChunkSlot | undefined)[]> => {
      const found = await chunks
        .find(
          { _id: { $in: [...new Set(places.map(({ chunkId }) => chunkId))] }, tenant: tenantId },
          { projection: { texts: 0, msisdns: 0 } },
        )
        .toArray();
      const known = new Map(found.map((d) => [d._id, d]));
      return places.map(({ chunkId, slot }) => {
        const d = known.get(chunkId);
        return d === undefined ? undefined : slotOf(d, slot);
      });
    },
  };
};

/** One recipient's place in a chunk. */
const slotOf = (
  d: Omit<ChunkDocument, "texts" | "msisdns">,
  slot: number,
): ChunkSlot | undefined => {
  const parts = bytes(d.parts)[slot];
  if (parts === undefined) return undefined;
  return {
    chunkId: d._id,
    campaignId: d.campaign,
    lineId: d.line,
    operator: d.operator,
    state: d.state,
    parts,
    dropped: d.stamp !== null && isDropped(bytes(d.stamp.dropped), slot),
    dropReason: d.stamp === null ? "" : dropReason(bytes(d.stamp.dropped), d.stamp.why ?? [], slot),
    published: d.published === true,
    acceptedAt: d.at,
    variant: d.variant ?? 0,
    test: d.test ?? false,
    suffix: d.sfx ?? "",
    market: d.market,
    lane: d.lane,
    batch: d.batch,
    released:
      d.stamp === null || d.route === null ? undefined : { route: d.route, at: d.stamp.releasedAt },
    expiresAt: d.stamp?.expiresAt,
    open: d.open,
    attempts: d.attempts,
  };
};

export type ChunkProgressStore = ReturnType<typeof chunkProgressStore>;
