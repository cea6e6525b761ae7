import type { ClientSession, Connection } from "mongoose";
import { money } from "../domain/money.js";
import { heldBy, inRevisions, type Reservation } from "../domain/reservation.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

/** Amounts are minor units of the one currency. */
type ReservationDocument = {
  _id: string;
  tenant: string;
  provider: string;
  campaign: string;
  currency: string;
  total: bigint;
  tariff: string;
  /** Absent, as the purpose: reserved before they were kept. */
  family?: string;
  purpose?: string;
  lines: {
    operator: string;
    alphabet: string;
    parts: bigint;
    perPart: bigint;
    amount: bigint;
    /** Absent: one price, whatever the month. */
    steps?: { fromPart: bigint; perPart: bigint }[];
    run?: string;
    expected?: bigint;
    /** Absent: none. */
    margin?: bigint;
    source: string;
    answered: bigint;
  }[];
  /** Absent: nobody's customer but the provider's. */
  reseller?: string;
  earned?: bigint;
  billing: Reservation["billing"];
  settled: bigint;
  released: bigint;
  chunksSettled: number;
  chunksExpected: number | null;
  closed: boolean;
  at: Date;
  closedAt: Date | null;
};

const toDocument = (r: Reservation): ReservationDocument => ({
  _id: r.reservationId,
  tenant: r.tenantId,
  provider: r.providerId,
  campaign: r.campaignId,
  currency: r.quote.total.currency,
  total: r.quote.total.minor,
  tariff: r.quote.tariffId,
  ...r.quote.kind,
  lines: r.quote.lines.map((line, i) => ({
    operator: line.operator,
    alphabet: line.alphabet,
    parts: line.parts,
    perPart: line.perPart.minor,
    amount: line.amount.minor,
    ...(line.run !== "" && {
      steps: line.steps.map((step) => ({ ...step })),
      run: line.run,
      expected: line.expected.minor,
    }),
    ...(line.margin !== 0n && { margin: line.margin }),
    source: line.source,
    answered: r.answered[i] ?? 0n,
  })),
  ...(r.quote.resellerId !== "" && { reseller: r.quote.resellerId, earned: r.margin.minor }),
  billing: r.billing,
  settled: r.settled.minor,
  released: r.released.minor,
  chunksSettled: r.chunksSettled,
  chunksExpected: r.chunksExpected ?? null,
  closed: r.closed,
  at: r.madeAt,
  closedAt: r.closedAt ?? null,
});

const fromDocument = (d: ReservationDocument): Reservation => ({
  reservationId: d._id,
  tenantId: d.tenant,
  providerId: d.provider,
  campaignId: d.campaign,
  quote: {
    lines: d.lines.map((line) => ({
      operator: line.operator,
      alphabet: line.alphabet,
      parts: line.parts,
      perPart: money(d.currency, line.perPart),
      amount: money(d.currency, line.amount),
      steps: line.steps ?? [{ fromPart: 1n, perPart: line.perPart }],
      run: line.run ?? "",
      expected: money(d.currency, line.expected ?? line.amount),
      margin: line.margin ?? 0n,
      source: line.source,
    })),
    resellerId: d.reseller ?? "",
    total: money(d.currency, d.total),
    expected: money(
      d.currency,
      d.lines.reduce((sum, line) => sum + (line.expected ?? line.amount), 0n),
    ),
    tariffId: d.tariff,
    ...(d.family !== undefined && { kind: { family: d.family, purpose: d.purpose ?? "" } }),
    at: d.at,
  },
  billing: d.billing,
  answered: d.lines.map(({ answered }) => answered),
  settled: money(d.currency, d.settled),
  margin: money(d.currency, d.earned ?? 0n),
  released: money(d.currency, d.released),
  chunksSettled: d.chunksSettled,
  chunksExpected: d.chunksExpected ?? undefined,
  closed: d.closed,
  madeAt: d.at,
  closedAt: d.closedAt ?? undefined,
});

/** Money that is held, by the permanent name of what it is held for. */
export const reservationStore = (connection: Connection) => {
  const reservations = openCollection<ReservationDocument>(connection, "reservations");
  return {
    ensureIndexes: async (): Promise<void> => {
      await reservations.createIndexes([
        { key: { provider: 1 } },
        { key: { campaign: 1, at: -1 }, partialFilterExpression: { campaign: { $gt: "" } } },
        { key: { tenant: 1, closed: 1 } },
        { key: { at: 1 }, partialFilterExpression: { closed: false } },
      ]);
    },

    byId: async (reservationId: string): Promise<Reservation | undefined> => {
      const found = await reservations.findOne({ _id: reservationId });
      return found === null ? undefined : fromDocument(found);
    },

    /** Of a campaign every reservation that holds or held money, in the order of its revisions. */
    ofCampaign: async (campaignId: string): Promise<readonly Reservation[]> => {
      if (campaignId === "") return [];
      const found = await reservations
        .find({ campaign: campaignId, "lines.0": { $exists: true } })
        .toArray();
      return inRevisions(found.map(fromDocument));
    },

    /** The rules of a tenant's open reservations by their names, and the campaigns that they are of. */
    openRules: async (
      tenantId: string,
    ): Promise<{
      readonly rules: ReadonlyMap<string, Reservation["billing"]>;
      readonly campaignIds: readonly string[];
    }> => {
      const open = await reservations
        .find({ tenant: tenantId, closed: false }, { projection: { billing: 1, campaign: 1 } })
        .toArray();
      return {
        rules: new Map(open.map(({ _id, billing }) => [_id, billing])),
        campaignIds: [...new Set(open.map(({ campaign }) => campaign))],
      };
    },

    /** What open reservations of these tenants hold, of those that are meant: how many there are, and how much of it. */
    openOf: async (
      tenantIds: readonly string[],
      isMeant: (reservation: Pick<Reservation, "tenantId" | "quote">) => boolean,
    ): Promise<{ readonly count: number; readonly held: bigint }> => {
      let count = 0;
      let held = 0n;
      const open = reservations.find({ tenant: { $in: [...tenantIds] }, closed: false });
      for await (const d of open) {
        const reservation = fromDocument(d);
        if (!isMeant(reservation)) continue;
        count += 1;
        held += heldBy(reservation).minor;
      }
      return { count, held };
    },

    /** Since when the oldest reservation of all that are open holds money. */
    oldestOpen: async (): Promise<Date | undefined> =>
      (await reservations.findOne({ closed: false }, { projection: { at: 1 }, sort: { at: 1 } }))
        ?.at,

    byIds: async (
      ids: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, Reservation>> => {
      if (ids.length === 0) return new Map();
      const found = await reservations.find({ _id: { $in: [...ids] } }, { session }).toArray();
      return new Map(found.map((d) => [d._id, fromDocument(d)]));
    },

    /** Adds reservations that were just made, in the transaction that wrote their wallet. */
    add: async (made: readonly Reservation[], session: ClientSession): Promise<void> => {
      if (made.length > 0) await reservations.insertMany(made.map(toDocument), { session });
    },

    /** Writes reservations of before as they are now, in the transaction that wrote their wallet. */
    save: async (changed: readonly Reservation[], session: ClientSession): Promise<void> => {
      if (changed.length === 0) return;
      await reservations.bulkWrite(
        changed.map((reservation) => {
          const { _id, ...fields } = toDocument(reservation);
          return { updateOne: { filter: { _id }, update: { $set: fields } } };
        }),
        { session, ordered: false },
      );
    },

    /** Every reservation of a tenant. */
    ofTenant: async function* (
      tenantId: string,
      session: ClientSession,
    ): AsyncGenerator<Reservation> {
      const found = reservations.find({ tenant: tenantId }, atOneInstant(session));
      for await (const d of found) yield fromDocument(d);
    },

    /** Who ever had a reservation. */
    tenants: (): Promise<readonly string[]> => reservations.distinct("tenant"),
  };
};

export type ReservationStore = ReturnType<typeof reservationStore>;
