import type { Money } from "./money.js";
import type { Order } from "./order.js";

/** Why a payment pays no order: it was paid before, its time was over, the port had said that it failed, or it is of another amount. */
export type WhySuspended = "paid_again" | "order_expired" | "order_failed" | "amount_differs";

/**
 * A payment that no open order waited for. Its money stands on the provider's account of suspense, in nobody's wallet and
 * on no invoice, until finance decides; it is decided once.
 */
export type PaymentCase = {
  /** The cause of the entries that brought it. */
  readonly caseId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly orderId: string;
  /** The port's number of the payment. */
  readonly receipt: string;
  /** What was paid; money, also where the wallet holds credits. */
  readonly amount: Money;
  readonly why: WhySuspended;
  readonly cameAt: Date;
  readonly status: "open" | "credited" | "refunded";
  /** What one person of finance wants and a second one has to want as well; undefined: nobody, or it is decided. */
  readonly proposed: PaymentProposal | undefined;
  /** Undefined while it is open. */
  readonly decided: PaymentDecision | undefined;
};

export type PaymentProposal = {
  readonly decision: "credit" | "refund";
  /** Of a refund: the bank's number of the transfer back; else empty. */
  readonly reference: string;
  readonly by: string;
  readonly at: Date;
};

export type PaymentDecision = {
  readonly requestId: string;
  /** Of two, with a comma between. */
  readonly by: string;
  readonly at: Date;
  /** Of a refund: the bank's number of the transfer back; else empty. */
  readonly reference: string;
  /** The cause of the entries under which the money left. */
  readonly cause: string;
};

/**
 * Why the payment of an order is a case.
 * @param paidAt when its payer paid, as the port says it; undefined: not known.
 * @returns undefined: the order waits for it, or is not paid at a port.
 */
export const whySuspended = (
  { method, status, endedAt }: Order,
  paidAt: Date | undefined,
): WhySuspended | undefined => {
  if (method !== "port") return undefined;
  switch (status) {
    case "paid":
      return "paid_again";
    case "expired":
      // Paid in time and told late: its payer has done nothing wrong.
      return paidAt !== undefined && endedAt !== undefined && paidAt <= endedAt
        ? undefined
        : "order_expired";
    case "failed":
      return "order_failed";
    case "awaiting_payment":
    case "awaiting_proof":
    case "awaiting_review":
    case "rejected":
      return undefined;
  }
};
