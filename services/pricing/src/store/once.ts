import type { ClientSession, Connection } from "mongoose";
import type { SettledChunk } from "../domain/book.js";
import type { KeptChunk } from "../domain/kept-chunk.js";
import type { MessageKind } from "../domain/quote.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

type SettlementDocument = {
  /** The chunk. */
  _id: string;
  tenant: string;
  reservation: string;
  campaign: string;
  charged: bigint;
  released: bigint;
  operator: string;
  alphabet: string;
  /** Parts of the chunk, and those of them that were charged. */
  all: bigint;
  paid: bigint;
  /** Absent, as the purpose: reserved before they were kept. */
  family?: string;
  purpose?: string;
  /** Only where the price depended on the month. */
  total?: string;
  before?: bigint;
  parts?: bigint;
  /** The rule that charged them; absent, as the two times, in settlements of before they were kept. */
  chargeable?: SettledChunk["chargeable"];
  /** Between when its parts were handed to the operator; absent: not known. */
  from?: Date;
  to?: Date;
  at: Date;
};
type ClearanceDocument = { _id: string; at: Date };
/** The cause of a movement that moved no money, so that no entry names it. */
type SilentDocument = { _id: string; at: Date };

/** Parts that were charged, of one operator and alphabet. */
export type ChargedParts = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly minor: bigint;
};

/** Family and purpose are absent where they were not kept. */
export type ChargedInMonth = Omit<ChargedParts, "minor"> &
  Partial<MessageKind> & {
    readonly tenantId: string;
    readonly month: string;
  };

/** A chunk that was settled, as far as the match with the operator needs it. */
export type SettledRow = {
  readonly chunkId: string;
  readonly campaignId: string;
  readonly alphabet: string;
  /** Parts. */
  readonly charged: bigint;
  /** Undefined: settled before it was kept. */
  readonly chargeable: SettledChunk["chargeable"] | undefined;
  /** Between when it was handed to the operator; of settlements of before, when it was settled. */
  readonly from: Date;
  readonly to: Date;
};

const toRow = (d: SettlementDocument): SettledRow => ({
  chunkId: d._id,
  campaignId: d.campaign,
  alphabet: d.alphabet,
  charged: d.paid,
  chargeable: d.chargeable,
  from: d.from ?? d.at,
  to: d.to ?? d.at,
});

const toKept = (d: SettlementDocument): KeptChunk => ({
  chunkId: d._id,
  reservationId: d.reservation,
  charged: d.charged,
  released: d.released,
  operator: d.operator,
  alphabet: d.alphabet,
  parts: d.all,
  chargedParts: d.paid,
  place:
    d.total === undefined
      ? undefined
      : { total: d.total, before: d.before ?? 0n, charged: d.parts ?? 0n },
  at: d.at,
});

/** No operator holds a message for longer: a chunk that began on a day has ended by then. */
const LONGEST_SUBMIT_MS = 15 * 86_400_000;

/** A clearance answered so long ago is heard no more: FACTS keeps seven days (law 7). */
const CLEARANCE_KEPT_S = 90 * 86_400;

/** What was done once and must not be done again: chunks that were settled, clearances that were answered, terms that were set. */
export const onceStore = (connection: Connection) => {
  const settlements = openCollection<SettlementDocument>(connection, "settlements");
  const clearances = openCollection<ClearanceDocument>(connection, "clearances");
  const silent = openCollection<SilentDocument>(connection, "silentCauses");

  const charged = async (
    which: Readonly<Record<string, unknown>>,
  ): Promise<readonly ChargedParts[]> => {
    const found = await settlements
      .aggregate<{
        _id: { operator: string; alphabet: string };
        parts: bigint | number;
        minor: bigint | number;
      }>(
        [
          { $match: which },
          {
            $group: {
              _id: { operator: "$operator", alphabet: "$alphabet" },
              parts: { $sum: "$paid" },
              minor: { $sum: "$charged" },
            },
          },
          { $sort: { _id: 1 } },
        ],
        { useBigInt64: true },
      )
      .toArray();
    return found.map(({ _id, parts, minor }) => ({
      ..._id,
      parts: BigInt(parts),
      minor: BigInt(minor),
    }));
  };

  return {
    ensureIndexes: async (): Promise<void> => {
      await settlements.createIndexes([
        { key: { reservation: 1 } },
        { key: { tenant: 1, at: 1 } },
        { key: { operator: 1, at: 1 } },
        { key: { tenant: 1, operator: 1, to: 1 } },
      ]);
      await clearances.createIndexes([{ key: { at: 1 }, expireAfterSeconds: CLEARANCE_KEPT_S }]);
    },

    isSettled: async (chunkId: string): Promise<boolean> =>
      (await settlements.findOne({ _id: chunkId }, { projection: { _id: 1 } })) !== null,

    /** Those of these chunks that are settled. */
    settledOf: async (
      chunkIds: readonly string[],
      session?: ClientSession,
    ): Promise<ReadonlySet<string>> => {
      if (chunkIds.length === 0) return new Set();
      const filter = { _id: { $in: [...chunkIds] } };
      const found = await settlements
        .find(filter, { ...(session && { session }), projection: { _id: 1 } })
        .toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    /** Those of these clearances that were answered. */
    clearedOf: async (
      keys: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlySet<string>> => {
      if (keys.length === 0) return new Set();
      const found = await clearances.find({ _id: { $in: [...keys] } }, { session }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    /** Those of these causes that were made without an entry. */
    silentOf: async (
      causes: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlySet<string>> => {
      if (causes.length === 0) return new Set();
      const found = await silent.find({ _id: { $in: [...causes] } }, { session }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    /** What was charged to tenants in stretches of time, by operator and alphabet. */
    chargedWithin: async (
      tenantIds: readonly string[],
      stretches: readonly { readonly from: Date; readonly to: Date }[],
    ): Promise<readonly ChargedParts[]> => {
      if (stretches.length === 0) return [];
      const then = stretches.map(({ from, to }) => ({ at: { $gte: from, $lt: to } }));
      return charged({ tenant: { $in: [...tenantIds] }, $or: then });
    },

    /** Parts that were charged to tenants in a stretch of time, each's by the market's month, operator, alphabet and kind. */
    chargedByMonth: async (
      tenantIds: readonly string[],
      { from, to }: { readonly from: Date; readonly to: Date },
      { timezone }: { readonly timezone: string },
    ): Promise<readonly ChargedInMonth[]> => {
      const month = { $dateToString: { date: "$at", format: "%Y-%m", timezone } };
      const found = await settlements
        .aggregate<{ _id: Omit<ChargedInMonth, "parts">; parts: bigint | number }>(
          [
            { $match: { tenant: { $in: [...tenantIds] }, at: { $gte: from, $lt: to } } },
            {
              $group: {
                _id: {
                  ...{ tenantId: "$tenant", month, operator: "$operator", alphabet: "$alphabet" },
                  ...{ family: "$family", purpose: "$purpose" },
                },
                parts: { $sum: "$paid" },
              },
            },
            { $sort: { _id: 1 } },
          ],
          { useBigInt64: true },
        )
        .toArray();
      return found.map(({ _id, parts }) => ({ ..._id, parts: BigInt(parts) }));
    },

    /** What was charged for a tenant's chunks that were settled from one instant to another, and what was set free; minor units. */
    movedWithin: async (
      tenantId: string,
      from: Date,
      to: Date,
    ): Promise<{ readonly charged: bigint; readonly released: bigint }> => {
      const [found] = await settlements
        .aggregate<{ charged: bigint | number; released: bigint | number }>(
          [
            { $match: { tenant: tenantId, at: { $gte: from, $lte: to } } },
            {
              $group: {
                _id: null,
                charged: { $sum: "$charged" },
                released: { $sum: "$released" },
              },
            },
          ],
          { useBigInt64: true },
        )
        .toArray();
      return { charged: BigInt(found?.charged ?? 0n), released: BigInt(found?.released ?? 0n) };
    },

    /** A tenant's chunks to an operator that were settled in a stretch of time. */
    settledAt: async (
      tenantId: string,
      operator: string,
      from: Date,
      to: Date,
    ): Promise<readonly SettledRow[]> => {
      const within = { tenant: tenantId, operator, at: { $gte: from, $lt: to } };
      return (await settlements.find(within).toArray()).map(toRow);
    },

    /** A tenant's chunks of which parts were handed to an operator in a stretch of time, whenever they were settled. */
    submittedAt: async (
      tenantId: string,
      operator: string,
      from: Date,
      to: Date,
    ): Promise<readonly SettledRow[]> => {
      const last = new Date(to.getTime() + LONGEST_SUBMIT_MS);
      const known = { to: { $gte: from, $lt: last }, from: { $lt: to } };
      const unknown = { to: { $exists: false }, at: { $gte: from, $lt: to } };
      const found = settlements.find({ tenant: tenantId, operator, $or: [known, unknown] });
      return (await found.toArray()).map(toRow);
    },

    /** Every settled chunk of a tenant in the order of time. */
    ofTenant: async function* (
      tenantId: string,
      session: ClientSession,
    ): AsyncGenerator<KeptChunk> {
      const cursor = settlements
        .find({ tenant: tenantId }, { ...atOneInstant(session), batchSize: 5_000 })
        .sort({ at: 1 });
      for await (const d of cursor) yield toKept(d);
    },

    /** The settled chunks of some reservations of a tenant, by the reservation. */
    underReservations: async (
      tenantId: string,
      reservationIds: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, readonly KeptChunk[]>> => {
      const chunks = new Map<string, KeptChunk[]>(reservationIds.map((id) => [id, []]));
      const named = { tenant: tenantId, reservation: { $in: [...reservationIds] } };
      for await (const d of settlements.find(named, atOneInstant(session))) {
        chunks.get(d.reservation)?.push(toKept(d));
      }
      return chunks;
    },

    /** Whose chunks were ever settled. */
    tenants: (): Promise<readonly string[]> => settlements.distinct("tenant"),

    /** What was charged under reservations, by operator and alphabet. */
    chargedOf: (reservationIds: readonly string[]): Promise<readonly ChargedParts[]> =>
      charged({ reservation: { $in: [...reservationIds] } }),

    /** Remembers, in the transaction that did it. */
    add: async (
      tenantId: string,
      done: {
        readonly settled: readonly SettledChunk[];
        readonly cleared: readonly string[];
        /** Causes that no entry names. */
        readonly silent: readonly string[];
        readonly at: Date;
      },
      session: ClientSession,
    ): Promise<void> => {
      const { settled, cleared, at } = done;
      if (settled.length > 0) {
        await settlements.insertMany(
          settled.map(({ chunkId, reservationId, charged, released, place, ...counts }) => ({
            _id: chunkId,
            tenant: tenantId,
            reservation: reservationId,
            campaign: counts.campaignId,
            charged: charged.minor,
            released: released.minor,
            operator: counts.operator,
            alphabet: counts.alphabet,
            all: counts.parts,
            paid: counts.chargedParts,
            ...counts.kind,
            chargeable: counts.chargeable,
            ...counts.submitted,
            ...(place && { total: place.total, before: place.before, parts: place.charged }),
            at,
          })),
          { session },
        );
      }
      if (cleared.length > 0) {
        await clearances.insertMany(
          cleared.map((_id) => ({ _id, at })),
          { session },
        );
      }
      if (done.silent.length > 0) {
        await silent.insertMany(
          done.silent.map((_id) => ({ _id, at })),
          { session },
        );
      }
    },
  };
};

export type OnceStore = ReturnType<typeof onceStore>;
