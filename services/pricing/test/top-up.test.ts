import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { ToppedUp } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, counts, finance, pricing, principals, rial } from "./world.js";

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
    const request = { requestId, tenantId: "t1", amount, reference: "bank" };
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
