import { DeskServiceDefinition } from "@whiteline/contracts/lines_registry/v1/desk";
import { LineLifeServiceDefinition } from "@whiteline/contracts/lines_registry/v1/line_life";
import { ApplicantKind, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts, type CallOptions } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filedIn, registryEnv, toTheWhiteList, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
});
afterAll(() => it[Symbol.asyncDispose]());

let last = 5_000;
const freshNumber = () => `0219100${(last += 1)}`;
const file = async () => filedIn(await it.apply({ lineNumber: freshNumber() }));
const read = async (caseId: string) => it.desk.getCase({ caseId }, it.expert);

test("[IR-ASN-16] an expert takes a case, looks at papers beside fields, and returns it with reasons", async () => {
  const { applicationId: caseId, version } = await file();
  const assigned = await it.desk.assignCase(
    { caseId, assignee: "me", expectedVersion: version },
    it.expert,
  );
  expect(assigned.case).toMatchObject({ assignee: "key:expert-1", version: version + 1n });
  const mine = await it.desk.listCases(
    { state: "", assignee: "me", overdueOnly: false },
    it.expert,
  );
  expect(mine.cases.map((each) => each.caseId)).toContain(caseId);
  const theirs = { state: "", assignee: "me", overdueOnly: false };
  expect((await it.desk.listCases(theirs, it.operations)).cases).toEqual([]);

  const opened = await read(caseId);
  expect(opened.documents).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        documentCode: "commitment_form",
        documentId: "d-form",
        mediaType: "image/jpeg",
        original: "awaited",
      }),
    ]),
  );
  expect(opened.fields.find(({ field }) => field === "email")).toMatchObject({
    value: "info@example-co.ir",
    documentCode: "commitment_form",
  });
  expect(opened.possibleEvents).toContainEqual(
    expect.objectContaining({ event: "deficient", role: "expert", needsReasons: true }),
  );

  const judged = await it.desk.recordVerdicts(
    {
      caseId,
      items: [
        { item: "document:commitment_form", verdict: "rejected", note: "the stamp is missing" },
        { item: "field:email", verdict: "accepted" },
      ],
      expectedVersion: opened.case!.version,
    },
    it.expert,
  );
  const approve = {
    applicationId: caseId,
    event: "approve",
    expectedVersion: judged.case!.version,
  };
  await expect(it.registry.advanceApplication(approve, it.expert)).rejects.toMatchObject({
    kind: "precondition",
    reason: "ITEMS_REJECTED",
  });
  const returned = await it.registry.advanceApplication(
    { ...approve, event: "deficient" },
    it.expert,
  );
  expect(returned.application).toMatchObject({
    state: "not_examined",
    findings: [
      { code: "DOCUMENT_REJECTED", subject: "commitment_form", rule: "the stamp is missing" },
    ],
  });
  const { timeline } = await read(caseId);
  expect(timeline.map(({ event }) => event)).toEqual(
    expect.arrayContaining([
      "submit",
      "assigned",
      "opened",
      "verdicts",
      "refused:ITEMS_REJECTED",
      "deficient",
    ]),
  );
  expect(timeline.every(({ at, by, actor }) => at && by !== "" && actor !== "")).toBe(true);
});

test("the queue tells age and due date in working days, and what the desk set in the calendar moves them", async () => {
  const { applicationId: caseId } = await file();
  // Sunday the 22nd; three working days: Monday, Tuesday, Wednesday.
  expect((await read(caseId)).case).toMatchObject({
    ageWorkingDays: 0,
    dueOn: "2026-11-25",
    overdue: false,
  });
  await it.desk.setDay({ date: "2026-11-24", kind: "holiday", name: "snow" }, it.operations);
  // Thursday and Friday are the weekend.
  expect((await read(caseId)).case).toMatchObject({ dueOn: "2026-11-28" });
  await it.desk.setDay({ date: "2026-11-26", kind: "working", name: "made up for" }, it.operations);
  expect((await read(caseId)).case).toMatchObject({ dueOn: "2026-11-26" });
  const { days, weekend } = await it.desk.getCalendar({ year: 2026 }, it.expert);
  expect(weekend).toEqual(["THU", "FRI"]);
  expect(days).toContainEqual(
    expect.objectContaining({ date: "2026-11-24", kind: "holiday", origin: "staff" }),
  );
  expect(days).toContainEqual(expect.objectContaining({ date: "2026-03-21", origin: "pack" }));
  for (const date of ["2026-11-24", "2026-11-26"])
    await it.desk.setDay({ date, kind: "" }, it.operations);
  expect((await read(caseId)).case).toMatchObject({ dueOn: "2026-11-25" });
  await expect(
    it.desk.setDay({ date: "tomorrow", kind: "holiday" }, it.operations),
  ).rejects.toMatchObject({ reason: "DAY_INVALID" });
});

test("what is overdue stands among the alarms and in the metrics", async () => {
  const { applicationId: caseId } = await file();
  it.clock.set("2026-11-30T08:00:00Z");
  const { overdue } = await it.desk.listAlarms({}, it.expert);
  expect(overdue.find((each) => each.caseId === caseId)).toMatchObject({
    overdue: true,
    ageWorkingDays: 6,
  });
  const onlyOverdue = { state: "provider_review", assignee: "none", overdueOnly: true };
  const { cases, counts } = await it.desk.listCases(onlyOverdue, it.expert);
  expect(cases.every((each) => each.overdue)).toBe(true);
  expect(counts.find(({ state }) => state === "provider_review")!.count).toBeGreaterThan(0);
  await eventually(async () => /desk_cases_overdue\{[^}]*\} [1-9]/.test(await it.metrics()), {
    what: "the overdue cases in the metrics",
  });
  const told = await it.metrics();
  expect(told).toMatch(/applications_total\{[^}]*outcome="filed"[^}]*\} [1-9]/);
  expect(told).toMatch(/# TYPE lines gauge/);
  expect(await it.metrics()).toMatch(
    /desk_oldest_case_working_days\{[^}]*provider="asanak"[^}]*\} [6-9]/,
  );
  it.clock.set("2026-11-22T08:00:00Z");
});

test("of two decisions at once one is taken, and the trail names the other", async () => {
  const { applicationId, version: expectedVersion } = await file();
  const finding = { code: "vague", subject: "form", rule: "too vague", remedy: "say more" };
  const decide = (event: string) =>
    it.registry.advanceApplication(
      { applicationId, event, expectedVersion, findings: event === "deficient" ? [finding] : [] },
      it.expert,
    );
  const answers = await Promise.allSettled([decide("approve"), decide("deficient")]);
  const refused = answers.filter(({ status }) => status === "rejected");
  expect(refused).toMatchObject([{ reason: { reason: "CASE_MOVED_ON", kind: "conflict" } }]);
  const { timeline, application } = await read(applicationId);
  expect(application!.version).toBe(expectedVersion + 1n);
  expect(timeline.filter(({ event }) => event === "refused:CASE_MOVED_ON")).toHaveLength(1);
});

test("[IR-ASN-25] a removal needs two people, and after it no application for the number is examined", async () => {
  const { applicationId, lineNumber } = await file();
  const active = await it.advance(applicationId, ...toTheWhiteList);
  const removal = {
    applicationId,
    event: "violate",
    note: "advertising was sent",
    expectedVersion: active.version,
  };
  const first = (await it.registry.advanceApplication(removal, it.operations)).application!;
  expect(first).toMatchObject({
    state: "active_service",
    pendingDecision: { event: "violate", by: "key:operations-1" },
  });
  const again = { ...removal, expectedVersion: first.version };
  await expect(it.registry.advanceApplication(again, it.operations)).rejects.toMatchObject({
    reason: "SECOND_PERSON_NEEDED",
  });
  const withdrawn = await it.desk.withdrawDecision(
    { caseId: applicationId, expectedVersion: first.version },
    it.colleague,
  );
  expect(withdrawn.application!.pendingDecision).toBeUndefined();
  const gone = await it.advance(applicationId, "violate");
  expect(gone).toMatchObject({ state: "removed", possibleEvents: [] });
  const { outcome } = await it.apply({ lineNumber });
  expect(outcome).toMatchObject({
    $case: "deficient",
    value: { deficiencies: [{ code: "NUMBER_REMOVED_FOR_EVER" }] },
  });
});

test("two keys of one person are one person, and a person is not another one by a key of its own", async () => {
  const { applicationId } = await file();
  const active = await it.advance(applicationId, ...toTheWhiteList);
  it.answers.actors.set("key:operations-1", { answers: "person:olga" });
  it.answers.actors.set("key:operations-2", { answers: "person:olga" });
  const olga = it.principals.staff("operations", "asanak", { personId: "olga" });
  const omid = it.principals.staff("operations", "asanak", { personId: "omid" });
  const remove = (expectedVersion: bigint, as: CallOptions) =>
    it.registry.advanceApplication(
      { applicationId, event: "violate", note: "advertising", expectedVersion },
      as,
    );
  const first = (await remove(active.version, it.operations)).application!;
  it.clock.advance(60_000);
  for (const same of [it.operations, it.colleague, olga]) {
    await expect(remove(first.version, same)).rejects.toMatchObject({
      reason: "SECOND_PERSON_NEEDED",
    });
  }
  expect((await remove(first.version, omid)).application).toMatchObject({ state: "removed" });
  const { timeline } = await read(applicationId);
  expect(
    timeline.filter(({ event }) => event.startsWith("violate")).map(({ event, by }) => [event, by]),
  ).toEqual([
    ["violate:proposed", "key:operations-1"],
    ["violate", "person:omid"],
  ]);
  it.answers.actors.clear();
});

test("a case lies with an expert or operations of this desk, never with a stranger", async () => {
  const { applicationId: caseId, version: expectedVersion } = await file();
  const assign = (assignee: string, version = expectedVersion) =>
    it.desk.assignCase({ caseId, assignee, expectedVersion: version }, it.expert);
  it.answers.actors.set("person:nobody", { known: false });
  it.answers.actors.set("person:kando", { providerId: "kando" });
  it.answers.actors.set("person:money", { roles: ["finance"] });
  it.answers.actors.set("person:customer", { tenantId: "tenant-a", roles: ["owner"] });
  it.answers.actors.set("person:gone", { active: false });
  for (const actor of ["nobody", "kando", "money", "customer", "gone"]) {
    await expect(assign(`person:${actor}`), actor).rejects.toMatchObject({
      kind: "invalid",
      reason: "ASSIGNEE_INVALID",
    });
  }
  expect((await assign("person:mina")).case).toMatchObject({ assignee: "person:mina" });
  expect((await assign("", expectedVersion + 1n)).case).toMatchObject({ assignee: "" });
  const { timeline } = await read(caseId);
  expect(timeline.filter(({ event }) => event === "refused:ASSIGNEE_INVALID")).toHaveLength(5);
  it.answers.actors.clear();
});

test("who decides on what has moved on is told what was done meanwhile, and by whom", async () => {
  const { applicationId: caseId, version: expectedVersion } = await file();
  const items = [{ item: "field:email", verdict: "accepted" }];
  await it.desk.recordVerdicts({ caseId, items, expectedVersion }, it.expert);
  const reza = it.principals.staff("expert", "asanak", { personId: "reza" });
  const late = it.registry.advanceApplication(
    { applicationId: caseId, event: "approve", expectedVersion },
    reza,
  );
  await expect(late).rejects.toMatchObject({
    reason: "CASE_MOVED_ON",
    message: expect.stringMatching(
      /It is at version 2 now\. Meanwhile: verdicts by key:expert-1 at 2026-\S+Z\.$/u,
    ),
  });
  const active = await it.advance(caseId, ...toTheWhiteList);
  const { line } = await it.lineLife.suspendLine(
    { lineId: active.lineId, reason: "sanction", expectedVersion: 0n, operator: "" },
    it.operations,
  );
  await expect(
    it.lineLife.liftLine(
      { lineId: active.lineId, reason: "again", expectedVersion: line!.version - 1n, operator: "" },
      it.colleague,
    ),
  ).rejects.toMatchObject({
    reason: "CASE_MOVED_ON",
    message: expect.stringContaining("suspend by key:operations-1"),
  });
});

test("the operator's answer is kept in its own words", async () => {
  const { applicationId } = await file();
  const examined = await it.advance(applicationId, ...toTheWhiteList.slice(0, -1));
  const { application } = await it.registry.advanceApplication(
    {
      applicationId,
      event: "refuse",
      expectedVersion: examined.version,
      operatorAnswer: { words: "خط واجد شرایط نیست", reference: "MCI-77" },
    },
    it.operations,
  );
  expect(application).toMatchObject({
    state: "rejected",
    operatorAnswers: [{ words: "خط واجد شرایط نیست", reference: "MCI-77" }],
  });
  expect(application!.history.at(-1)!.note).toBe("خط واجد شرایط نیست");
});

test("an expert who is none, and verdicts on nothing, change nothing", async () => {
  const { applicationId: caseId, version: expectedVersion } = await file();
  const items = [{ item: "field:email", verdict: "accepted" }];
  await expect(
    it.desk.recordVerdicts({ caseId, items, expectedVersion }, it.operations),
  ).rejects.toMatchObject({ kind: "forbidden" });
  for (const wrong of [
    [],
    [{ item: "email", verdict: "accepted" }],
    [{ item: "document:selfie", verdict: "accepted" }],
    [{ item: "field:email", verdict: "rejected" }],
    [{ item: "field:email", verdict: "maybe" }],
  ])
    await expect(
      it.desk.recordVerdicts({ caseId, items: wrong, expectedVersion }, it.expert),
    ).rejects.toMatchObject({ kind: "invalid", reason: "VERDICTS_INVALID" });
  await expect(
    it.desk.assignCase({ caseId, assignee: "me", expectedVersion: 9n }, it.expert),
  ).rejects.toMatchObject({ reason: "CASE_MOVED_ON" });
  expect((await read(caseId)).application!.version).toBe(expectedVersion);
  const active = await it.advance(caseId, ...toTheWhiteList);
  await expect(
    it.desk.recordVerdicts({ caseId, items, expectedVersion: active.version }, it.expert),
  ).rejects.toMatchObject({ reason: "CASE_CLOSED" });
});

test("every RPC of the desk and of lines' life is refused to another tenant and to staff of another provider", async () => {
  const { applicationId: caseId } = await file();
  const { lineId } = await it.advance(caseId, ...toTheWhiteList);
  const requestId = systemPorts.newId();
  const attempts: Record<string, (caller: CallOptions) => Promise<unknown>> = {
    getCase: (as) => it.desk.getCase({ caseId }, as),
    assignCase: (as) => it.desk.assignCase({ caseId, assignee: "me" }, as),
    recordVerdicts: (as) =>
      it.desk.recordVerdicts({ caseId, items: [{ item: "field:x", verdict: "accepted" }] }, as),
    withdrawDecision: (as) => it.desk.withdrawDecision({ caseId }, as),
    suspendLine: (as) => it.lineLife.suspendLine({ lineId, reason: "r" }, as),
    liftLine: (as) => it.lineLife.liftLine({ lineId, reason: "r" }, as),
    removeLine: (as) => it.lineLife.removeLine({ lineId, reason: "r" }, as),
    revertLine: (as) => it.lineLife.revertLine({ lineId, reason: "r" }, as),
    callListRefresh: (as) => it.lineLife.callListRefresh({ lineId }, as),
    recordListRefresh: (as) => it.lineLife.recordListRefresh({ lineId, listVersion: 2n }, as),
    setInbound: (as) => it.lineLife.setInbound({ lineId, capability: "yes" }, as),
    recordComplaint: (as) => it.lineLife.recordComplaint({ lineId, requestId }, as),
    setRenewal: (as) => it.lineLife.setRenewal({ lineId, renewsOn: "2028-01-01" }, as),
    renewLine: (as) => it.lineLife.renewLine({ lineId, renewsOn: "2027-11-22" }, as),
    requestConversion: (as) =>
      it.lineLife.requestConversion({ requestId, lineId, to: LineType.ADVERTISING }, as),
    requestPurposes: (as) =>
      it.lineLife.requestPurposes({ requestId, lineId, purposes: ["advertising"] }, as),
  };
  // These name no case: staff see what is their provider's, tenants nothing.
  const ofTheDesk: Record<string, (caller: CallOptions) => Promise<unknown>> = {
    listCases: (as) => it.desk.listCases({}, as),
    listAlarms: (as) => it.desk.listAlarms({}, as),
    getCalendar: (as) => it.desk.getCalendar({}, as),
    setDay: (as) => it.desk.setDay({ date: "2026-12-01", kind: "holiday" }, as),
  };
  const ofTheCaller = ["requestTransfer"];
  expect([...Object.keys(attempts), ...Object.keys(ofTheDesk), ...ofTheCaller].sort()).toEqual(
    [
      ...Object.keys(DeskServiceDefinition.methods),
      ...Object.keys(LineLifeServiceDefinition.methods),
    ].sort(),
  );
  const foreign = (role: "expert" | "operations") => it.principals.staff(role, "kando");
  for (const [name, attempt] of Object.entries(attempts)) {
    await expect(attempt(it.stranger), name).rejects.toMatchObject({
      kind: expect.stringMatching(/^(not_found|forbidden)$/),
    });
    for (const role of ["expert", "operations"] as const)
      await expect(attempt(foreign(role)), `${name} ${role}`).rejects.toMatchObject({
        kind: expect.stringMatching(/^(not_found|forbidden)$/),
      });
  }
  for (const [name, attempt] of Object.entries(ofTheDesk))
    await expect(attempt(it.tenant), name).rejects.toMatchObject({ kind: "forbidden" });
  const kandos = await it.desk.listCases({}, foreign("expert"));
  expect(kandos.cases).toEqual([]);
  await expect(
    it.lineLife.requestTransfer(
      {
        requestId,
        providerId: "asanak",
        family: "landline_021",
        number: freshNumber(),
        fromProvider: "kando",
        applicant: { kind: ApplicantKind.LEGAL },
      },
      it.expert,
    ),
  ).rejects.toMatchObject({ kind: "forbidden" });
  const after = await it.registry.getLine({ lineId }, it.tenant);
  expect(after.line).toMatchObject({ inbound: "unknown", complaints: 0n });
});
