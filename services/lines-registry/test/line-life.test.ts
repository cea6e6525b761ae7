import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { ImportFinished } from "@whiteline/contracts/lists/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import {
  ApplicantKind,
  LineStatus,
  LineType,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filedIn, registryEnv, toTheWhiteList, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
  await it.provisionPlatformLine();
});
afterAll(() => it[Symbol.asyncDispose]());

let last = 6_000;
const freshNumber = () => `0219100${(last += 1)}`;
const activate = async (lineNumber = freshNumber()) => {
  const { applicationId } = filedIn(await it.apply({ lineNumber }));
  const { lineId } = await it.advance(applicationId, ...toTheWhiteList);
  return { applicationId, lineId, lineNumber };
};
const lineOf = async (lineId: string) => (await it.registry.getLine({ lineId }, it.tenant)).line!;
const until = (lineId: string, is: (line: Awaited<ReturnType<typeof lineOf>>) => boolean) =>
  eventually(async () => is(await lineOf(lineId)), { what: `the line ${lineId}` });

test("[IR-MEL-20] a term is told of 30, 7 and 1 days before its end, once each; what is not renewed expires", async () => {
  const { lineId, lineNumber } = await activate();
  expect(await lineOf(lineId)).toMatchObject({ renewsOn: "2027-11-22" });
  const notices = () =>
    it.submitted.flatMap(({ request }) =>
      request.items.filter(
        ({ requestId, text }) =>
          requestId.startsWith(`line-expiring:${lineId}`) && text.includes(lineNumber),
      ),
    );
  for (const [day, told] of [
    ["2027-10-23", 1],
    ["2027-11-15", 2],
    ["2027-11-21", 3],
  ] as const) {
    it.clock.set(`${day}T08:00:00Z`);
    await eventually(() => notices().length === told, { what: `notice ${told}` });
  }
  const isOurs = (fact: object) =>
    "line" in fact && (fact.line as { lineId: string }).lineId === lineId;
  expect(await it.told("LineExpiring", isOurs)).toMatchObject({ daysLeft: 30 });
  it.clock.set("2027-11-23T08:00:00Z");
  await until(lineId, ({ status }) => status === LineStatus.EXPIRED);
  expect(await it.told("LineSuspended", isOurs)).toMatchObject({ reason: "expire" });
  expect((await it.desk.listAlarms({}, it.operations)).renewals).toContainEqual(
    expect.objectContaining({ lineId, overdue: true }),
  );

  const renewal = { lineId, renewsOn: "2027-11-22" };
  for (const _ of [1, 2]) {
    const { line } = await it.lineLife.renewLine(renewal, it.operations);
    expect(line).toMatchObject({ status: LineStatus.ACTIVE, renewsOn: "2028-11-22" });
  }
  const price = { currency: "IRR", minor: 5_000_000n };
  const terms = { lineId, renewsOn: "2028-06-01", price };
  const { line } = await it.lineLife.setRenewal(terms, it.operations);
  expect(line).toMatchObject({ renewsOn: "2028-06-01", price });
  expect(new Set(notices().map(({ requestId }) => requestId)).size).toBe(3);
  it.clock.set("2026-11-22T08:00:00Z");
});

test("a list that was called for is due, then overdue, then fresh again", async () => {
  const { lineId } = await activate();
  expect((await lineOf(lineId)).listRefresh).toMatchObject({ state: "fresh" });
  // Ten working days from Sunday the 22nd, with Thursdays and Fridays off.
  const called = await it.lineLife.callListRefresh({ lineId }, it.operations);
  expect(called.line!.listRefresh).toMatchObject({ state: "refresh_due", dueOn: "2026-12-06" });
  it.clock.set("2026-12-07T08:00:00Z");
  expect((await lineOf(lineId)).listRefresh).toMatchObject({ state: "overdue" });
  expect((await it.desk.listAlarms({}, it.expert)).refreshDue).toContainEqual(
    expect.objectContaining({ lineId, overdue: true }),
  );
  // The holder's word needs the list that sends to the line now.
  const say = () => it.lineLife.recordListRefresh({ lineId, listVersion: 4n }, it.tenant);
  for (const version of [3n, 4n]) {
    it.answers.lists = [{ governsLineIds: version === 4n ? ["another"] : [lineId], version }];
    await expect(say()).rejects.toMatchObject({ reason: "LIST_VERSION_UNKNOWN" });
  }
  it.answers.lists = [{ governsLineIds: [lineId], version: 4n }];
  const done = await say();
  const refreshedAt = it.clock.now();
  expect(done.line!.listRefresh).toMatchObject({ state: "fresh", listVersion: 4n, refreshedAt });
  const imported = ImportFinished.fromPartial({
    tenantId: "tenant-a",
    listId: "customers",
    listVersion: 5n,
    governsLineIds: [lineId],
    at: it.clock.now(),
  });
  await it.publish(ImportFinished, imported, `imported-${lineId}`);
  await until(lineId, ({ listRefresh }) => listRefresh?.listId === "customers");
  expect((await lineOf(lineId)).listRefresh).toMatchObject({ listVersion: 5n, refreshedAt });
  it.clock.set("2026-11-22T08:00:00Z");
});

test("[IR-MEL-19] nobody knows whether a line can receive until the operator says so", async () => {
  const { lineId } = await activate();
  expect(await lineOf(lineId)).toMatchObject({ inbound: "unknown" });
  const { line } = await it.lineLife.setInbound({ lineId, capability: "yes" }, it.operations);
  expect(line).toMatchObject({ inbound: "yes", version: 2n });
  await expect(
    it.lineLife.setInbound({ lineId, capability: "maybe" }, it.operations),
  ).rejects.toMatchObject({ reason: "CAPABILITY_UNKNOWN" });
});

test("the history of a line says who did things, as far as the reader may see", async () => {
  const { lineId } = await activate();
  const owner = it.principals.tenant("tenant-a", { keyId: "owner-1" });
  it.answers.actors.set("key:owner-1", { tenantId: "tenant-a", name: "Sara" });
  it.answers.actors.set("key:operations-1", { name: "Reza" });
  it.answers.lists = [{ governsLineIds: [lineId], version: 1n }];
  await it.lineLife.recordListRefresh({ lineId, listVersion: 1n }, owner);
  const { line: suspended } = await it.lineLife.suspendLine(
    { lineId, reason: "complaints" },
    it.operations,
  );
  const again = { lineId, reason: "again" };
  await expect(it.lineLife.suspendLine(again, it.operations)).rejects.toThrow();
  const vain = expect.objectContaining({ event: "refused:STEP_IMPOSSIBLE" });
  const byDesk = await it.registry.getLine({ lineId }, it.expert);
  expect(byDesk.line!.history).toContainEqual(vain);
  await it.lineLife.removeLine(again, it.operations);
  const refreshed = { event: "list_refreshed", by: "key:owner-1", byName: "Sara" };
  expect(suspended!.history).toEqual(
    expect.arrayContaining([
      expect.objectContaining(refreshed),
      expect.objectContaining({ event: "suspend", by: "key:operations-1", byName: "Reza" }),
    ]),
  );
  // Its holder reads names of its own people; of the desk it reads what was done.
  const { history: seen, pendingDecision } = await lineOf(lineId);
  expect(seen).not.toContainEqual(vain);
  expect(pendingDecision).toMatchObject({ event: "cancel", by: "" });
  expect(seen).toContainEqual(expect.objectContaining(refreshed));
  expect(seen).toContainEqual(expect.objectContaining({ event: "suspend", by: "", byName: "" }));
});

test("volume and complaints of a line are counted, a fact that comes twice once", async () => {
  const { lineId } = await activate();
  const fact = SubmitsRecorded.fromPartial({
    chunkId: `chunk-${lineId}`,
    lineId,
    parts: Buffer.from([2, 1, 1]),
    codes: Buffer.from([1, 2, 3, 4]),
    complete: true,
    version: 2n,
    submittedAt: it.clock.now(),
  });
  for (const id of ["1", "2"]) await it.publish(SubmitsRecorded, fact, `submits-${lineId}-${id}`);
  await until(lineId, ({ volume }) => volume!.messages > 0n);
  expect((await lineOf(lineId)).volume).toMatchObject({ messages: 2n, days: 30 });
  const complaint = { lineId, requestId: systemPorts.newId(), note: "unwanted" };
  for (const _ of [1, 2]) await it.lineLife.recordComplaint(complaint, it.expert);
  expect(await lineOf(lineId)).toMatchObject({ complaints: 1n });
});

test("[IR-ASN-13] a violation changes a converted line back at once, and no application follows", async () => {
  const { lineId, lineNumber } = await activate();
  const violation = ViolationConfirmed.fromPartial({
    violationId: "v-1",
    lineId,
    tenantId: "tenant-a",
    providerId: "asanak",
    violation: "advertising_from_service_line",
    at: it.clock.now(),
  });
  await it.publish(ViolationConfirmed, violation, "violation-1");
  await until(lineId, ({ type }) => type === LineType.ADVERTISING);
  await it.publish(ViolationConfirmed, violation, "violation-1-again");
  const { outcome } = await it.apply({ lineNumber });
  expect(outcome).toMatchObject({
    $case: "deficient",
    value: { deficiencies: [{ code: "NUMBER_REMOVED_FOR_EVER" }] },
  });
  const line = await lineOf(lineId);
  expect(line).toMatchObject({
    status: LineStatus.ACTIVE,
    whiteListed: false,
    governedByList: false,
  });
  expect(line.history.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["submit", "whitelist", "revert"]),
  );
});

test("[IR-ASN-13] a service line becomes an advertising line by application alone", async () => {
  const { lineId, lineNumber } = await activate();
  const wish = { requestId: systemPorts.newId(), lineId, to: LineType.ADVERTISING };
  expect(await lineOf(lineId)).toMatchObject({
    possibleRequests: ["to_advertising"],
    openCaseId: "",
  });
  const { application } = await it.lineLife.requestConversion(wish, it.tenant);
  expect(await lineOf(lineId)).toMatchObject({
    possibleRequests: [],
    openCaseId: application!.applicationId,
  });
  expect(application).toMatchObject({ kind: "to_advertising", state: "provider_review" });
  const again = await it.lineLife.requestConversion(wish, it.tenant);
  expect(again.application!.applicationId).toBe(application!.applicationId);
  await expect(
    it.lineLife.requestConversion({ ...wish, requestId: systemPorts.newId() }, it.tenant),
  ).rejects.toMatchObject({ reason: "CONVERSION_EXISTS" });
  await expect(
    it.lineLife.requestConversion({ ...wish, to: LineType.SERVICE }, it.tenant),
  ).rejects.toMatchObject({ reason: "CONVERSION_BY_APPLY" });
  expect((await it.desk.listCases({}, it.expert)).cases).toContainEqual(
    expect.objectContaining({ caseId: application!.applicationId, kind: "to_advertising" }),
  );
  expect(await lineOf(lineId)).toMatchObject({ type: LineType.SERVICE });
  const converted = await it.advance(application!.applicationId, "approve", "convert");
  expect(converted.state).toBe("converted");
  expect(await lineOf(lineId)).toMatchObject({
    type: LineType.ADVERTISING,
    status: LineStatus.ACTIVE,
    governedByList: false,
  });
  // Given up, not barred: the road to the white list is open again.
  expect(await lineOf(lineId)).toMatchObject({ possibleRequests: ["to_service"], openCaseId: "" });
  const back = filedIn(await it.apply({ lineNumber }));
  expect(back.state).toBe("provider_review");
  expect(await lineOf(lineId)).toMatchObject({
    possibleRequests: [],
    openCaseId: back.applicationId,
  });
});

test("[IR-MEL-18] a line from another provider keeps its service status by the operator's word alone", async () => {
  const transfer = (number: string, requestId = systemPorts.newId()) => ({
    requestId,
    providerId: "asanak",
    family: "landline_021",
    number,
    fromProvider: "Kando SMS",
    applicant: { kind: ApplicantKind.LEGAL },
  });
  const ask = async () => {
    const { outcome } = await it.lineLife.requestTransfer(transfer(freshNumber()), it.tenant);
    if (outcome?.$case !== "filed") throw new Error(JSON.stringify(outcome?.value));
    return outcome.value.application!;
  };
  const kept = await ask();
  expect(kept).toMatchObject({ kind: "transfer", state: "transfer_review", lineId: "" });
  const asked = await it.advance(kept.applicationId, "approve");
  await expect(
    it.registry.advanceApplication(
      {
        applicationId: kept.applicationId,
        event: "confirm_status",
        expectedVersion: asked.version,
      },
      it.operations,
    ),
  ).rejects.toMatchObject({ reason: "WORDS_NEEDED" });
  const active = await it.advance(kept.applicationId, "confirm_status");
  expect(await lineOf(active.lineId)).toMatchObject({
    type: LineType.SERVICE,
    status: LineStatus.ACTIVE,
    governedByList: true,
  });
  const denied = await it.advance((await ask()).applicationId, "approve", "deny_status");
  expect(await lineOf(denied.lineId)).toMatchObject({
    type: LineType.ADVERTISING,
    governedByList: false,
  });
  const { outcome } = await it.lineLife.requestTransfer(
    { ...transfer("9"), fromProvider: " ", applicant: { kind: ApplicantKind.NATURAL } },
    it.tenant,
  );
  expect(outcome).toMatchObject({ $case: "deficient" });
  if (outcome?.$case !== "deficient") return;
  expect(outcome.value.deficiencies.map(({ code }) => code)).toEqual([
    "FROM_PROVIDER_MISSING",
    "legal_person_only",
    "LINE_NUMBER_INVALID",
  ]);
});

test("a line without a case is suspended, lifted, and removed by two people", async () => {
  const number = freshNumber();
  const entered = await it.registry.provisionLine(
    {
      tenantId: "tenant-a",
      providerId: "asanak",
      market: "IR",
      family: "landline_021",
      number,
      type: LineType.ADVERTISING,
    },
    it.operations,
  );
  const { lineId } = entered.line!;
  const why = { lineId, reason: "complaints" };
  const status = async (
    answer: Promise<{ readonly line?: { readonly status: LineStatus } | undefined }>,
  ) => (await answer).line!.status;
  expect(await status(it.lineLife.suspendLine(why, it.operations))).toBe(LineStatus.SUSPENDED);
  expect(await status(it.lineLife.liftLine(why, it.operations))).toBe(LineStatus.ACTIVE);
  await expect(it.lineLife.liftLine(why, it.operations)).rejects.toMatchObject({
    reason: "STEP_IMPOSSIBLE",
  });
  const first = await it.lineLife.removeLine(why, it.operations);
  expect(first.line).toMatchObject({
    status: LineStatus.ACTIVE,
    pendingDecision: { event: "violate" },
  });
  await expect(it.lineLife.removeLine(why, it.operations)).rejects.toMatchObject({
    reason: "SECOND_PERSON_NEEDED",
  });
  expect(await status(it.lineLife.removeLine(why, it.colleague))).toBe(LineStatus.REMOVED);
  const stale = { ...why, expectedVersion: 1n };
  await expect(it.lineLife.suspendLine(stale, it.operations)).rejects.toMatchObject({
    reason: "CASE_MOVED_ON",
  });
});
