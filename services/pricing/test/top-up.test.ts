import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { ToppedUp } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, counts, dong, finance, financeOf, pricing, principals, rial } from "./world.js";

test("a top-up counts once, and a wrong one is refused with its reason", async () => {
  await using it = await pricing();
  await it.events.publish(
    TenantRegistered,
    TenantRegistered.fromPartial({ tenantId: "t1", providerId: "asanak", market: "IR" }),
    "t1",
  );
  const first = await it.topUp("t1", 500n, "payment-1");
  expect(first.outcome).toMatchObject({ $case: "balance", value: { available: rial(500n) } });
  await it.topUp("t1", 500n, "payment-1");
  expect(await it.balance("t1")).toEqual([500n, 0n]);
  const code = async (minor: bigint, requestId: string, currency = "IRR") => {
    const amount = { currency, minor };
    const request = { requestId, tenantId: "t1", amount, reference: `bank ${requestId}` };
    const { outcome } = await it.client().topUp(request, finance);
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
  };
  expect(await code(501n, "payment-1")).toBe("REQUEST_ID_REUSED");
  expect(await code(0n, "payment-2")).toBe("AMOUNT_NOT_POSITIVE");
  expect(await code(-5n, "payment-2")).toBe("AMOUNT_NOT_POSITIVE");
  expect(await code(1_000_000_001n, "payment-2")).toBe("AMOUNT_TOO_LARGE");
  expect(await code(5n, "payment-2", "VND")).toBe("CURRENCY_MISMATCH");
  expect(await it.balance("t1")).toEqual([500n, 0n]);
  await eventually(() => it.told(ToppedUp).length === 1);
});

test("one number of the bank is booked once, as a top-up or as an order's payment, whatever it is called by", async () => {
  await using it = await pricing();
  const seller = financeOf("vn-bulksms");
  const code = async (tenantId: string, requestId: string, reference: string, by = seller) => {
    const request = { requestId, tenantId, amount: dong(500n), reference };
    const { outcome } = await it.client().topUp(request, by);
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
  };
  const confirm = async (orderId: string, receipt: string) => {
    const decision = { orderId, decision: "confirm", receipt, reason: "" };
    const { outcome } = await it.purchases.decideOrder(decision, seller);
    return outcome?.$case === "order" ? outcome.value.status : outcome?.value.code;
  };
  const order = async (tenantId: string) => {
    const asked = { requestId: `o-${tenantId}`, tenantId, value: dong(1_000n), method: "transfer" };
    const { outcome } = await it.purchases.placeOrder(asked, asTenant(tenantId));
    const { orderId } = outcome?.$case === "order" ? outcome.value : { orderId: "" };
    await it.purchases.proveTransfer({ orderId, documentId: "d1" }, asTenant(tenantId));
    return orderId;
  };
  expect(await code("v1", "1", " \u200e")).toBe("RECEIPT_MISSING");
  expect(await code("v1", "1", "FT 77")).toBe("balance");
  // Another request, a blank less, Persian digits, another customer.
  expect(await code("v1", "2", "ft77")).toBe("RECEIPT_USED");
  expect(await code("v2", "3", "FT ۷۷")).toBe("RECEIPT_USED");
  const first = await order("v2");
  expect(await confirm(first, "FT 77")).toBe("RECEIPT_USED");
  expect(await confirm(first, "88")).toBe("paid");
  // The same said again, also in another spelling, is the order as it was paid.
  expect([await confirm(first, "88"), await confirm(first, "۸۸")]).toEqual(["paid", "paid"]);
  expect(await code("v2", "4", "88")).toBe("RECEIPT_USED");
  const second = await order("v3");
  expect(await confirm(second, "۸۸")).toBe("RECEIPT_USED");
  // Two desks at once book one payment for two customers: one does.
  const both = await Promise.all([code("v1", "5", "99"), code("v2", "6", "99")]);
  expect(both.sort()).toEqual(["RECEIPT_USED", "balance"]);
  // Another provider's bank has numbers of its own.
  await it.topUp("t1", 500n, "77");
  expect(await it.balance("t1")).toEqual([500n, 0n]);
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("only finance of the tenant's provider books money, and a stranger learns nothing", async () => {
  await using it = await pricing();
  await it.topUp("t1", 500n);
  const topUp = {
    requestId: "x",
    tenantId: "t1",
    amount: rial(5n),
    reference: "",
  };
  const refusals: [Parameters<ReturnType<typeof it.client>["topUp"]>[1], string][] = [
    [asTenant("t1"), "STAFF_REQUIRED"],
    [principals.staff("expert", "asanak"), "ROLE_REQUIRED"],
    [principals.staff("finance", "kando"), "TENANT_UNKNOWN"],
  ];
  for (const [caller, reason] of refusals) {
    await expect(it.client().topUp(topUp, caller)).rejects.toMatchObject({ reason });
  }
  await expect(it.client().topUp({ ...topUp, tenantId: "nobody" }, finance)).rejects.toMatchObject({
    kind: "not_found",
    reason: "TENANT_UNKNOWN",
  });
  const stranger = asTenant("t2");
  const questions = [
    () => it.client().getBalance({ tenantId: "t1" }, stranger),
    () => it.client().listEntries({ tenantId: "t1", after: "", limit: 0 }, stranger),
    () => it.client().quote({ tenantId: "t1", providerId: "", family: "", counts }, stranger),
  ];
  for (const ask of questions) {
    await expect(ask()).rejects.toMatchObject({ kind: "not_found", reason: "TENANT_UNKNOWN" });
  }
  await expect(it.client().verifyLedger({}, asTenant("t1"))).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
  const { entries } = await it
    .client()
    .listEntries({ tenantId: "", after: "", limit: 0 }, asTenant("t1"));
  expect(entries.map(({ account, amount }) => [account, amount?.minor])).toEqual([
    ["provider:asanak:payments", -500n],
    ["tenant:t1:available", 500n],
  ]);
  expect((await it.client().verifyLedger({}, principals.staff("finance", "kando"))).entries).toBe(
    0n,
  );
});
