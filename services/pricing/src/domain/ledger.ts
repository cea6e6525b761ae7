import type { Money } from "./money.js";

/** Half of a transfer: money into (positive) or out of one account. Never changed once written. */
export type Entry = {
  /** `cause:leg`, unique for ever: what moved money once never does so again. */
  readonly entryId: string;
  /** Natural key of what moved the money; its entries sum to zero. */
  readonly cause: string;
  readonly account: string;
  readonly amount: Money;
  /** The word of whoever brought money in, e.g. a bank's number. */
  readonly reference: string;
};

/** The accounts between which a tenant's money moves. */
export type Accounts = {
  readonly available: string;
  readonly held: string;
  /** What the tenant has to pay: negative, or zero. */
  readonly owed: string;
  /** The limit that the tenant was given: negative, or zero. */
  readonly credit: string;
  /** What it earned from customers of its own. */
  readonly margin: string;
  /** Of messages. */
  readonly revenue: string;
  readonly fees: string;
  readonly fines: string;
  /** What came from outside. */
  readonly payments: string;
  /** Money for credits that were sold. */
  readonly sales: string;
  /** Payments that no order waited for, until finance decides. */
  readonly suspense: string;
  readonly discounts: string;
  /** What credit notes gave back. */
  readonly corrections: string;
};

export const accountsOf = (tenantId: string, providerId: string): Accounts => ({
  available: `tenant:${tenantId}:available`,
  held: `tenant:${tenantId}:held`,
  owed: `tenant:${tenantId}:owed`,
  credit: `tenant:${tenantId}:credit`,
  margin: `tenant:${tenantId}:margin`,
  revenue: `provider:${providerId}:revenue`,
  fees: `provider:${providerId}:fees`,
  fines: `provider:${providerId}:fines`,
  payments: `provider:${providerId}:payments`,
  sales: `provider:${providerId}:sales`,
  suspense: `provider:${providerId}:suspense`,
  discounts: `provider:${providerId}:discounts`,
  corrections: `provider:${providerId}:corrections`,
});

/** What moves money, by its permanent name (delivery.md §6). */
export const causes = {
  /** Request ids are the provider's own: two desks may both count from 1. */
  topUp: (providerId: string, requestId: string): string => `top-up:${providerId}:${requestId}`,
  reserve: (reservationId: string): string => `reserve:${reservationId}`,
  settle: (chunkId: string): string => `settle:${chunkId}`,
  release: (chunkId: string): string => `release:${chunkId}`,
  close: (reservationId: string): string => `close:${reservationId}`,
  /** A reseller's share of what was settled. */
  margin: (chunkId: string): string => `margin:${chunkId}`,
  /** A due is its own cause; this pays it. */
  pay: (dueId: string): string => `pay:${dueId}`,
  /** A due that need not be paid. */
  waive: (dueId: string): string => `waive:${dueId}`,
  /** A fine that was wrong, owed or paid. */
  fineBack: (violationId: string): string => `fine-back:${violationId}`,
  order: (orderId: string): string => `order:${orderId}`,
  /** A payment that no order waited for, by its own number; it goes back, or enters the wallet as one of these. */
  suspense: (providerId: string, receipt: string): string => `suspense:${providerId}:${receipt}`,
  refund: (providerId: string, receipt: string): string => `refund:${providerId}:${receipt}`,
  paidAgain: (providerId: string, receipt: string): string => `paid-again:${providerId}:${receipt}`,
  saleAgain: (providerId: string, receipt: string): string => `sale-again:${providerId}:${receipt}`,
  /** What discounts add to an order's credit. */
  orderDiscount: (orderId: string): string => `order-discount:${orderId}`,
  /** Money for credits. */
  sale: (orderId: string): string => `sale:${orderId}`,
  terms: (tenantId: string, requestId: string): string => `terms:${tenantId}:${requestId}`,
  monthDiscount: (tenantId: string, month: string): string => `month-discount:${tenantId}:${month}`,
  creditNote: (number: string): string => `credit-note:${number}`,
  draw: (tenantId: string, requestId: string): string => `draw:${tenantId}:${requestId}`,
} as const;

export const entryIdOf = (cause: string, leg: keyof Accounts): string => `${cause}:${leg}`;

/**
 * Double entry: what leaves one account enters another, under one cause. Nothing moves nothing: an
 * amount of zero makes no entries.
 */
export const transfer = (
  accounts: Accounts,
  {
    cause,
    from,
    to,
    amount,
    reference = "",
  }: {
    readonly cause: string;
    readonly from: keyof Accounts;
    readonly to: keyof Accounts;
    readonly amount: Money;
    readonly reference?: string;
  },
): readonly Entry[] => {
  if (amount.minor === 0n) return [];
  const leg = (name: keyof Accounts, minor: bigint): Entry => ({
    entryId: entryIdOf(cause, name),
    cause,
    account: accounts[name],
    amount: { currency: amount.currency, minor },
    reference,
  });
  return [leg(from, -amount.minor), leg(to, amount.minor)];
};
