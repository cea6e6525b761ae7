import type { BillingRule } from "./billing-rule.js";
import { money, type Money } from "./money.js";
import type { Quote } from "./quote.js";

/**
 * Money held for what is to be sent, at a price snapshot. While it is open, what is still held is
 * what its unanswered parts cost.
 */
export type Reservation = {
  readonly reservationId: string;
  readonly tenantId: string;
  readonly providerId: string;
  /** Empty for a group of single messages. */
  readonly campaignId: string;
  readonly quote: Quote;
  /** The rule under which it was made settles it, whatever the pack becomes. */
  readonly billing: BillingRule;
  /** Parts of each line of the quote whose money is settled or released, in the order of the lines. */
  readonly answered: readonly bigint[];
  readonly settled: Money;
  /** Of what is settled, a reseller's share. */
  readonly margin: Money;
  readonly released: Money;
  readonly chunksSettled: number;
  /** Chunks that went under it, once the campaign's end told; no more will come. */
  readonly chunksExpected: number | undefined;
  readonly closed: boolean;
  readonly madeAt: Date;
  readonly closedAt: Date | undefined;
};

export const openReservation = (
  made: Pick<Reservation, "reservationId" | "tenantId" | "providerId" | "quote" | "billing">,
): Reservation => {
  const nothing = money(made.quote.total.currency, 0n);
  return {
    ...made,
    campaignId: campaignOf(made.reservationId),
    answered: made.quote.lines.map(() => 0n),
    settled: nothing,
    margin: nothing,
    released: nothing,
    chunksSettled: 0,
    chunksExpected: undefined,
    closed: false,
    madeAt: made.quote.at,
    closedAt: undefined,
  };
};

/**
 * The mark of a reservation that was given up before it was made: whoever asks for it later must not
 * hold money that nobody would set free.
 */
export const givenUp = (
  made: Pick<Reservation, "reservationId" | "tenantId" | "providerId" | "billing">,
  currency: string,
  at: Date,
): Reservation => ({
  ...openReservation({
    ...made,
    quote: {
      lines: [],
      total: money(currency, 0n),
      expected: money(currency, 0n),
      tariffId: "",
      resellerId: "",
      at,
    },
  }),
  chunksExpected: 0,
  closed: true,
  closedAt: at,
});

export const isGivenUp = ({ closed, quote }: Reservation): boolean =>
  closed && quote.lines.length === 0;

/** Whether some of its parts cost by their place in the month. */
export const dependsOnMonth = ({ quote }: Reservation): boolean =>
  quote.lines.some(({ run }) => run !== "");

/** What is still held: the price of the parts that are not answered for. */
export const heldBy = ({ closed, quote, answered }: Reservation): Money => {
  const open = quote.lines.map(
    ({ parts, perPart }, i) => (parts - (answered[i] ?? 0n)) * perPart.minor,
  );
  return money(quote.total.currency, closed ? 0n : open.reduce((sum, minor) => sum + minor, 0n));
};

/** The name of a campaign's reservation; campaigns makes the same. */
export const campaignReservationId = (campaignId: string, revision: bigint): string =>
  `campaign:${campaignId}:${revision.toString()}`;

/** A campaign's reservations in the order of its revisions. */
export const inRevisions = (all: readonly Reservation[]): readonly Reservation[] => {
  const revisionOf = ({ reservationId }: Reservation): number =>
    Number(/:(?<revision>\d+)$/.exec(reservationId)?.groups?.["revision"] ?? 0);
  return all.toSorted((one, other) => revisionOf(one) - revisionOf(other));
};

const campaignOf = (reservationId: string): string =>
  /^campaign:(?<campaign>.+):\d+$/.exec(reservationId)?.groups?.["campaign"] ?? "";
