import { money, times, type Money } from "./money.js";
import type { BillingRule } from "./billing-rule.js";
import { priceOfRun } from "./graduated-price.js";
import { heldBy, type Reservation } from "./reservation.js";

/** What became of a chunk's parts, as dlr's snapshot tells it. */
export type ChunkOutcome = {
  readonly chunkId: string;
  readonly tenantId: string;
  readonly reservationId: string;
  /** Empty for a group of single messages. */
  readonly campaignId: string;
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly accepted: bigint;
  readonly delivered: bigint;
  readonly allAnswered: boolean;
  readonly final: boolean;
  /** The market's calendar month in which it was told, e.g. "2026-11". */
  readonly month: string;
  /** Between these two its parts were handed to the operator; undefined: not known. */
  readonly submitted: { readonly from: Date; readonly to: Date } | undefined;
};

/** Parts of one price list at one operator that were charged in a month, before and by this chunk. */
export type MonthPlace = {
  /** Name of the total: run and month. */
  readonly total: string;
  readonly before: bigint;
  readonly charged: bigint;
};

/** Totals of a tenant by their name; what is not named is none. */
export type MonthTotals = ReadonlyMap<string, bigint>;

/** The name of the total that decides the price of a run in a month. */
export const monthTotalOf = (run: string, month: string): string => `${run}|${month}`;

export type Settled = {
  readonly kind: "settled";
  readonly reservation: Reservation;
  readonly charged: Money;
  /** Of what is charged, a reseller's share. */
  readonly margin: Money;
  readonly released: Money;
  readonly chargedParts: bigint;
  /** Undefined where the month does not matter. */
  readonly place: MonthPlace | undefined;
};

export type Settlement = Settled | { readonly kind: "impossible"; readonly reason: string };

/** Whether the bill of a chunk can no longer change, by the rule under which its money was held. */
export const isBillingFinal = (
  { chunkFinal }: BillingRule,
  outcome: Pick<ChunkOutcome, "allAnswered" | "final">,
): boolean => {
  switch (chunkFinal) {
    case "all_submits_answered":
      return outcome.allAnswered;
    case "all_outcomes_final":
      return outcome.final;
  }
};

const chargedParts = ({ chargeable }: BillingRule, outcome: ChunkOutcome): bigint => {
  switch (chargeable) {
    case "accepted_by_operator":
      return outcome.accepted;
    case "delivered":
      return outcome.delivered;
  }
};

/**
 * Settles one chunk: its chargeable parts are charged at the snapshot's price, by their place in the month where that
 * matters; the rest of what was held for it is set free. A pure function of snapshot, outcome and the month's total,
 * which is kept with the settlement, so a repetition computes the same amounts.
 */
export const settleChunk = (
  reservation: Reservation,
  outcome: ChunkOutcome,
  totals: MonthTotals,
): Settlement => {
  const { quote, answered } = reservation;
  if (reservation.closed) return impossible("the reservation is closed");
  const index = quote.lines.findIndex(
    ({ operator, alphabet }) => operator === outcome.operator && alphabet === outcome.alphabet,
  );
  const line = quote.lines[index];
  if (line === undefined) {
    return impossible(`the snapshot has no price for ${outcome.operator} ${outcome.alphabet}`);
  }
  const { parts } = outcome;
  const charged = chargedParts(reservation.billing, outcome);
  if (parts < 0n || charged < 0n || charged > parts) return impossible("its counts contradict");
  if ((answered[index] ?? 0n) + parts > line.parts) {
    return impossible(`more parts to ${line.operator} than were reserved`);
  }
  const total = line.run === "" ? "" : monthTotalOf(line.run, outcome.month);
  const before = totals.get(total) ?? 0n;
  const { currency } = line.perPart;
  const amount = money(currency, priceOfRun(line.steps, before, charged));
  const margin = money(currency, line.margin * charged);
  const rest = money(currency, times(line.perPart, parts).minor - amount.minor);
  return {
    kind: "settled",
    charged: amount,
    margin,
    released: rest,
    chargedParts: charged,
    place: total === "" ? undefined : { total, before, charged },
    reservation: {
      ...reservation,
      answered: answered.map((known, i) => (i === index ? known + parts : known)),
      settled: add(reservation.settled, amount),
      margin: add(reservation.margin, margin),
      released: add(reservation.released, rest),
      chunksSettled: reservation.chunksSettled + 1,
    },
  };
};

/** Whether nothing more can come: every part is answered, or every chunk that went out is settled. */
export const isDone = ({ quote, answered, chunksExpected, chunksSettled }: Reservation): boolean =>
  quote.lines.every(({ parts }, i) => answered[i] === parts) ||
  (chunksExpected !== undefined && chunksSettled >= chunksExpected);

/** Closes a reservation: what is still held is set free. */
export const closeReservation = (
  reservation: Reservation,
  at: Date,
): { readonly reservation: Reservation; readonly rest: Money } => {
  const rest = heldBy(reservation);
  return {
    rest,
    reservation: {
      ...reservation,
      released: add(reservation.released, rest),
      closed: true,
      closedAt: at,
    },
  };
};

/** Amounts of one reservation are of one currency: that of its quote. */
const add = (a: Money, b: Money): Money => money(a.currency, a.minor + b.minor);

const impossible = (reason: string): Settlement => ({ kind: "impossible", reason });
