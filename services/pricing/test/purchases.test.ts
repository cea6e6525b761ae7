import { createHmac } from "node:crypto";
import {
  OrderRefused,
  PaymentRefunded,
  PaymentSuspended,
  ToppedUp,
  TrailExtended,
} from "@whiteline/contracts/pricing/v1/events";
import type { Order } from "@whiteline/contracts/pricing/v1/purchases";
import { localMonth, markets } from "@whiteline/markets";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, dong, financeOf, port, pricing, principals, rial } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing({ TOP_UP_CAP_MINOR: "10000000000" });
});
afterAll(() => it[Symbol.asyncDispose]());

const seller = financeOf("vn-bulksms");
const place = async (tenantId: string, over: Record<string, unknown> = {}) => {
  const request = {
    requestId: `r-${tenantId}`,
    tenantId,
    value: dong(1_000_000n),
    method: "port",
    returnUrl: "https://console.test/wallet",
    ...over,
  };
  const { outcome } = await it.purchases.placeOrder(request, asTenant(tenantId));
  return outcome?.$case === "order" ? outcome.value : outcome?.value.code;
};
const placed = async (tenantId: string, over: Record<string, unknown> = {}): Promise<Order> => {
  const order = await place(tenantId, over);
  if (typeof order === "object") return order;
  throw new Error(`refused: ${String(order)}`);
};

/** What the port would say of an order, signed as the port signs. */
const said = (order: Order, over: Record<string, string> = {}, secret = port.secret) => {
  const parameters: Record<string, string> = {
    vnp_TmnCode: port.terminal,
    vnp_Amount: `${(order.price?.toPay?.minor ?? 0n) * 100n}`,
    vnp_TxnRef: order.orderId,
    vnp_ResponseCode: "00",
    vnp_TransactionStatus: "00",
    vnp_TransactionNo: `n-${order.orderId}`,
    vnp_OrderInfo: "Order of a test",
    ...over,
  };
  const query = new URLSearchParams(
    Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const hash = createHmac("sha512", secret).update(query.toString()).digest("hex");
  return {
    providerId: "vn-bulksms",
    port: "vnpay",
    parameters: { ...parameters, vnp_SecureHash: hash },
  };
};
const hear = async (...of: Parameters<typeof said>) =>
  (await it.purchases.hearPort(said(...of), {})).code;

test("[VN-BLK-14] a payer is sent to the port, and its signed word books the payment once", async () => {
  const order = await placed("v1");
  const url = new URL(order.redirectUrl);
  expect([url.origin, url.searchParams.get("vnp_Amount")]).toEqual([
    "https://port.test",
    "100000000",
  ]);
  expect(await placed("v1")).toMatchObject({ orderId: order.orderId });
  expect(await place("v1", { value: dong(2n) })).toBe("REQUEST_ID_REUSED");
  const codes = await Promise.all([hear(order), hear(order), hear(order)]);
  expect(codes.sort()).toEqual(["00", "02", "02"]);
  expect(await it.balance("v1")).toEqual([1_000_000n, 0n]);
  await eventually(() => it.told(ToppedUp).some(({ orderId }) => orderId === order.orderId));
  const after = await it.purchases.getOrder({ orderId: order.orderId }, asTenant("v1"));
  expect(after.order).toMatchObject({ status: "paid", redirectUrl: "" });
});

test("[VN-BLK-14] an order of three billion is paid at the port with two percent less, and all of it is credited", async () => {
  const order = await placed("v14", { value: dong(3_000_000_000n) });
  expect(order.price).toMatchObject({ toPay: dong(2_940_000_000n) });
  const url = new URL(order.redirectUrl);
  expect(url.searchParams.get("vnp_Amount")).toBe("294000000000");
  expect(await hear(order)).toBe("00");
  expect(await it.balance("v14")).toEqual([3_000_000_000n, 0n]);
});

test("what was forged, of another amount, order or port books nothing", async () => {
  const order = await placed("v2");
  expect(await hear(order, {}, "another secret of nobody")).toBe("97");
  const { parameters, ...rest } = said(order);
  const changed = { ...rest, parameters: { ...parameters, vnp_Amount: "1" } };
  expect((await it.purchases.hearPort(changed, {})).code).toBe("97");
  expect(await hear(order, { vnp_Amount: "100", vnp_ResponseCode: "24" })).toBe("04");
  // A payment without a number is none that could be told from another.
  expect(await hear(order, { vnp_TransactionNo: "0" })).toBe("99");
  expect(await hear(order, { vnp_TxnRef: "unknown" })).toBe("01");
  expect(await hear(order, { vnp_TmnCode: "SOMEONE" })).toBe("97");
  await expect(
    it.purchases.hearPort({ ...said(order), providerId: "asanak" }, {}),
  ).rejects.toMatchObject({ reason: "PAYMENT_PORT_UNKNOWN" });
  expect(await it.balance("v2")).toEqual([0n, 0n]);
  expect(await hear(order, { vnp_ResponseCode: "24", vnp_TransactionStatus: "02" })).toBe("00");
  await eventually(() => it.told(OrderRefused).some(({ orderId }) => orderId === order.orderId));
});

test("a bank transfer is proved by the customer and confirmed by finance; one payment pays one order", async () => {
  const transfer = { method: "transfer" };
  const first = await placed("v3", transfer);
  const second = await placed("v3", { ...transfer, requestId: "second" });
  expect(first).toMatchObject({ status: "awaiting_proof", redirectUrl: "" });
  const proof = { orderId: first.orderId, documentId: "d1", note: "bank 7" };
  // Neither a document that is nowhere nor a paper that is something else.
  for (const documentId of ["d2", "id-card"]) {
    await expect(
      it.purchases.proveTransfer({ ...proof, documentId }, asTenant("v3")),
    ).rejects.toMatchObject({ reason: "DOCUMENT_UNKNOWN" });
  }
  const proved = await it.purchases.proveTransfer(proof, asTenant("v3"));
  expect(proved.order?.status).toBe("awaiting_review");
  // Another one, and back to the first: each stands in the trail.
  for (const documentId of ["d3", "d1"]) {
    await it.purchases.proveTransfer({ ...proof, documentId }, asTenant("v3"));
  }
  const proofs = () =>
    it
      .told(TrailExtended)
      .filter(({ action, tenantId }) => action === "order.proved" && tenantId === "v3");
  await eventually(() => proofs().length === 3);
  const asked = { tenantId: "", status: "awaiting_review", after: "", limit: 10 };
  const { orders } = await it.purchases.listOrders(asked, seller);
  expect(orders.map(({ orderId }) => orderId)).toEqual([first.orderId]);
  const decide = async (orderId: string, receipt: string, by = seller) => {
    const decision = { orderId, decision: "confirm", receipt, reason: "" };
    const { outcome } = await it.purchases.decideOrder(decision, by);
    return outcome?.$case === "order" ? outcome.value.status : outcome?.value.code;
  };
  await expect(decide(first.orderId, "7", financeOf("asanak"))).rejects.toMatchObject({
    reason: "ORDER_UNKNOWN",
  });
  await expect(
    decide(first.orderId, "7", principals.staff("expert", "vn-bulksms")),
  ).rejects.toMatchObject({
    reason: "ROLE_REQUIRED",
  });
  // What somebody is forbidden stands in the trail of its desk.
  const refused = () =>
    it.told(TrailExtended).find(({ subject }) => subject === "rpc:PurchasesService.DecideOrder");
  await eventually(() => refused() !== undefined);
  expect(refused()).toMatchObject({
    ...{ action: "call.refused", tenantId: "", providerId: "vn-bulksms" },
    codes: ["ROLE_REQUIRED"],
  });
  expect(await decide(first.orderId, " ")).toBe("RECEIPT_MISSING");
  expect(await decide(first.orderId, "7")).toBe("paid");
  expect(await decide(second.orderId, "8")).toBe("TRANSFER_NOT_PROVED");
  await it.purchases.proveTransfer({ ...proof, orderId: second.orderId }, asTenant("v3"));
  expect(await decide(second.orderId, "7")).toBe("RECEIPT_USED");
  expect(await decide(first.orderId, "7")).toBe("paid");
  await expect(decide(first.orderId, "8")).rejects.toMatchObject({ reason: "ORDER_CLOSED" });
  const rejection = {
    orderId: second.orderId,
    decision: "reject",
    receipt: "",
    reason: "no money",
  };
  const rejected = await it.purchases.decideOrder(rejection, seller);
  expect(rejected.outcome).toMatchObject({ value: { status: "rejected", reason: "no money" } });
  await expect(decide(second.orderId, "9")).rejects.toMatchObject({ reason: "ORDER_CLOSED" });
  expect(await it.balance("v3")).toEqual([1_000_000n, 0n]);
});

test("[IR-MEL-03] MPC10 takes a tenth off the first purchase, once", async () => {
  const order = { value: rial(1_000_000n), method: "transfer", code: " mpc10 " };
  const first = await placed("m1", order);
  expect(first.price).toMatchObject({ toPay: rial(900_000n), value: rial(1_000_000n) });
  expect(await place("m1", { ...order, requestId: "other" })).toBe("CODE_SPENT");
  const decision = { orderId: first.orderId, decision: "confirm", receipt: "1", reason: "" };
  await it.purchases.proveTransfer({ orderId: first.orderId, documentId: "d1" }, asTenant("m1"));
  await it.purchases.decideOrder(decision, financeOf("melipayamak"));
  expect(await it.balance("m1")).toEqual([1_000_000n, 0n]);
  // The first request said again is answered by its order, also now that the code is spent.
  const paid = { orderId: first.orderId, status: "paid", price: first.price };
  expect(await placed("m1", order)).toMatchObject(paid);
  expect(await place("m1", { ...order, code: "" })).toBe("REQUEST_ID_REUSED");
  expect(await place("m1", { ...order, requestId: "later" })).toBe("CODE_SPENT");
  expect(await place("m2", { ...order, code: "FREE" })).toBe("CODE_UNKNOWN");
  const { exact, broken } = await it.client().verifyLedger({}, financeOf("melipayamak"));
  expect([exact, broken]).toEqual([true, []]);
});

test("rubbish is refused with a code, and a stranger learns nothing", async () => {
  expect(await place("v4", { value: dong(-5n) })).toBe("AMOUNT_NOT_POSITIVE");
  expect(await place("v4", { value: dong(10n ** 15n) })).toBe("AMOUNT_TOO_LARGE");
  expect(await place("v4", { value: rial(5n) })).toBe("CURRENCY_MISMATCH");
  await expect(place("v4", { method: "cash" })).rejects.toMatchObject({
    reason: "PAYMENT_METHOD_UNKNOWN",
  });
  const elsewhere = [
    ...["javascript:alert(1)", "", "/wallet", "https://evil.example/x"],
    ...["http://console.test/wallet", "https://console.test:3000/wallet"],
    ...["https://console.test.evil.example/", "https://console.test@evil.example/wallet"],
    `https://console.test/${"x".repeat(500)}`,
  ];
  for (const method of ["port", "transfer"]) {
    for (const returnUrl of elsewhere.filter((url) => method === "port" || url !== "")) {
      await expect(place("v4", { method, returnUrl })).rejects.toMatchObject({
        reason: "RETURN_URL_INVALID",
        remedy: expect.stringContaining("https://console.test/wallet/orders") as string,
      });
    }
  }
  const { redirectUrl } = await placed("v70", { returnUrl: "http://console.test:3000/wallet" });
  expect(new URL(redirectUrl).searchParams.get("vnp_ReturnUrl")).toBe(
    "http://console.test:3000/wallet",
  );
  const order = await placed("v4");
  await expect(
    it.purchases.getOrder({ orderId: order.orderId }, asTenant("v5")),
  ).rejects.toMatchObject({ reason: "ORDER_UNKNOWN" });
  await expect(
    it.purchases.proveTransfer({ orderId: order.orderId, documentId: "d" }, asTenant("v4")),
  ).rejects.toMatchObject({ reason: "ORDER_METHOD_WRONG" });
});

const casesOf = async (by: ReturnType<typeof asTenant>, over: Record<string, unknown> = {}) =>
  (await it.purchases.listPaymentCases({ limit: 10, ...over }, by)).cases;
const decide = async (caseId: string, decision: string, over: Record<string, unknown> = {}) => {
  const { by = seller, ...rest } = over as { by?: typeof seller };
  const asked = { requestId: `d-${caseId}`, caseId, decision, ...rest };
  const { outcome } = await it.purchases.decidePaymentCase(asked, by);
  return outcome?.$case === "paymentCase" ? outcome.value : outcome?.value;
};
/** What was told of a payment, in the trail and as facts. */
const trailOf = (caseId: string) =>
  it.told(TrailExtended).filter(({ subject }) => subject === `payment:${caseId}`);

test("an order that was paid and paid again, or had run out, makes a case that finance credits or refunds, once", async () => {
  const order = await placed("v6");
  const asked = async () =>
    (await it.purchases.getOrder({ orderId: order.orderId }, asTenant("v6"))).order;
  const late = new Date(Date.now() + 31 * 60_000);
  it.setClock(() => late);
  await eventually(async () => (await asked())?.status === "expired");
  expect(await asked()).toMatchObject({ redirectUrl: "" });
  await eventually(() =>
    it
      .told(TrailExtended)
      .some(
        ({ action, actor, subject }) =>
          `${action} ${actor} ${subject}` ===
          `order.expired service:pricing order:${order.orderId}`,
      ),
  );
  expect([await hear(order), await hear(order)]).toEqual(["02", "02"]);
  expect(await asked()).toMatchObject({ status: "expired" });
  expect(await it.balance("v6")).toEqual([0n, 0n]);
  // Two windows were open at the port, and both were paid.
  const twice = { vnp_TransactionNo: "second" };
  expect([await hear(order, twice), await hear(order, twice)]).toEqual(["02", "02"]);
  const waiting = await casesOf(asTenant("v6"));
  const { caseId: first = "" } = waiting.find(({ receipt }) => receipt !== "vnpay:second") ?? {};
  const { caseId: second = "" } = waiting.find(({ receipt }) => receipt === "vnpay:second") ?? {};
  expect(waiting).toMatchObject([1, 2].map(() => ({ why: "order_expired", status: "open" })));
  await eventually(() =>
    [first, second].every((id) => it.told(PaymentSuspended).some(({ caseId }) => caseId === id)),
  );
  await eventually(async () => /pricing_payment_cases_open\S* 2\n/.test(await it.metrics()));
  const desk = { by: financeOf("asanak") };
  await expect(decide(first, "credit", desk)).rejects.toMatchObject({
    reason: "PAYMENT_CASE_UNKNOWN",
  });
  await expect(decide(first, "keep")).rejects.toMatchObject({ reason: "DECISION_UNKNOWN" });
  expect(await decide(first, "refund")).toMatchObject({ code: "REFUND_REFERENCE_MISSING" });

  // Two of finance at once, one of them with another wish: one wins, the other reads what was decided.
  const other = principals.staff("finance", "vn-bulksms", { personId: "second" });
  const both = await Promise.all([
    decide(first, "credit"),
    decide(first, "refund", { by: other, requestId: "other", reference: "bank 9" }),
  ]);
  const won = (await casesOf(seller)).find(({ caseId }) => caseId === first);
  expect(both).toContainEqual(won);
  expect(both).toContainEqual(
    expect.objectContaining({
      code: "PAYMENT_CASE_DECIDED",
      rule: expect.stringContaining(`${won?.status} at ${late.toISOString()} by ${won?.decidedBy}`),
    }),
  );
  const isCredited = won?.status === "credited";
  expect(await it.balance("v6")).toEqual([isCredited ? 1_000_000n : 0n, 0n]);
  // What is decided next month is invoiced next month.
  const monthOf = (at: Date) => localMonth(markets.get("VN"), at.toISOString());
  const [year, ofYear] = monthOf(late).split("-").map(Number) as [number, number];
  const next = new Date(Date.UTC(year, ofYear, 2));
  it.setClock(() => next);
  const credited = await decide(second, "credit");
  expect(await decide(second, "credit")).toEqual(credited);
  expect(await decide(second, "refund", { reference: "9" })).toMatchObject({
    code: "REQUEST_ID_REUSED",
  });
  expect(await asked()).toMatchObject({ status: "paid" });
  await eventually(() => trailOf(first).length === 2 && trailOf(second).length === 2);
  expect(trailOf(second)).toMatchObject([
    { actor: "port:vnpay", action: "payment.suspended", after: { status: "open" } },
    { action: "payment.credited", before: { status: "open" }, after: { status: "credited" } },
  ]);
  await eventually(async () => /pricing_payment_cases_open\S* 0\n/.test(await it.metrics()));
  it.setClock(() => new Date(Date.UTC(year, ofYear + 1, 2)));
  const page = { tenantId: "", after: "", limit: 10 };
  for (const month of [monthOf(late), monthOf(next)])
    await it.billing.issueInvoices({ month }, seller);
  const { invoices } = await it.billing.listInvoices({ ...page, month: "" }, asTenant("v6"));
  const paper = (month: string) => ({ month, total: dong(1_000_000n) });
  expect(invoices.map(({ month, total }) => ({ month, total }))).toEqual(
    expect.arrayContaining([...(isCredited ? [paper(monthOf(late))] : []), paper(monthOf(next))]),
  );
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("what was paid of another amount than its order's is a case as it was paid, and the order waits on", async () => {
  const order = await placed("v8");
  const other = { vnp_Amount: "123400", vnp_TransactionNo: "other-8" };
  expect([await hear(order, other), await hear(order, other)]).toEqual(["04", "04"]);
  const [waiting, more] = await casesOf(asTenant("v8"));
  expect([waiting, more]).toMatchObject([
    { why: "amount_differs", amount: dong(1_234n) },
    undefined,
  ]);
  expect(await decide(waiting?.caseId ?? "", "credit")).toMatchObject({ status: "credited" });
  expect(await hear(order)).toBe("00");
  expect(await it.balance("v8")).toEqual([1_001_234n, 0n]);
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("a second payment that went back is on no invoice, and is told", async () => {
  const order = await placed("v7");
  expect(await hear(order)).toBe("00");
  expect(await hear(order, { vnp_TransactionNo: "again-7" })).toBe("02");
  expect(await it.balance("v7")).toEqual([1_000_000n, 0n]);
  const [waiting] = await casesOf(asTenant("v7"));
  expect(waiting).toMatchObject({ why: "paid_again", amount: dong(1_000_000n) });
  const caseId = waiting?.caseId ?? "";
  expect(await decide(caseId, "refund", { reference: " secret 90411 " })).toMatchObject({
    ...{ status: "refunded", reference: "secret 90411" },
  });
  expect(await it.balance("v7")).toEqual([1_000_000n, 0n]);
  await eventually(() => it.told(PaymentRefunded).some((fact) => fact.caseId === caseId));
  await eventually(() => trailOf(caseId).length === 2);
  expect(JSON.stringify(trailOf(caseId))).not.toContain("secret");
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("a payment of much waits for a second person of finance, and two cases are not paid back under one number", async () => {
  const order = await placed("v9", { value: dong(60_000_000n) });
  expect(await hear(order)).toBe("00");
  for (const number of ["again-9", "once-more-9"]) {
    expect(await hear(order, { vnp_TransactionNo: number })).toBe("02");
  }
  const [newest, older] = await casesOf(asTenant("v9"));
  const [first, second] = [newest?.caseId ?? "", older?.caseId ?? ""];
  const colleague = principals.staff("finance", "vn-bulksms", { personId: "second" });
  const wanted = { decision: "refund", reference: "bank 77" };
  const waiting = await decide(first, "refund", wanted);
  expect(waiting).toMatchObject({ status: "open", proposedDecision: "refund" });
  expect(await decide(first, "refund", { ...wanted, requestId: "again" })).toEqual(waiting);
  expect((await casesOf(seller, { status: "open", tenantId: "v9" }))[0]).toMatchObject({
    proposedReference: "bank 77",
  });
  // What finance has not decided is not the customer's to read.
  expect((await casesOf(asTenant("v9")))[0]).toMatchObject({ proposedBy: "" });
  expect(await decide(first, "refund", { ...wanted, by: colleague })).toMatchObject({
    ...{ status: "refunded", reference: "bank 77", proposedBy: "" },
    decidedBy: expect.stringMatching(/,person:second$/u),
  });
  await eventually(() => trailOf(first).length === 3);
  expect(trailOf(first).slice(1)).toMatchObject([
    { action: "payment.proposed", after: { decision: "refund" } },
    { actor: "person:second", action: "payment.refunded" },
  ]);
  expect(await decide(second, "refund", wanted)).toMatchObject({ code: "REFUND_REFERENCE_USED" });
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("what an operator's file leaves to finance is counted at once, not after the next night", async () => {
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const value = { operator: "VIETTEL", day, fileName: "viettel.csv" };
  const csv = "message_id,parts,amount\nnobody-knows-it,1,400\n";
  await it.reconciliation.loadOperatorInvoice(
    (async function* () {
      yield { part: { $case: "header" as const, value } };
      yield { part: { $case: "chunk" as const, value: Buffer.from(csv) } };
    })(),
    seller,
  );
  const { cases } = await it.reconciliation.listCases({ status: "open", limit: 100 }, seller);
  expect(cases.length).toBeGreaterThan(0);
  const counted = new RegExp(`pricing_reconciliation_cases_open\\S* ${cases.length}\\n`);
  await eventually(async () => counted.test(await it.metrics()));
});
