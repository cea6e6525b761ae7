import { markets } from "@whiteline/markets";
import type { Book, Movement } from "./book.js";
import { dueIds, type NewDue } from "./due.js";
import { causes } from "./ledger.js";
import { money } from "./money.js";
import type { Order } from "./order.js";
import { priceOrder } from "./order-price.js";
import { priceQuestion } from "./quote.js";
import { at, freshBook, runFrom, type Run } from "./run-movements.testing.js";

/** A customer of the Vietnamese seller, and what happens to its money in tests. */
export const holder = {
  tenantId: "t1",
  providerId: "vn-bulksms",
  market: "VN",
  currency: "VND",
  platform: false,
};
export const dong = (minor: bigint) => money("VND", minor);

export const order = (orderId: string, minor: bigint): Order => {
  const priced = priceOrder(markets.get("VN"), {
    providerId: "vn-bulksms",
    value: dong(minor),
    code: "",
    credit: undefined,
  });
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return {
    orderId,
    tenantId: "t1",
    providerId: "vn-bulksms",
    method: "port",
    status: "awaiting_payment",
    price: priced.price,
    code: "",
    returnUrl: "",
    paymentReference: "",
    proofDocumentId: "",
    proofNote: "",
    receipt: "",
    reason: "",
    placedAt: at,
    endedAt: undefined,
    decidedBy: "",
  };
};
const orders = new Map(
  [order("o1", 1_000_000n), order("o2", 4_000_000_000n), order("o3", 30_000_000_000n)].map(
    (each) => [each.orderId, each],
  ),
);

export const fresh: Book = { ...freshBook(holder), orders };

export const run = (movements: readonly Movement[], from: Book = fresh): Run =>
  runFrom(from, movements);

/** Of a waiver that one person decides. */
export const alone = { largeFrom: 1_000_000_000n, differsFrom: "" };

export const due = (month: string, over: Partial<NewDue> = {}): Movement => ({
  kind: "raise_due",
  due: {
    dueId: dueIds.maintenance("l1", "VIETTEL", month),
    tenantId: "t1",
    providerId: "vn-bulksms",
    kind: "maintenance",
    lineId: "l1",
    operator: "VIETTEL",
    month,
    amount: dong(50_000n),
    source: "004 · Policy 2",
    ...over,
  },
});
export const fine = (violationId: string): Movement =>
  due("", {
    ...{ dueId: dueIds.fine(violationId), kind: "fine", operator: "", source: "a contract" },
    amount: dong(120_000n),
  });
export const topUp = (requestId: string, minor: bigint): Movement => ({
  kind: "top_up",
  requestId,
  amount: dong(minor),
  reference: "",
});
/**
 * @param perPart a reseller's surcharge.
 * @param group of the price list; that of 2.1 depends on the month.
 */
export const reserve = (
  reservationId: string,
  messages: bigint,
  perPart = 0n,
  group = "",
): Extract<Movement, { kind: "reserve" }> => {
  const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
  const purpose = group === "" ? "customer_care" : "";
  const asked = { providerId: "", family: "brandname", purpose, lineId: "" };
  const everywhere = { operator: "", group: "", script: "", effectiveFrom: "" };
  const resale = { resellerId: "r1", effectiveFrom: "", surcharges: [{ ...everywhere, perPart }] };
  const standing = { group, soFar: new Map(), lists: [], resale };
  const { sums, priced, billing } = priceQuestion(holder, { ...asked, counts }, standing, at);
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return { kind: "reserve", reservationId, sums, quote: priced.quote, billing };
};
export const settle = (
  reservationId: string,
  chunkId: string,
  parts: bigint,
  accepted = parts,
): Extract<Movement, { kind: "settle" }> => ({
  kind: "settle",
  outcome: {
    chunkId,
    tenantId: "t1",
    reservationId,
    campaignId: "",
    operator: "VIETTEL",
    alphabet: "gsm7",
    parts,
    accepted,
    delivered: 0n,
    allAnswered: true,
    final: false,
    submitted: undefined,
    month: "2026-11",
  },
});

/** The word of the port. */
export const pay = (orderId: string, receipt: string, paidAt?: Date): Movement => ({
  ...{ kind: "pay_order", orderId, receipt, by: "vnpay", paidAt },
});

type Changing = "requestId" | "reference" | "caseId" | "by" | "largeFrom" | "differsFrom";

/** What finance says of a payment that no order waited for. */
export const decide = (
  orderId: string,
  receipt: string,
  decision: "credit" | "refund",
  over: Partial<Pick<Extract<Movement, { kind: "decide_payment" }>, Changing>> = {},
): Movement => ({
  ...{ kind: "decide_payment", orderId, receipt, decision, by: "person:a" },
  caseId: causes.suspense("vn-bulksms", receipt),
  ...{ largeFrom: 10_000_000_000n, differsFrom: "" },
  ...{ requestId: "d1", reference: decision === "refund" ? "bank 9" : "", ...over },
});
