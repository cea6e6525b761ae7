import type {
  Order,
  OrderPrice,
  PaymentCase,
  PlaceOrderRequest,
} from "@whiteline/contracts/pricing/v1/purchases";
import type { z } from "zod";

import type * as shapes from "../shapes/purchases.js";
import { fromTime, given, maybeMoney, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromOrderPrice(price: OrderPrice): Json<"orderPrice"> {
  return {
    value: maybeMoney(price.value),
    price: maybeMoney(price.price),
    discounts: price.discounts.map(({ kind, code, percent, amount, source }) => ({
      kind,
      code: given(code),
      percent,
      amount: maybeMoney(amount),
      source,
    })),
    toPay: maybeMoney(price.toPay),
    tax: maybeMoney(price.tax),
    taxPercent: price.taxPercent,
    source: given(price.source),
  };
}

export function fromOrder(order: Order): Json<"order"> {
  return {
    orderId: order.orderId,
    tenantId: order.tenantId,
    providerId: order.providerId,
    method: order.method,
    status: order.status,
    price: order.price && fromOrderPrice(order.price),
    redirectUrl: given(order.redirectUrl),
    paymentReference: given(order.paymentReference),
    proofDocumentId: given(order.proofDocumentId),
    proofNote: given(order.proofNote),
    receipt: given(order.receipt),
    reason: given(order.reason),
    placedAt: fromTime(order.placedAt),
    endedAt: fromTime(order.endedAt),
    decidedBy: given(order.decidedBy),
  };
}

export function fromOrders(orders: readonly Order[], limit: number): Json<"orderList"> {
  return {
    orders: orders.map(fromOrder),
    next: orders.length === limit ? orders.at(-1)?.orderId : undefined,
  };
}

export function fromPaymentCase(it: PaymentCase): Json<"paymentCase"> {
  return {
    ...{ caseId: it.caseId, tenantId: it.tenantId, providerId: it.providerId },
    ...{ orderId: it.orderId, receipt: it.receipt, why: it.why, status: it.status },
    amount: maybeMoney(it.amount),
    cameAt: fromTime(it.cameAt),
    decidedAt: fromTime(it.decidedAt),
    decidedBy: given(it.decidedBy),
    reference: given(it.reference),
    proposed:
      it.proposedBy === ""
        ? undefined
        : {
            decision: it.proposedDecision,
            reference: given(it.proposedReference),
            by: it.proposedBy,
            at: fromTime(it.proposedAt),
          },
  };
}

export function fromPaymentCases(
  cases: readonly PaymentCase[],
  limit: number,
): Json<"paymentCaseList"> {
  return {
    cases: cases.map(fromPaymentCase),
    next: cases.length === limit ? cases.at(-1)?.caseId : undefined,
  };
}

export function toPlaceOrder(
  { value, code = "", method, returnUrl = "" }: Json<"newOrder">,
  asked: Pick<PlaceOrderRequest, "requestId" | "tenantId" | "remoteAddress">,
): PlaceOrderRequest {
  return { ...asked, value: toMoney(value), code, method, returnUrl };
}

/** Parameters of a port as they came; what is absent is left out. */
export function toParameters(query: Json<"portQuery">): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
