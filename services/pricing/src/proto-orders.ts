import type {
  Order as OrderMessage,
  OrderPrice as OrderPriceMessage,
  PaymentCase as PaymentCaseMessage,
} from "@whiteline/contracts/pricing/v1/purchases";
import { currencyDigits } from "./domain/currency-digits.js";
import type { Order } from "./domain/order.js";
import type { OrderPrice } from "./domain/order-price.js";
import type { PaymentCase } from "./domain/payment-case.js";
import { paymentUrl, type PortAccount } from "./ports/vnpay.js";
import { fromMoney } from "./proto.js";

export const fromOrderPrice = (price: OrderPrice): OrderPriceMessage => ({
  value: fromMoney(price.value),
  price: fromMoney(price.price),
  discounts: price.discounts.map((each) => ({ ...each, amount: fromMoney(each.amount) })),
  toPay: fromMoney(price.toPay),
  tax: price.tax && fromMoney(price.tax),
  taxPercent: price.taxPercent,
  source: price.source,
});

/** An order with the page that takes its payment, while it waits for one. */
export const fromOrder = (
  order: Order,
  {
    ports,
    orderLifeMs,
    remoteAddress = "",
  }: {
    readonly ports: readonly PortAccount[];
    readonly orderLifeMs: number;
    readonly remoteAddress?: string;
  },
): OrderMessage => {
  const account = ports.find(({ provider }) => provider === order.providerId);
  const { orderId, placedAt, returnUrl, status, price } = order;
  const redirectUrl =
    account === undefined || status !== "awaiting_payment"
      ? ""
      : paymentUrl(account, {
          orderId,
          toPay: price.toPay,
          minorDigits: currencyDigits(price.toPay.currency),
          returnUrl,
          remoteAddress,
          placedAt,
          expiresAt: new Date(placedAt.getTime() + orderLifeMs),
        });
  return {
    orderId,
    tenantId: order.tenantId,
    providerId: order.providerId,
    method: order.method,
    status,
    price: fromOrderPrice(price),
    redirectUrl,
    paymentReference: order.paymentReference,
    proofDocumentId: order.proofDocumentId,
    proofNote: order.proofNote,
    receipt: order.receipt,
    reason: order.reason,
    placedAt,
    endedAt: order.endedAt,
    decidedBy: order.decidedBy,
  };
};

export const fromPaymentCase = (it: PaymentCase): PaymentCaseMessage => ({
  ...{ caseId: it.caseId, tenantId: it.tenantId, providerId: it.providerId, orderId: it.orderId },
  ...{ receipt: it.receipt, why: it.why, status: it.status, cameAt: it.cameAt },
  amount: fromMoney(it.amount),
  decidedAt: it.decided?.at,
  decidedBy: it.decided?.by ?? "",
  reference: it.decided?.reference ?? "",
  proposedDecision: it.proposed?.decision ?? "",
  proposedReference: it.proposed?.reference ?? "",
  proposedBy: it.proposed?.by ?? "",
  proposedAt: it.proposed?.at,
});
