import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { LineActivated, LineRevoked } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  DueRaised,
  DueWaived,
  MaintenancePaid,
  MaintenanceUnpaid,
} from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dong, financeOf, pricing } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing();
});
afterAll(() => it[Symbol.asyncDispose]());

const seller = financeOf("vn-bulksms");
const line = (tenantId: string, operators: readonly string[], version = 1n) => ({
  lineId: `line-${tenantId}`,
  tenantId,
  providerId: "vn-bulksms",
  market: "VN",
  family: "brandname",
  version,
  operators: operators.map((operator) => ({ operator, status: LineStatus.ACTIVE })),
});
const activate = (tenantId: string, operators: readonly string[], at: Date, version = 1n) =>
  it.events.publish(
    LineActivated,
    LineActivated.fromPartial({ line: line(tenantId, operators, version), at }),
    `${tenantId}-${version}-${operators.join()}`,
  );
const pay = (tenantId: string, minor: bigint) =>
  it
    .client()
    .topUp(
      { requestId: `pay-${tenantId}-${minor}`, tenantId, amount: dong(minor), reference: "" },
      seller,
    );
const dues = async (tenantId: string) =>
  (await it.billing.listDues({ tenantId, status: "" }, seller)).dues;

test("[VN-BLK-08] a brandname costs its declaration once and its maintenance monthly, per operator", async () => {
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
  await pay("v1", 1_000_000n);
  await activate("v1", ["VIETTEL", "GTEL"], new Date("2026-11-20T04:00:00Z"));
  await eventually(async () => (await dues("v1")).length === 2);
  // Heard again, and with one operator more.
  await activate("v1", ["VIETTEL", "GTEL"], new Date("2026-11-20T04:00:00Z"), 2n);
  await activate("v1", ["VIETTEL", "GTEL", "MOBIFONE"], new Date("2026-11-20T04:30:00Z"), 3n);
  await eventually(async () => (await dues("v1")).length === 4);
  expect(await it.balance("v1")).toEqual([800_000n, 0n]);
  it.setClock(() => new Date("2026-11-30T17:00:00Z"));
  await eventually(async () => (await it.balance("v1"))[0] === 700_000n, { within: 15_000 });
  const known = await dues("v1");
  expect(known.map(({ kind, operator, month }) => [kind, operator, month])).toEqual(
    expect.arrayContaining([
      ["maintenance", "VIETTEL", "2026-12"],
      ["maintenance", "MOBIFONE", "2026-12"],
      ["declaration", "VIETTEL", ""],
    ]),
  );
  expect(known).toHaveLength(6);
});

test("[VN-BLK-08] unpaid maintenance is told to the registry, and again when it is paid; an ended line costs nothing more", async () => {
  it.setClock(() => new Date("2026-12-10T05:00:00Z"));
  await activate("v2", ["VIETTEL"], new Date("2026-12-10T04:00:00Z"));
  await eventually(() => it.told(DueRaised).some(({ tenantId }) => tenantId === "v2"));
  await eventually(async () => (await dues("v2")).length === 2);
  const owed = (await dues("v2")).find(({ kind }) => kind === "maintenance");
  expect(owed?.sleepsAt?.getTime()).toBeGreaterThan(Date.parse("2026-12-17T04:59:59Z"));
  expect(it.told(MaintenanceUnpaid)).toEqual([]);
  it.setClock(() => new Date("2026-12-17T05:01:00Z"));
  await eventually(() => it.told(MaintenanceUnpaid).some(({ tenantId }) => tenantId === "v2"));
  expect(it.told(MaintenanceUnpaid).at(-1)).toMatchObject({
    lineId: "line-v2",
    operator: "VIETTEL",
    month: "2026-12",
  });
  await pay("v2", 150_000n);
  await eventually(() => it.told(MaintenancePaid).some(({ tenantId }) => tenantId === "v2"));
  expect(await it.balance("v2")).toEqual([50_000n, 0n]);
  await it.events.publish(
    LineRevoked,
    LineRevoked.fromPartial({ line: line("v2", [], 2n), at: new Date("2026-12-11T04:00:00Z") }),
    "v2-revoked",
  );
  it.setClock(() => new Date("2027-01-03T05:00:00Z"));
  await eventually(
    () =>
      it.told(DueRaised).some(({ tenantId, month }) => tenantId === "v1" && month === "2027-01"),
    { within: 15_000 },
  );
  expect(await it.balance("v2")).toEqual([50_000n, 0n]);
});

test("finance lets a customer off a fee with a reason, not off a fine or what is paid, and its trail stays", async () => {
  await activate("v4", ["VIETTEL"], new Date("2027-01-03T04:00:00Z"));
  await eventually(async () => (await dues("v4")).length === 2);
  const waive = async (dueId: string, reason = "declared by mistake", by = seller) =>
    (await it.billing.waiveDue({ dueId, reason }, by)).due;
  const [fee, other] = (await dues("v4")).map(({ dueId }) => dueId);
  await expect(waive(fee!, " ")).rejects.toMatchObject({ reason: "REASON_MISSING" });
  await expect(waive(fee!, "x", financeOf("asanak"))).rejects.toMatchObject({
    reason: "DUE_UNKNOWN",
  });
  expect(await waive(fee!)).toMatchObject({ status: "waived", reason: "declared by mistake" });
  expect(await waive(fee!, "another word")).toMatchObject({ reason: "declared by mistake" });
  await eventually(() => it.told(DueWaived).some(({ dueId }) => dueId === fee));
  await pay("v4", 50_000n);
  await expect(waive(other!)).rejects.toMatchObject({ reason: "DUE_NOT_OWED" });
  expect(await it.balance("v4")).toEqual([0n, 0n]);
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

test("[IR-KND-08] a confirmed violation books its fine once, and it is owed until there is money", async () => {
  const violation = ViolationConfirmed.fromPartial({
    violationId: "x1",
    tenantId: "v3",
    providerId: "vn-bulksms",
    lineId: "line-v3",
    fine: dong(500_000n),
    source: "a contract",
  });
  await it.events.publish(ViolationConfirmed, violation, "x1");
  await it.events.publish(ViolationConfirmed, violation, "x1-again");
  await eventually(async () => (await dues("v3")).length === 1);
  const { owed } = await it.billing.listDues({ tenantId: "v3", status: "owed" }, seller);
  expect(owed).toEqual(dong(500_000n));
  const [fine] = await dues("v3");
  await expect(
    it.billing.waiveDue({ dueId: fine!.dueId, reason: "x" }, seller),
  ).rejects.toMatchObject({ reason: "DUE_IS_FINE" });
  await pay("v3", 700_000n);
  expect(await it.balance("v3")).toEqual([200_000n, 0n]);
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

test("a clock that goes back over a month's end moves no money", async () => {
  it.setClock(() => new Date("2026-12-31T16:59:59Z"));
  const before = await it.balance("v3");
  await expect(pay("v3", 1n)).rejects.toMatchObject({ reason: "CLOCK_WENT_BACK" });
  it.setClock(() => new Date("2027-01-03T06:00:00Z"));
  expect(await it.balance("v3")).toEqual(before);
});
