import { CampaignCancelled } from "@whiteline/contracts/campaigns/v1/events";
import { Decision } from "@whiteline/contracts/compliance/v1/compliance";
import {
  TextDecision,
  type DecideTextCaseRequest,
} from "@whiteline/contracts/compliance/v1/text_desk";
import { LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import {
  asCampaigns,
  asExpert,
  asFinance,
  asOtherExpert,
  asSecondExpert,
  asTenant,
  materialised,
  startCompliance,
} from "./compliance-env.js";
import { proof } from "./neighbours.js";

type World = Awaited<ReturnType<typeof startCompliance>>;

const large = 200_000n;

const hold = async (it: World, ...campaigns: ReturnType<typeof materialised>[]) => {
  for (const campaign of campaigns) await it.materialise(campaign, `held:${campaign.campaignId}`);
  await eventually(() => it.facts.held.length >= campaigns.length);
};
const caseOf = (campaignId: string, revision = 1) => `campaign:${campaignId}:${revision}`;
const read = async (it: World, caseId: string, caller = asExpert, language = "") =>
  it.desk.getTextCase({ caseId, language }, caller);
const decide = async (
  it: World,
  caseId: string,
  over: Partial<DecideTextCaseRequest> = {},
  caller = asExpert,
) =>
  it.desk.decideTextCase(
    {
      caseId,
      decision: TextDecision.APPROVE,
      note: "",
      reasons: [],
      category: "",
      expectedVersion: 0n,
      ...over,
    },
    caller,
  );
const list = async (it: World, over: object = {}, caller = asExpert) =>
  it.desk.listTextCases({ kind: "", assignee: "", overdueOnly: false, ...over }, caller);

test("the queue holds what waits, the oldest first, with age, term and whom it reaches", async () => {
  await using it = await startCompliance();
  await hold(
    it,
    materialised("c1", { recipients: 5_000n }),
    materialised("c2", { recipients: large }),
  );
  const request = { requestId: "r1", name: "order", body: "سفارش شما ارسال شد", variables: [] };
  await it.client.registerTemplate(request, asTenant);

  const { cases, counts } = await list(it);
  expect(cases.map(({ kind }) => kind)).toEqual(["campaign", "campaign", "template"]);
  expect(counts).toMatchObject([
    { kind: "template", waiting: 1 },
    { kind: "campaign", waiting: 2, overdue: 0 },
  ]);
  expect(cases.find(({ campaignId }) => campaignId === "c1")).toMatchObject({
    sender: "02191001234",
    text: "مطلب تازه را ببین",
    recipients: 5_000n,
    decidingRule: "free_text_needs_desk",
    needsTwo: false,
    overdue: false,
    version: 1n,
  });
  expect(cases[0]?.dueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(cases.find(({ campaignId }) => campaignId === "c2")?.needsTwo).toBe(true);
  expect((await list(it, { kind: "template" })).cases).toHaveLength(1);
  expect((await list(it, {}, asOtherExpert)).cases).toEqual([]);
  await expect(list(it, {}, asFinance)).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
});

test("a case shows its card in the reader's language and a masked sample; every look leaves a trace", async () => {
  await using it = await startCompliance();
  const { messages } = it.neighbourhood;
  messages.set("m1", proof("m1", { campaignId: "c1", text: "سفارش ۱۲ ارسال شد" }));
  await hold(it, materialised("c1", { recipients: 5_000n }));
  const shown = await read(it, caseOf("c1"), asExpert, "fa");
  expect(shown.samples).toEqual([
    { maskedNumber: "98912****567", operator: "MCI", text: "سفارش ۱۲ ارسال شد", parts: 1 },
  ]);
  expect(shown.dropped).toEqual([{ key: "opted_out", value: 12n }]);
  expect(shown.card).toMatchObject({ decision: Decision.HELD, overrideBy: "expert" });
  expect(shown.card?.words?.decision).toBe("در انتظار کارشناس");
  const facts = shown.card?.rulesTried.flatMap((rule) => rule.facts) ?? [];
  expect(facts.find(({ name }) => name === "line_status")).toMatchObject({
    value: "active",
    words: "فعال",
    version: "3",
    asOf: expect.any(Date),
  });
  expect((await read(it, caseOf("c1"))).events.map(({ event }) => event)).toEqual([
    "looked",
    "looked",
  ]);

  it.neighbourhood.away.add("campaigns");
  expect(await read(it, caseOf("c1"))).toMatchObject({
    samples: [],
    samplesMissing: "campaigns: UNAVAILABLE",
  });
  await expect(read(it, caseOf("c1"), asOtherExpert)).rejects.toMatchObject({
    kind: "not_found",
    reason: "TEXT_CASE_UNKNOWN",
  });
  await expect(read(it, caseOf("c1"), asExpert, "de")).rejects.toMatchObject({
    reason: "LANGUAGE_UNKNOWN",
  });
});

test("a small campaign is approved by one, and its new card names the one that held it", async () => {
  await using it = await startCompliance();
  await hold(it, materialised("c1", { recipients: 5_000n }));
  const held = it.facts.held[0]!.verdictId;
  const { card, case: closed } = await decide(it, caseOf("c1"), { note: "these are invoices" });
  expect(card).toMatchObject({
    decision: Decision.CLEARED,
    decidingRule: "desk_review",
    overrides: held,
    note: "these are invoices",
  });
  expect(closed).toMatchObject({ state: "cleared", version: 2n });
  const old = await it.client.getVerdict({ verdictId: held, language: "tr" }, asTenant);
  expect(old.card).toMatchObject({ decision: Decision.HELD, overriddenBy: card?.verdictId });
  expect(old.card?.words).toMatchObject({ language: "tr", decision: "Uzman masasını bekliyor" });
  await eventually(() => it.facts.cleared.length === 1);
  // The same word again answers what stands; another one comes too late.
  expect((await decide(it, caseOf("c1"))).card?.verdictId).toBe(card?.verdictId);
  await expect(
    decide(it, caseOf("c1"), { decision: TextDecision.REFUSE, note: "no" }),
  ).rejects.toMatchObject({ reason: "CASE_CLOSED" });
  const { events } = await read(it, caseOf("c1"));
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["cleared", "refused:CASE_CLOSED"]),
  );
});

test("a large campaign is approved by two different people; one refuses it alone", async () => {
  await using it = await startCompliance();
  await hold(
    it,
    materialised("c1", { recipients: large }),
    materialised("c2", { recipients: large }),
  );
  const first = await decide(it, caseOf("c1"), { note: "seen" });
  expect(first).toMatchObject({
    card: undefined,
    case: { state: "second_person", pending: { decision: TextDecision.APPROVE, note: "seen" } },
  });
  await expect(decide(it, caseOf("c1"))).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  expect(it.facts.cleared).toEqual([]);
  // The short door asks for the same two people.
  const short = { campaignId: "c1", revision: 1n, clear: true, note: "" };
  await expect(it.client.decideHeldCampaign(short, asExpert)).rejects.toMatchObject({
    reason: "SECOND_PERSON_NEEDED",
  });
  const second = await decide(it, caseOf("c1"), {}, asSecondExpert);
  expect(second.card?.decision).toBe(Decision.CLEARED);
  const review = second.card?.rulesTried.find(({ rule }) => rule === "desk_review");
  expect(review?.facts.map(({ name }) => name)).toContain("second");
  await eventually(() => it.facts.cleared.length === 1);

  const refused = await decide(it, caseOf("c2"), { decision: TextDecision.REFUSE, note: "no" });
  expect(refused.card?.decision).toBe(Decision.REFUSED);
  await eventually(() => it.facts.refused.length === 1);
});

test("a pending word is taken back, and another word waits for its own second person", async () => {
  await using it = await startCompliance();
  await hold(it, materialised("c1", { recipients: large }));
  await decide(it, caseOf("c1"));
  const caseId = caseOf("c1");
  const withdrawn = await it.desk.withdrawTextDecision({ caseId, expectedVersion: 2n }, asExpert);
  expect(withdrawn.case).toMatchObject({ state: "waiting", pending: undefined, version: 3n });
  await expect(
    it.desk.withdrawTextDecision({ caseId, expectedVersion: 3n }, asExpert),
  ).rejects.toMatchObject({ reason: "NOTHING_PENDING" });
  expect((await decide(it, caseId, {}, asSecondExpert)).case?.state).toBe("second_person");
});

test("a return names its reasons, which the sender reads", async () => {
  await using it = await startCompliance();
  await hold(it, materialised("c1", { recipients: 5_000n }));
  const back = { decision: TextDecision.RETURN, note: "قیمت‌ها" };
  await expect(decide(it, caseOf("c1"), back)).rejects.toMatchObject({ reason: "REASONS_NEEDED" });
  await expect(
    decide(it, caseOf("c1"), { ...back, reasons: [{ code: "ugly", note: "" }] }),
  ).rejects.toMatchObject({ reason: "REASON_UNKNOWN" });
  const reasons = [{ code: "promotion", note: "the last line" }];
  const { case: closed, card } = await decide(it, caseOf("c1"), { ...back, reasons });
  expect(closed?.state).toBe("returned");
  expect(card).toMatchObject({ decidingRule: "desk_returned", reasons: ["promotion"] });
  await eventually(() => it.facts.refused.length === 1);
  expect(it.facts.refused[0]).toMatchObject({ rule: "desk_returned" });
  expect(it.facts.refused[0]?.remedy).toContain("promotion: the last line; قیمت‌ها");
});

test("a case that moved on is not decided: read before, cancelled, judged anew, or refused by a rule", async () => {
  await using it = await startCompliance();
  await hold(
    it,
    materialised("assigned", { recipients: 5_000n }),
    materialised("cancelled", { recipients: 5_000n }),
    materialised("renewed", { recipients: 5_000n }),
    materialised("suspended", { recipients: 5_000n }),
  );
  const caseId = caseOf("assigned");
  const assigned = { caseId, assignee: "me", expectedVersion: 1n };
  expect((await it.desk.assignTextCase(assigned, asSecondExpert)).case?.assignee).toContain(
    "key-2",
  );
  await expect(decide(it, caseId, { expectedVersion: 1n })).rejects.toMatchObject({
    kind: "conflict",
    reason: "CASE_MOVED_ON",
  });
  expect((await list(it, { assignee: "me" }, asSecondExpert)).cases).toHaveLength(1);

  const cancelled = { campaignId: "cancelled", tenantId: "tenant-a", version: 2n };
  await it.events.publish(CampaignCancelled, cancelled, "cancelled:1");
  await it.materialise(materialised("renewed", { recipients: 5_000n, revision: 2n }), "renewed:2");
  await eventually(async () => {
    const { cases } = await list(it);
    return !cases.some((each) => [caseOf("cancelled"), caseOf("renewed")].includes(each.caseId));
  });
  for (const gone of ["cancelled", "renewed"]) {
    await expect(decide(it, caseOf(gone))).rejects.toMatchObject({ reason: "CASE_CLOSED" });
  }
  expect((await read(it, caseOf("cancelled"))).case?.state).toBe("moved_on");

  const [line] = it.neighbourhood.lines.values();
  const suspended = { ...line!, status: LineStatus.SUSPENDED, version: 9n };
  await it.events.publish(LineSuspended, { line: suspended, reason: "x", at: new Date() }, "s9");
  await eventually(async () => {
    const judged = await it.client.judge(
      {
        lineId: "line-service",
        solicited: true,
        items: [
          {
            text: "سلام",
            templateId: "",
            recipientFindings: [],
            operator: "",
            alphabet: "",
            parts: 0,
          },
        ],
      },
      asCampaigns,
    );
    return judged.judgements[0]?.refusal?.code === "line_not_active";
  });
  const { card, case: closed } = await decide(it, caseOf("suspended"));
  expect(card).toMatchObject({ decision: Decision.REFUSED, decidingRule: "line_not_active" });
  expect(closed?.state).toBe("refused");
});

test("a template is decided at the same desk", async () => {
  await using it = await startCompliance();
  const request = { requestId: "r1", name: "order", body: "سفارش شما ارسال شد", variables: [] };
  const { outcome } = await it.client.registerTemplate(request, asTenant);
  const templateId = outcome?.$case === "template" ? outcome.value.templateId : "";
  const caseId = `template:${templateId}`;
  expect((await read(it, caseId)).template).toMatchObject({ name: "order", version: 1n });
  const back = { decision: TextDecision.RETURN, reasons: [{ code: "unclear_text", note: "" }] };
  const { template, case: closed } = await decide(it, caseId, back);
  expect(template).toMatchObject({ reviewNote: "unclear_text", version: 2n });
  expect(closed?.state).toBe("rejected");
  await expect(decide(it, caseId)).rejects.toMatchObject({ reason: "CASE_CLOSED" });
});

test("a card is overridden by the role it names, once, with a note; no other card is", async () => {
  await using it = await startCompliance();
  await hold(it, materialised("c1", { recipients: 5_000n }));
  await it.materialise(materialised("ad", { text: "۲۰ درصد تخفیف" }), "ad");
  await eventually(() => it.facts.refused.length === 1);
  const override = async (verdictId: string, caller = asExpert, note = "asked the customer") =>
    it.desk.overrideVerdict({ verdictId, clear: true, note, language: "vi" }, caller);
  const held = it.facts.held[0]!.verdictId;
  await expect(override(held, asExpert, " ")).rejects.toMatchObject({ reason: "NOTE_NEEDED" });
  await expect(override(held, asOtherExpert)).rejects.toMatchObject({ reason: "VERDICT_UNKNOWN" });
  await expect(override(it.facts.refused[0]!.verdictId)).rejects.toMatchObject({
    reason: "VERDICT_FINAL",
  });
  const { card } = await override(held);
  expect(card).toMatchObject({ decision: Decision.CLEARED, overrides: held });
  expect(card?.words?.decision).toBe("Được phép gửi");
  await expect(override(held)).rejects.toMatchObject({ reason: "VERDICT_NOT_STANDING" });
});

test("two experts who decide at the same moment decide once", async () => {
  await using it = await startCompliance();
  await hold(it, materialised("c1", { recipients: 5_000n }));
  const words = [TextDecision.APPROVE, TextDecision.REFUSE].map((decision, i) =>
    decide(it, caseOf("c1"), { decision, note: "at once" }, i === 0 ? asExpert : asSecondExpert),
  );
  const settled = await Promise.allSettled(words);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await eventually(() => it.facts.cleared.length + it.facts.refused.length === 1);
});
