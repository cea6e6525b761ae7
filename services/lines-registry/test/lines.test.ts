import { LineStatus, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { platformTenantId } from "./neighbours.js";
import { filedIn, registryEnv, toTheWhiteList, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeEach(async () => void (it = await registryEnv()));
afterEach(() => it[Symbol.asyncDispose]());

const activate = async () => {
  const { applicationId } = filedIn(await it.apply());
  return it.advance(applicationId, ...toTheWhiteList);
};
const lineOf = async (lineId: string) => (await it.registry.getLine({ lineId }, it.tenant)).line!;

test("[IR-ASN-18] the white list makes an active service line, in one write with its fact", async () => {
  const application = await activate();
  expect(application).toMatchObject({ state: "active_service", dueAt: undefined });
  const line = await lineOf(application.lineId);
  expect(line).toMatchObject({
    tenantId: "tenant-a",
    number: "02191001234",
    type: LineType.SERVICE,
    status: LineStatus.ACTIVE,
    version: 1n,
    governedByList: true,
    inbound: "unknown",
    activeSince: it.clock.now(),
  });
  expect(await it.told("LineActivated")).toMatchObject({
    line: { lineId: line.lineId, version: 1n },
  });
});

test("[IR-ASN-23] the representative is told from 021000000, once, and as soon as campaigns accepts", async () => {
  it.answers.refuseMessage = () => "LINE_UNKNOWN";
  const { lineId } = await activate();
  await it.restart();
  expect((await lineOf(lineId)).activationNotice).toBe("pending");
  expect(it.submitted).toHaveLength(0);

  const { line: platform } = await it.provisionPlatformLine();
  it.clock.advance(600_000);
  await eventually(() => it.submitted.length === 1);
  expect((await lineOf(lineId)).activationNotice).toBe("pending");

  it.answers.refuseMessage = () => "";
  it.clock.advance(600_000);
  await eventually(async () => (await lineOf(lineId)).activationNotice === "sent");
  expect(await lineOf(lineId)).toMatchObject({ activationMessageId: "chunk-0", version: 1n });
  expect(it.submitted).toHaveLength(2);
  expect(it.submitted[1]).toMatchObject({
    tenantId: platformTenantId,
    request: {
      lineId: platform!.lineId,
      items: [{ requestId: `line-activated:${lineId}`, to: "+989121234567" }],
    },
  });
  expect(it.submitted[1]!.request.items[0]!.text).toContain("02191001234");
  it.clock.advance(3_600_000);
  await it.restart();
  expect(it.submitted).toHaveLength(2);
});

test("[IR-ASN-25] suspension and lifting are told with rising versions", async () => {
  const { applicationId, lineId } = await activate();
  await it.advance(applicationId, "suspend");
  expect(await it.told("LineSuspended")).toMatchObject({
    reason: "suspend",
    line: { lineId, status: LineStatus.SUSPENDED, version: 2n },
  });
  await it.advance(applicationId, "lift");
  await eventually(() => it.count("LineActivated") === 2);
  expect(await lineOf(lineId)).toMatchObject({ status: LineStatus.ACTIVE, version: 3n });
});

test("lines are entered by operations, once each, and never past the road", async () => {
  const advertising = {
    tenantId: "tenant-a",
    providerId: "asanak",
    market: "IR",
    family: "landline_021",
    number: "021 9100 1234",
    type: LineType.ADVERTISING,
  };
  const entered = await Promise.all(
    [1, 2, 3].map(() => it.registry.provisionLine(advertising, it.operations)),
  );
  expect(new Set(entered.map(({ line }) => line?.lineId)).size).toBe(1);
  expect(entered[0]?.line).toMatchObject({ type: LineType.ADVERTISING, governedByList: false });
  await it.told("LineActivated");
  for (const [over, caller, reason] of [
    [{}, it.expert, "ROLE_REQUIRED"],
    [{}, it.tenant, "STAFF_REQUIRED"],
    [{}, it.principals.staff("operations", "kando"), "OTHER_PROVIDER"],
    [{ tenantId: "tenant-b" }, it.operations, "LINE_EXISTS"],
    [{ tenantId: "nobody" }, it.operations, "TENANT_UNKNOWN"],
    [{ type: LineType.SERVICE }, it.operations, "SERVICE_LINE_NEEDS_APPLICATION"],
    [{ type: LineType.UNSPECIFIED }, it.operations, "LINE_TYPE_MISSING"],
    [{ market: "TR" }, it.operations, "MARKET_DIFFERS"],
    [{ number: "12" }, it.operations, "LINE_NUMBER_INVALID"],
  ] as const)
    await expect(
      it.registry.provisionLine({ ...advertising, ...over }, caller),
      reason,
    ).rejects.toMatchObject({ reason });

  // [IR-ASN-13] The advertising line becomes a service line through the application alone.
  const { lineId } = await activate();
  expect(lineId).toBe(entered[0]?.line?.lineId);
  expect(await lineOf(lineId)).toMatchObject({ type: LineType.SERVICE, version: 2n });
  const again = await it.registry.provisionLine(advertising, it.operations);
  expect(again.line).toMatchObject({ lineId, type: LineType.SERVICE });
});

test("a snapshot shows every line to services, and to nobody else", async () => {
  await it.provisionPlatformLine();
  await activate();
  const seen: string[] = [];
  for await (const { line } of it.registry.snapshot({}, it.principals.service("campaigns")))
    seen.push(line!.number);
  expect(seen.sort()).toEqual(["021000000", "02191001234"]);
  for (const caller of [it.tenant, it.operations]) {
    const reading = async () => {
      for await (const _ of it.registry.snapshot({}, caller)) return;
    };
    await expect(reading()).rejects.toMatchObject({ reason: "SERVICE_REQUIRED" });
  }
  expect((await it.registry.listLines({}, it.operations)).lines).toHaveLength(2);
  expect((await it.registry.listLines({}, it.tenant)).lines).toHaveLength(1);
  expect((await it.registry.listLines({}, it.stranger)).lines).toHaveLength(0);
});
