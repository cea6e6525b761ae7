import type { Due, NewDue } from "./due.js";
import type { Entry } from "./ledger.js";
import type { Money } from "./money.js";
import type { OneByOne, Unpaid } from "./one-by-one.js";
import type { Order } from "./order.js";
import type { PaymentCase } from "./payment-case.js";
import type { PartSum, Quote, QuoteAnswer } from "./quote.js";
import type { BillingRule } from "./billing-rule.js";
import type { Reservation } from "./reservation.js";
import type { ChunkOutcome, MonthPlace, MonthTotals } from "./settlement.js";
import type { TermsSet } from "./terms-set.js";
import type { PaymentMode, Wallet } from "./wallet.js";

/** What can happen to a tenant's money. Each is named by something permanent, so a repetition is known. */
export type Movement =
  | {
      readonly kind: "top_up";
      readonly requestId: string;
      readonly amount: Money;
      readonly reference: string;
      /** Who booked it; absent: the platform. */
      readonly by?: string;
    }
  | {
      readonly kind: "reserve";
      readonly reservationId: string;
      /** What is asked for; a known reservation must be of the same parts. */
      readonly sums: readonly PartSum[];
      readonly quote: Quote;
      readonly billing: BillingRule;
      /** The most that its owner lets it cost; absent: no ceiling. */
      readonly maxCost?: Money | undefined;
      /** Held for those messages that the wallet pays; absent: for all or for none. */
      readonly oneByOne?: OneByOne | undefined;
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
    }
  /** The payment of an order of credit came. */
  | {
      readonly kind: "pay_order";
      readonly orderId: string;
      readonly receipt: string;
      readonly by: string;
      /** When its payer paid, as the port says it; absent: not known. */
      readonly paidAt?: Date | undefined;
      /** What was paid, as the port says it; absent: what the order asks for. */
      readonly amount?: Money;
    }
  /** What becomes of a payment that no order waited for. */
  | {
      readonly kind: "decide_payment";
      readonly requestId: string;
      readonly caseId: string;
      /** Of the case. */
      readonly orderId: string;
      readonly receipt: string;
      readonly decision: "credit" | "refund";
      /** The bank's number of the transfer back. */
      readonly reference: string;
      readonly by: string;
      /** From so much on, minor units of what was paid, two people decide. */
      readonly largeFrom: bigint;
      /** Who is known to be another person than the one who decides; empty: nobody. */
      readonly differsFrom: string;
    }
  /** A fee or fine; paid at once where the money is there. */
  | { readonly kind: "raise_due"; readonly due: NewDue }
  /** A fee that need not be paid. */
  | {
      readonly kind: "waive_due";
      readonly dueId: string;
      readonly reason: string;
      readonly by: string;
      /** From so much waived in the month on, minor units, two people decide. */
      readonly largeFrom: bigint;
      /** Who is known to be another person than the one who waives; empty: nobody. */
      readonly differsFrom: string;
    }
  /** Takes back a waiver that waits for a second person. */
  | { readonly kind: "recall_waiver"; readonly dueId: string; readonly by: string }
  /** Pays what is owed as far as the money goes, and tells what was owed too long. */
  | { readonly kind: "collect" }
  | {
      readonly kind: "set_terms";
      readonly requestId: string;
      readonly mode: PaymentMode;
      readonly limit: Money;
      /** The contract's own rule; undefined: the market's. */
      readonly rule: BillingRule | undefined | "as_before";
      readonly by: string;
      /** What somebody proposed and this decides; absent: nobody had to. */
      readonly proposalId?: string | undefined;
    }
  /** What a postpaid month's volume discount takes off [vn.md §7]. */
  | { readonly kind: "month_discount"; readonly month: string; readonly amount: Money }
  /** Gives money of an invoice back; the note was numbered in the same transaction. */
  | { readonly kind: "credit_note"; readonly number: string; readonly amount: Money }
  | {
      readonly kind: "draw_margin";
      readonly requestId: string;
      readonly amount: Money;
      readonly by?: string;
    }
  /** Below so much available the tenant wants to be told; undefined: never. */
  | { readonly kind: "set_low_balance"; readonly below: bigint | undefined; readonly by?: string };

/** A cleared campaign that asks whether it can be paid. */
export type Clearance = {
  readonly campaignId: string;
  readonly revision: bigint;
  readonly clearanceId: string;
  /** Asks for the price only. */
  readonly dryRun: boolean;
  /** The most that its owner lets it cost; undefined: no ceiling. */
  readonly maxCost: Money | undefined;
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
  readonly campaignId: string;
  readonly charged: Money;
  readonly released: Money;
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly chargedParts: bigint;
  /** What they were; undefined: reserved before it was kept. */
  readonly kind: Quote["kind"] | undefined;
  /** The rule that charged them. */
  readonly chargeable: BillingRule["chargeable"];
  /** Between these two its parts were handed to the operator; undefined: not known. */
  readonly submitted: ChunkOutcome["submitted"];
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
  /** Those that the movements name, and all that are owed where money comes in. */
  readonly dues: ReadonlyMap<string, Due>;
  readonly orders: ReadonlyMap<string, Order>;
  /** Orders by the receipt that paid them. */
  readonly receipts: ReadonlyMap<string, string>;
  /** What payments of the provider were booked as, by their numbers at the bank. */
  readonly bankNumbers: ReadonlyMap<string, string>;
  /** Orders of the tenant by the discount code that they have: each code is one's. */
  readonly codes: ReadonlyMap<string, string>;
  /** Payments that no order waited for. */
  readonly payments: ReadonlyMap<string, PaymentCase>;
  /** Cases of the provider by the bank's number of their refund. */
  readonly refunds: ReadonlyMap<string, string>;
  /** Causes of movements that were made and are asked for again. */
  readonly made: ReadonlySet<string>;
  /** Terms by the cause that set them. */
  readonly terms: ReadonlyMap<string, TermsSet>;
  /** Terms that somebody proposed and that wait for a second person. */
  readonly proposed: ProposedTerms | undefined;
  /** What the tenant earned as a reseller and did not draw; minor units. */
  readonly margin: bigint;
  /** Fees that the tenant was let off in this calendar month; minor units. */
  readonly waived: bigint;
};

export type ProposedTerms = {
  readonly proposalId: string;
  /** In words of the audit trail. */
  readonly after: Readonly<Record<string, string>>;
};

/** What somebody did to a tenant's money, for the audit trail: amounts, states and ids, no word that somebody wrote. */
export type MoneyDeed = {
  /** Permanent, so that it is told once. */
  readonly entryId: string;
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
};

/** What others are told of a movement. */
export type MoneyFact =
  /** Somebody's word that moved money or changed terms. */
  | { readonly kind: "deed"; readonly deed: MoneyDeed }
  | {
      readonly kind: "topped_up";
      readonly cause: string;
      readonly available: Money;
      readonly amount: Money;
      readonly orderId: string;
    }
  | { readonly kind: "payment_suspended"; readonly payment: PaymentCase }
  | { readonly kind: "payment_refunded"; readonly payment: PaymentCase }
  | { readonly kind: "due_raised"; readonly due: Due }
  | { readonly kind: "due_paid"; readonly due: Due }
  | { readonly kind: "due_waived"; readonly due: Due }
  /** The version is of the wallet: a waiver may be proposed and taken back more than once. */
  | {
      readonly kind: "waiver_proposed" | "waiver_recalled";
      readonly due: Due;
      readonly by: string;
      readonly version: number;
    }
  | { readonly kind: "maintenance_unpaid"; readonly due: Due }
  /** Nothing is owed any more for the line at the operator. */
  | { readonly kind: "maintenance_paid"; readonly due: Due }
  | {
      readonly kind: "balance_low";
      readonly available: Money;
      readonly threshold: Money;
      readonly version: number;
    }
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
  | {
      readonly kind: "reserved";
      readonly reservation: Reservation;
      readonly unpaid?: readonly Unpaid[];
    }
  | {
      readonly kind: "insufficient_funds";
      readonly needed: Money;
      readonly available: Money;
      readonly unpaid?: readonly Unpaid[];
    }
  | { readonly kind: "max_cost_exceeded"; readonly needed: Money; readonly remedy: string }
  | { readonly kind: "reused" }
  | { readonly kind: "paid"; readonly order: Order }
  /** The order did not wait for it: the payment is a case. */
  | { readonly kind: "payment_suspended"; readonly payment: PaymentCase }
  | { readonly kind: "payment_unknown" }
  /** As this request, or one that wanted the same, decided. */
  | { readonly kind: "payment_decided"; readonly payment: PaymentCase }
  | { readonly kind: "payment_decided_otherwise"; readonly payment: PaymentCase }
  /** It waits for a second person. */
  | { readonly kind: "payment_proposed"; readonly payment: PaymentCase }
  | { readonly kind: "refund_number_used" }
  | { readonly kind: "order_unknown" }
  | { readonly kind: "order_closed"; readonly order: Order }
  | { readonly kind: "receipt_used" }
  | { readonly kind: "due_invoiced"; readonly invoice: string }
  /** It is paid, and no fine. */
  | { readonly kind: "due_not_owed" }
  | { readonly kind: "second_person_needed" }
  /** It was taken back or replaced meanwhile. */
  | { readonly kind: "proposal_gone" }
  | { readonly kind: "limit_in_use"; readonly free: Money }
  | { readonly kind: "still_owed"; readonly owed: Money }
  | { readonly kind: "margin_too_small"; readonly margin: Money }
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

/** A step that changes the wallet and nothing of reservations; the version rises once. */
export const withWallet = (book: Book, changed: Partial<Wallet>): Book => ({
  ...book,
  wallet: { ...book.wallet, ...changed, version: book.wallet.version + 1 },
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
