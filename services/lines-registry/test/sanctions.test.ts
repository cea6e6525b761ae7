import { ComplaintOpened, ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import {
  LineStatus,
  LineType,
  type Line,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { ImportFinished } from "@whiteline/contracts/lists/v1/events";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filedIn, registryEnv, toTheWhiteList, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
});
afterAll(() => it[Symbol.asyncDispose]());

let numbers = 0;
/** A fresh 021 line on the white list, with its number. */
async function activate() {
  numbers += 1;
  const lineNumber = `0215${String(numbers).padStart(7, "0")}`;
  const { applicationId } = filedIn(await it.apply({ lineNumber }));
  const { lineId } = await it.advance(applicationId, ...toTheWhiteList);
  return { lineId, lineNumber, applicationId };
}

const lineOf = async (lineId: string): Promise<Line> =>
  (await it.registry.getLine({ lineId }, it.tenant)).line!;
const until = (lineId: string, holds: (line: Line) => boolean) =>
  eventually(async () => holds(await lineOf(lineId)), { what: "the line" });

/** compliance tells of a violation, twice, as facts are told. */
async function violated(lineId: string, over: Partial<ViolationConfirmed> = {}) {
  const violationId = systemPorts.newId();
  const fact = ViolationConfirmed.fromPartial({
    violationId,
    lineId,
    tenantId: "tenant-a",
    providerId: "asanak",
    violation: "advertising_from_service_line",
    at: it.clock.now(),
    ...over,
  });
  for (const id of ["1", "2"]) await it.publish(ViolationConfirmed, fact, `${violationId}-${id}`);
}

const barred = {
  $case: "deficient",
  value: { deficiencies: [{ code: "NUMBER_REMOVED_FOR_EVER" }] },
};

describe("a confirmed violation", () => {
  test("[IR-ASN-25] that two people decided removes the number for ever; other numbers of the holder stay", async () => {
    const [bad, good] = [await activate(), await activate()];
    const decidedBy = ["person:sima", "person:amir"];
    await violated(bad.lineId, { removedForEver: true, decidedBy });
    await until(bad.lineId, ({ status }) => status === LineStatus.REMOVED);
    expect(await lineOf(good.lineId)).toMatchObject({
      status: LineStatus.ACTIVE,
      type: LineType.SERVICE,
      whiteListed: true,
    });
    await it.told("LineRevoked", (fact) => JSON.stringify(fact, big).includes(bad.lineId));
    expect((await it.apply({ lineNumber: bad.lineNumber })).outcome).toMatchObject(barred);
    // Not even another company may have it.
    const stranger = await it.apply({ lineNumber: bad.lineNumber }, it.stranger);
    expect(stranger.outcome).toMatchObject(barred);
    filedIn(await it.apply({ lineNumber: "02158888888" }));
    const { timeline } = await it.desk.getCase({ caseId: bad.applicationId }, it.expert);
    const removal = timeline.filter(({ event }) => event.startsWith("violate"));
    expect(new Set(removal.map(({ by }) => by))).toEqual(new Set(decidedBy));
  });

  test("that one person decided under two names waits for a second person", async () => {
    const { lineId } = await activate();
    it.answers.actors.set("key:of-sima", { answers: "person:sima" });
    await violated(lineId, { removedForEver: true, decidedBy: ["person:sima", "key:of-sima"] });
    await until(lineId, ({ pendingDecision }) => pendingDecision !== undefined);
    const { line } = await it.registry.getLine({ lineId }, it.operations);
    expect(line).toMatchObject({
      status: LineStatus.ACTIVE,
      pendingDecision: { event: "violate", by: "person:sima" },
    });
    // Its holder reads that something is pending, not who of the provider wants it.
    expect((await lineOf(lineId)).pendingDecision).toMatchObject({ event: "violate", by: "" });
    it.answers.actors.clear();
  });

  test("[IR-ASN-26] a complaint without a way to withdraw takes the number off the white list, and no application follows", async () => {
    const { lineId, lineNumber } = await activate();
    await violated(lineId, { violation: "complaint_without_opt_out", removedFromWhiteList: true });
    await until(lineId, ({ whiteListed }) => !whiteListed);
    const line = await lineOf(lineId);
    expect(line).toMatchObject({ type: LineType.ADVERTISING, status: LineStatus.ACTIVE });
    expect(line.history.filter(({ event }) => event === "revert")).toHaveLength(1);
    expect((await it.apply({ lineNumber })).outcome).toMatchObject(barred);
  });

  test("for which no source names a sanction suspends the line until people decide", async () => {
    const { lineId } = await activate();
    await violated(lineId, { violation: "unheard_of" });
    await until(lineId, ({ status }) => status === LineStatus.SUSPENDED);
    const { line } = await it.lineLife.liftLine(
      { lineId, reason: "looked into", expectedVersion: 0n, operator: "" },
      it.operations,
    );
    expect(line).toMatchObject({ status: LineStatus.ACTIVE });
  });
});

test("a complaint that compliance opened counts at its line, once", async () => {
  const { lineId } = await activate();
  const fact = ComplaintOpened.fromPartial({ complaintId: "c-1", lineId, source: "subscriber" });
  for (const id of ["1", "2"]) await it.publish(ComplaintOpened, fact, `complaint-${id}`);
  await it.publish(ComplaintOpened, { ...fact, complaintId: "c-2" }, "complaint-3");
  await until(lineId, ({ complaints }) => complaints === 2n);
});

test("[IR-ASN-21] a new version of the governing list settles the call for it, one from before the call does not", async () => {
  const { lineId } = await activate();
  const finished = (listVersion: bigint, at: Date, tenantId = "tenant-a") =>
    it.publish(
      ImportFinished,
      ImportFinished.fromPartial({ tenantId, listVersion, at, governsLineIds: [lineId] }),
      systemPorts.newId(),
    );
  const before = it.clock.now();
  it.clock.advance(60_000);
  await it.lineLife.callListRefresh({ lineId, dueOn: "" }, it.operations);
  await finished(9n, it.clock.now(), "tenant-b");
  await finished(1n, before);
  await until(lineId, ({ listRefresh }) => listRefresh?.listVersion === 1n);
  expect((await lineOf(lineId)).listRefresh).toMatchObject({ state: "refresh_due" });
  it.clock.advance(60_000);
  await finished(2n, it.clock.now());
  await until(lineId, ({ listRefresh }) => listRefresh?.state === "fresh");
  await finished(1n, it.clock.now());
  await finished(2n, it.clock.now());
  const line = await lineOf(lineId);
  expect(line.listRefresh).toMatchObject({ listVersion: 2n, state: "fresh" });
  expect(line.history.filter(({ event }) => event === "list_refreshed")).toHaveLength(2);
});

const big = (_name: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
