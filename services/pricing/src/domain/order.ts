import type { Money } from "./money.js";
import type { OrderPrice } from "./order-price.js";

export type PaymentMethod = "port" | "transfer";

export type OrderStatus =
  | "awaiting_payment"
  | "awaiting_proof"
  | "awaiting_review"
  | "paid"
  | "rejected"
  | "failed"
  | "expired";

/** An order of credit. What it brings and costs was said when it was placed and does not change. */
export type Order = {
  readonly orderId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly method: PaymentMethod;
  readonly status: OrderStatus;
  readonly price: OrderPrice;
  /** The discount code that it uses; empty: none. */
  readonly code: string;
  readonly returnUrl: string;
  /** What a bank transfer must name. */
  readonly paymentReference: string;
  readonly proofDocumentId: string;
  readonly proofNote: string;
  /** The port's or bank's number of the payment; one payment pays one order. */
  readonly receipt: string;
  readonly reason: string;
  readonly placedAt: Date;
  readonly endedAt: Date | undefined;
  readonly decidedBy: string;
};

/** Statuses in which its payment brings the credit: of what ran out at ours, one that was made in time. */
export const isPayable = ({ status, method }: Order): boolean =>
  method === "port"
    ? status === "awaiting_payment" || status === "expired"
    : status === "awaiting_proof" || status === "awaiting_review";

/** What discounts take off it in the wallet's currency: the part of the credit that is a gift. */
export const giftOf = ({ price }: Order): Money => ({
  currency: price.value.currency,
  minor: price.toPay.currency === price.value.currency ? price.value.minor - price.toPay.minor : 0n,
});

/** The code whose discount is within its price, whether or not the order still has it; empty: none. */
export const codeOf = ({ price }: Order): string =>
  price.discounts.find(({ kind }) => kind === "code")?.code ?? "";

/**
 * What its payment is worth in the wallet without any discount; of credits, whole ones at their price.
 * @param paid what was paid, in the currency in which it is.
 */
export const worthOf = ({ price: { value, price, toPay } }: Order, paid: Money = toPay): Money =>
  toPay.currency === value.currency
    ? paid
    : { currency: value.currency, minor: (value.minor * paid.minor) / price.minor };
