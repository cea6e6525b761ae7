import type { Entry } from "./ledger.js";
import type { Money } from "./money.js";
import type { PartSum, Quote, QuoteAnswer } from "./quote.js";
import type { BillingRule } from "./billing-rule.js";
import type { Reservation } from "./reservation.js";
import type { ChunkOutcome, MonthPlace, MonthTotals } from "./settlement.js";
import type { Wallet } from "./wallet.js";

/** What can happen to a tenant's money. Each is named by something permanent, so a repetition is known. */
export type Movement =
  | {
      readonly kind: "top_up";
      readonly requestId: string;
      readonly amount: Money;
      readonly reference: string;
    }
  | {
      readonly kind: "reserve";
      readonly reservationId: string;
      /** What is asked for; a known reservation must be of the same parts. */
      readonly sums: readonly PartSum[];
      readonly quote: Quote;
      readonly billing: BillingRule;
    }
  | {
      readonly kind: "fund";
      readonly clearance: Clearance;
      readonly priced: QuoteAnswer;
      readonly sums: readonly PartSum[];
      readonly billing: BillingRule;
    }
  | { readonly kind: "settle"; readonly outcome: ChunkOutcome }
  | {
      readonly kind: "finish";
      readonly reservationId: string;
      /** Chunks that went out under it. */
      readonly chunks: number;
      readonly billing: BillingRule;
    };

/** A cleared campaign that asks whether it can be paid. */
export type Clearance = {
  readonly campaignId: string;
  readonly revision: bigint;
  readonly clearanceId: string;
  /** Asks for the price only. */
  readonly dryRun: boolean;
};

/** Each clearance is answered once; a later one of the same revision gets its own answer. */
export const clearanceKey = ({ campaignId, revision, clearanceId }: Clearance): string =>
  `${campaignId}:${revision.toString()}:${clearanceId}`;

export type TopUp = {
  readonly tenantId: string;
  readonly amount: Money;
  readonly reference: string;
};

/** A chunk whose money is settled; kept for ever, so that it never is again. */
export type SettledChunk = {
  readonly chunkId: string;
  readonly reservationId: string;
  readonly charged: Money;
  readonly released: Money;
  /** Where the price depended on it: the running total that the amount was reckoned from. */
  readonly place: MonthPlace | undefined;
};

/** Of one tenant's money, what movements must know. */
export type Book = {
  readonly wallet: Wallet;
  readonly reservations: ReadonlyMap<string, Reservation>;
  readonly settledChunks: ReadonlySet<string>;
  readonly monthTotals: MonthTotals;
  /** Top-ups of the tenant's provider by their cause. */
  readonly topUps: ReadonlyMap<string, TopUp>;
  /** Keys of clearances that were answered. */
  readonly clearances: ReadonlySet<string>;
};

/** What others are told of a movement. */
export type MoneyFact =
  | { readonly kind: "topped_up"; readonly cause: string; readonly available: Money }
  | {
      readonly kind: "campaign_funded";
      readonly clearance: Clearance;
      /** Empty for a dry run. */
      readonly reservationId: string;
      readonly quote: Quote;
    }
  | {
      readonly kind: "campaign_unfunded";
      readonly clearance: Clearance;
      /** Undefined when it has no price. */
      readonly needed: Money | undefined;
      readonly available: Money;
      readonly code: string;
      readonly remedy: string;
    }
  | { readonly kind: "reservation_settled"; readonly reservation: Reservation };

export type Verdict =
  | { readonly kind: "done"; readonly wallet: Wallet }
  | { readonly kind: "reserved"; readonly reservation: Reservation }
  | { readonly kind: "insufficient_funds"; readonly needed: Money; readonly available: Money }
  | { readonly kind: "reused" }
  | { readonly kind: "given_up" }
  | { readonly kind: "currency_mismatch"; readonly expected: string }
  | { readonly kind: "too_large" }
  | { readonly kind: "unknown_reservation" }
  | { readonly kind: "impossible"; readonly reason: string };

/** A book before and after, what was written between, and the answer. */
export type Step = {
  readonly book: Book;
  readonly entries: readonly Entry[];
  readonly settled: readonly SettledChunk[];
  /** Keys of the clearances that were answered. */
  readonly cleared: readonly string[];
  readonly facts: readonly MoneyFact[];
  readonly verdict: Verdict;
};

/** A step that moves nothing. */
export const unchanged = (book: Book, verdict: Verdict): Step => ({
  book,
  entries: [],
  settled: [],
  cleared: [],
  facts: [],
  verdict,
});

/** The book after a movement of one reservation; the wallet's version rises once. */
export const withReservation = (
  book: Book,
  reservation: Reservation,
  { available, held }: Pick<Wallet, "available" | "held">,
): Book => ({
  ...book,
  wallet: { ...book.wallet, available, held, version: book.wallet.version + 1 },
  reservations: new Map([...book.reservations, [reservation.reservationId, reservation]]),
});
