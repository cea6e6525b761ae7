import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { LineActivated, LineRevoked } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  DueRaised,
  DueWaived,
  MaintenancePaid,
  MaintenanceUnpaid,
  TrailExtended,
} from "@whiteline/contracts/pricing/v1/events";
import { markets } from "@whiteline/markets";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, dong, financeOf, pricing, principals } from "./world.js";

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
  it.client().topUp(
    {
      requestId: `pay-${tenantId}-${minor}`,
      tenantId,
      amount: dong(minor),
      reference: `${tenantId} ${minor}`,
    },
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
  await eventually(async () => (await it.balance("v1"))[0] === 700_000n);
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
  const feeLines = it.store.collection("feeLines");
  await eventually(() => feeLines.findOne({ tenant: "v2", endedAt: { $ne: null } }));
  it.setClock(() => new Date("2027-01-03T05:00:00Z"));
  await eventually(() =>
    it.told(DueRaised).some(({ tenantId, month }) => tenantId === "v1" && month === "2027-01"),
  );
  expect(await it.balance("v2")).toEqual([50_000n, 0n]);
});

test("finance lets a customer off a fee with a reason, not off what is paid, and its trail stays", async () => {
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
  expect(await it.metrics()).toMatch(
    /pricing_movements_total\{[^}]*kind="waive_due",verdict="due_not_owed"[^}]*\} 1\n/u,
  );
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
  await pay("v3", 700_000n);
  expect(await it.balance("v3")).toEqual([200_000n, 0n]);
  // It was not theirs: two people book it back, paid as it is, and it is no credit that was sold.
  const back = async (by: typeof seller) =>
    (await it.billing.waiveDue({ dueId: fine!.dueId, reason: "not theirs" }, by)).due;
  expect(await back(seller)).toMatchObject({ status: "paid", pendingWaiver: {} });
  await expect(back(seller)).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  const colleague = principals.staff("finance", "vn-bulksms", { personId: "second" });
  for (const _again of [1, 2]) expect(await back(colleague)).toMatchObject({ status: "waived" });
  expect(await it.balance("v3")).toEqual([700_000n, 0n]);
  const { lines } = await it.billing.getStatement({ month: "2027-01" }, asTenant("v3"));
  expect(lines.find(({ kind }) => kind === "fine")?.amount).toEqual(dong(0n));
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

test("a clock that goes back over a month's end moves no money", async () => {
  it.setClock(() => new Date("2026-12-31T16:59:59Z"));
  const before = await it.balance("v3");
  await expect(pay("v3", 1n)).rejects.toMatchObject({ reason: "CLOCK_WENT_BACK" });
  it.setClock(() => new Date("2027-01-03T06:00:00Z"));
  expect(await it.balance("v3")).toEqual(before);
});

test("much in a month is waived by two people, and both stand in the trail", async () => {
  const large = markets.get("VN", "2027-01-03").fourEyes.waived;
  const names = ["VIETTEL", "MOBIFONE", "VINAPHONE", "VIETNAMOBILE"];
  for (let n = 0; n < 3; n += 1) {
    const many = { ...line("v5", names), lineId: `line-v5-${n}` };
    const at = new Date("2027-01-03T04:00:00Z");
    const fact = LineActivated.fromPartial({ line: many, at });
    await it.events.publish(LineActivated, fact, `v5-${n}`);
  }
  await eventually(async () => (await dues("v5")).length === 24);
  const ids = (await dues("v5")).map(({ dueId }) => dueId);
  const alone = Number(large / 50_000n) - 1;
  const waive = async (dueId: string, by = seller) =>
    (await it.billing.waiveDue({ dueId, reason: "a campaign of ours" }, by)).due;
  for (const dueId of ids.slice(0, alone)) {
    expect(await waive(dueId)).toMatchObject({ status: "waived" });
  }
  const last = ids[alone]!;
  expect(await waive(last)).toMatchObject({
    status: "owed",
    pendingWaiver: { reason: "a campaign of ours" },
  });
  await expect(waive(last)).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  const { due: back } = await it.billing.recallWaiver({ dueId: last }, seller);
  expect(back).toMatchObject({ status: "owed", pendingWaiver: undefined });
  await waive(last);
  const colleague = principals.staff("finance", "vn-bulksms", { personId: "second" });
  const done = await waive(last, colleague);
  expect(done).toMatchObject({ status: "waived", pendingWaiver: undefined });
  expect(done?.waivedBy).toMatch(/^.+,person:second$/);
  const trail = () =>
    it
      .told(TrailExtended)
      .filter(({ subject }) => subject === `due:${last}`)
      .map(({ action, tenantId }) => `${tenantId} ${action}`)
      .sort();
  await eventually(() => trail().length === 5);
  expect(trail()).toEqual([
    "v5 due.raised",
    "v5 due.waived",
    "v5 waiver.proposed",
    "v5 waiver.proposed",
    "v5 waiver.recalled",
  ]);
  // Who decided is the actor, who proposed a field of its own.
  const decided = it
    .told(TrailExtended)
    .find((e) => e.action === "due.waived" && e.subject === `due:${last}`);
  expect(decided).toMatchObject({ actor: "person:second" });
  expect(decided?.after["proposed_by"]).toMatch(/^[^,]+$/);
  expect(decided?.after["proposed_by"]).not.toBe("person:second");
});

test("an invoice that is issued while a fee is waived names it, or the fee is waived: never both", async () => {
  const tenants = ["v6", "v7", "v8"];
  for (const tenantId of tenants) {
    const limit = { tenantId, mode: "postpaid", creditLimit: dong(1n) };
    await it.billing.setTerms({ requestId: `limit-${tenantId}`, ...limit }, seller);
    await activate(tenantId, ["VIETTEL"], new Date("2027-01-03T04:00:00Z"));
    await eventually(async () => (await dues(tenantId)).length === 2);
  }
  const fees = await Promise.all(
    tenants.map(async (tenantId) => (await dues(tenantId)).find(({ month }) => month === "")!),
  );
  it.setClock(() => new Date("2027-02-01T05:00:00Z"));
  const [issued, ...waived] = await Promise.allSettled([
    it.billing.issueInvoices({ month: "2027-01" }, seller),
    ...fees.map(({ dueId }) => it.billing.waiveDue({ dueId, reason: "a mistake" }, seller)),
  ]);
  expect(issued).toMatchObject({ status: "fulfilled", value: { refusedTenantIds: [] } });
  for (const [i, tenantId] of tenants.entries()) {
    const { invoices } = await it.billing.listInvoices({ tenantId, month: "2027-01" }, seller);
    const names = invoices[0]?.lines.some(({ kind }) => kind === "declaration");
    expect([tenantId, names]).toEqual([tenantId, waived[i]?.status === "rejected"]);
  }
  const known = await dues("v6");
  const demanded = known.find(({ kind, month }) => kind === "maintenance" && month === "2027-01");
  await expect(
    it.billing.waiveDue({ dueId: demanded!.dueId, reason: "too late" }, seller),
  ).rejects.toMatchObject({ reason: "DUE_INVOICED" });
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

test("[VN-BLK-08] a name that was removed at one of two operators falls due at the other only, though the news of it came first", async () => {
  it.setClock(() => new Date("2027-02-01T05:00:00Z"));
  const both = line("v9", ["VIETTEL", "MOBIFONE"], 2n);
  const [there, gone] = both.operators;
  const left = { ...both, operators: [there!, { ...gone!, status: LineStatus.REMOVED }] };
  const fact = LineActivated.fromPartial({ line: left, at: new Date("2027-01-20T04:00:00Z") });
  await it.events.publish(LineActivated, fact, "v9-removed-at-one");
  await eventually(async () => (await dues("v9")).length === 3);
  await activate("v9", ["VIETTEL", "MOBIFONE"], new Date("2027-01-10T04:00:00Z"));
  await eventually(async () => (await dues("v9")).length === 5);
  it.setClock(() => new Date("2027-03-01T05:00:00Z"));
  await eventually(async () => (await dues("v9")).some(({ month }) => month === "2027-03"));
  const maintained = (await dues("v9")).filter(({ kind }) => kind === "maintenance");
  expect(maintained.map(({ operator, month }) => `${operator} ${month}`).sort()).toEqual([
    ...["MOBIFONE 2027-01", "VIETTEL 2027-01", "VIETTEL 2027-02", "VIETTEL 2027-03"],
  ]);
});
