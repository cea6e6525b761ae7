import { Decision } from "@whiteline/contracts/compliance/v1/compliance";
import { OpenComplaintRequest } from "@whiteline/contracts/compliance/v1/complaints";
import type { TrailExtended } from "@whiteline/contracts/compliance/v1/events";
import { TextDecision } from "@whiteline/contracts/compliance/v1/text_desk";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicComplaintMethods } from "../src/complaints-service.js";
import { asSecondExpert, materialised, promotion, startCompliance } from "./compliance-env.js";
import { proof } from "./neighbours.js";

const principals = testPrincipals();
const asExpert = principals.staff("expert", "asanak", { keyId: "expert-1" });
const inIran = { providerId: "asanak", market: "IR" };
const asTenant = principals.tenant("tenant-a", { ...inIran, keyId: "tenant-a" });

let it: Awaited<ReturnType<typeof startCompliance>>;
beforeAll(async () => void (it = await startCompliance()));
afterAll(() => it[Symbol.asyncDispose]());

/** RPCs that change nothing, or of which the trail tells otherwise. */
const looks: ReadonlySet<string> = new Set([
  "GetTemplate",
  "ListTemplates",
  // Each single message has a card of its own, which is its record: thousands a minute are no entries of a chain.
  "Judge",
  "GetVerdict",
  "MatchTemplate",
  "CheckText",
  "MeasureContentRules",
  "ListTextCases",
  // A look stays in the timeline of its case.
  "GetTextCase",
  "ReplayPolicy",
  "ListComplaints",
  "GetComplaint",
  "PreviewPenalty",
  "GetComplaintRate",
]);

let last = 0;
const next = () => `e${(last += 1)}`;

const template = async () => {
  const made = { requestId: next(), name: "secret", body: "سفارش شما ارسال شد", variables: [] };
  const { outcome } = await it.client.registerTemplate(made, asTenant);
  if (outcome?.$case !== "template") throw new Error("the template was refused");
  return outcome.value.templateId;
};
/** A campaign that waits at the desk, with the card that holds it; a large one needs two. */
const held = async (recipients = 5_000n) => {
  const campaignId = next();
  await it.materialise(materialised(campaignId, { recipients }), campaignId);
  const fact = await eventually(() => it.facts.held.find((each) => each.campaignId === campaignId));
  return { campaignId, caseId: `campaign:${campaignId}:1`, verdictId: fact.verdictId };
};
const complaint = async () => {
  const campaignId = next();
  await it.materialise(materialised(campaignId), campaignId);
  const { clearanceId, verdictId } = await eventually(() =>
    it.facts.cleared.find((fact) => fact.campaignId === campaignId),
  );
  const messageId = `65f0a1b2c3d4e5f6a7b8c9d0-${(last += 1)}`;
  const sent = { campaignId, clearanceId, msisdn: 989120000000n + BigInt(last) };
  it.neighbourhood.messages.set(messageId, proof(messageId, sent));
  const opened = await it.complaints.openComplaint(
    OpenComplaintRequest.fromPartial({
      ...{ requestId: next(), source: "subscriber", lineId: "line-service", messageId },
      number: `+${sent.msisdn}`,
      text: "a secret word",
    }),
    asExpert,
  );
  const { complaintId } = opened.complaint!;
  await eventually(async () => {
    const known = await it.complaints.getComplaint({ complaintId }, asExpert);
    return known.complaint?.evidence?.state !== "gathering";
  });
  return { complaintId, verdictId };
};
const decideComplaint = (complaintId: string, caller = asExpert) =>
  it.complaints.decideComplaint(
    {
      ...{ complaintId, confirm: true, violation: "advertising_from_service_line" },
      counted: { advertisingMessages: 1_000n, toBlacklisted: 250n, toNonCustomers: 0n },
      ...{ note: "a secret word", expectedVersion: 0n },
    },
    caller,
  );
const decideText = (
  caseId: string,
  caller = asExpert,
  decision: TextDecision = TextDecision.APPROVE,
) =>
  it.desk.decideTextCase(
    {
      ...{ caseId, decision, note: "a secret word", category: "", expectedVersion: 0n },
      reasons: decision === TextDecision.RETURN ? [{ code: "promotion", note: "a secret" }] : [],
    },
    caller,
  );

type Entry = Partial<Omit<TrailExtended, "at">>;
/** Does it in good order; answers the entry that it leaves. */
type Act = () => Promise<Entry>;

const expert = { actor: "key:expert-1" };

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<Record<string, Act>> = {
  RegisterTemplate: async () => {
    const subject = `template:${await template()}`;
    return { action: "template.registered", subject, actor: "key:tenant-a" };
  },
  ReviewTemplate: async () => {
    const templateId = await template();
    const said = { templateId, approve: true, note: "a secret", expectedVersion: 1n };
    await it.client.reviewTemplate({ ...said, category: "" }, asExpert);
    const states = { before: { state: "under_review" }, after: { state: "approved" } };
    return { ...expert, action: "template.approved", subject: `template:${templateId}`, ...states };
  },
  DecideHeldCampaign: async () => {
    const { campaignId, caseId: subject, verdictId: verdict } = await held();
    const said = { campaignId, revision: 1n, clear: false, note: "no", category: "" };
    await it.client.decideHeldCampaign(said, asExpert);
    return { ...expert, action: "text_case.refused", subject, before: { verdict } };
  },
  AssignTextCase: async () => {
    const { caseId } = await held();
    await it.desk.assignTextCase({ caseId, assignee: "me", expectedVersion: 1n }, asExpert);
    const after = { assignee: "key:expert-1" };
    return { ...expert, action: "text_case.assigned", subject: caseId, after };
  },
  DecideTextCase: async () => {
    const { caseId, verdictId: verdict } = await held(200_000n);
    await decideText(caseId);
    await told({ action: "text_case.proposed", subject: caseId, after: { verdict } });
    const { card } = await decideText(caseId, asSecondExpert);
    const after = { verdict: card?.verdictId ?? "", proposed_by: "key:expert-1" };
    const said = { action: "text_case.cleared", actor: "key:key-2", subject: caseId };
    return { ...said, before: { verdict }, after };
  },
  WithdrawTextDecision: async () => {
    const { caseId } = await held(200_000n);
    await decideText(caseId);
    await it.desk.withdrawTextDecision({ caseId, expectedVersion: 2n }, asExpert);
    const before = { proposed: "approve" };
    return { ...expert, action: "text_case.withdrawn", subject: caseId, before };
  },
  OverrideVerdict: async () => {
    const { caseId, verdictId: verdict } = await held();
    const said = { verdictId: verdict, clear: true, note: "a secret word", language: "en" };
    await it.desk.overrideVerdict(said, asExpert);
    return { ...expert, action: "text_case.cleared", subject: caseId, before: { verdict } };
  },
  OpenComplaint: async () => {
    const { complaintId, verdictId: verdict } = await complaint();
    const subject = `complaint:${complaintId}`;
    // What it is about is known once its evidence is sealed, and then it names the card.
    await told({ action: "complaint.evidence_gathered", subject, after: { verdict } });
    return { ...expert, action: "complaint.opened", subject, after: { line: "line-service" } };
  },
  AssignComplaint: async () => {
    const { complaintId } = await complaint();
    const assigned = { complaintId, assignee: "me", expectedVersion: 0n };
    await it.complaints.assignComplaint(assigned, asExpert);
    return { ...expert, action: "complaint.assigned", subject: `complaint:${complaintId}` };
  },
  AnswerComplaint: async () => {
    const { complaintId } = await complaint();
    await it.complaints.answerComplaint({ complaintId, text: "a secret word" }, asTenant);
    const subject = `complaint:${complaintId}`;
    return { action: "complaint.answered", subject, actor: "key:tenant-a" };
  },
  RecordRefusal: async () => {
    const { complaintId } = await complaint();
    // Asked for again it is granted once.
    for (const _again of [1, 2]) {
      await it.complaints.recordRefusal({ complaintId, everyLine: false }, asExpert);
    }
    const subject = `complaint:${complaintId}`;
    return { ...expert, action: "complaint.refusal_recorded", subject };
  },
  DecideComplaint: async () => {
    const { complaintId, verdictId: verdict } = await complaint();
    const subject = `complaint:${complaintId}`;
    await decideComplaint(complaintId);
    await told({ action: "complaint.proposed", subject, after: { proposed: "confirm", verdict } });
    await decideComplaint(complaintId, asSecondExpert);
    const violation = "advertising_from_service_line";
    const after = { violation, verdict, proposed_by: "key:expert-1" };
    return { action: "complaint.confirmed", actor: "key:key-2", subject, after };
  },
  WithdrawComplaintDecision: async () => {
    const { complaintId } = await complaint();
    await decideComplaint(complaintId);
    await it.complaints.withdrawComplaintDecision({ complaintId, expectedVersion: 0n }, asExpert);
    return { ...expert, action: "complaint.withdrawn", subject: `complaint:${complaintId}` };
  },
  ExportEvidence: async () => {
    const { complaintId } = await complaint();
    for await (const _part of it.complaints.exportEvidence({ complaintId }, asExpert));
    return { ...expert, action: "complaint.exported", subject: `complaint:${complaintId}` };
  },
};

const told = ({ before = {}, after = {}, ...said }: Entry): Promise<TrailExtended> => {
  const has = (fields: object, wanted: object) =>
    Object.entries(wanted).every(([name, value]) => Reflect.get(fields, name) === value);
  return eventually(() =>
    it.facts.trail.find(
      (entry) => has(entry, said) && has(entry.before, before) && has(entry.after, after),
    ),
  );
};
const cardOf = async (verdictId: string, caller = asTenant) =>
  (await it.client.getVerdict({ verdictId, language: "fa" }, caller)).card;

describe("every RPC that changes something is told for the audit trail, with who did it", () => {
  test("each of them is tried", () => {
    const doors: ReadonlySet<string> = new Set(publicComplaintMethods);
    const names = it.rpcs.map((rpc) => rpc.split(".")[1] ?? "");
    const changing = names.filter((name) => !looks.has(name) && !doors.has(name));
    expect(Object.keys(acts).toSorted()).toEqual(changing.toSorted());
  });

  test.each(Object.keys(acts))("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    const entry = await told(await act());
    expect(entry).toMatchObject({ tenantId: "tenant-a", providerId: "asanak" });
    expect(JSON.stringify(it.facts.trail)).not.toMatch(/secret|98912/u);
  });
});

test("what the rules judge of a campaign is told with its card, the same object for its owner and the desk", async () => {
  const campaignId = next();
  await it.materialise(materialised(campaignId, { text: promotion }), campaignId);
  const subject = `campaign:${campaignId}:1`;
  const { after, actor } = await told({ action: "verdict.refused", subject });
  const card = await cardOf(after["verdict"] ?? "");
  expect(actor).toBe("service:compliance");
  expect(card).toMatchObject({ subject, decision: Decision.REFUSED, decidingRule: after["rule"] });
  expect(await cardOf(after["verdict"] ?? "", asExpert)).toEqual(card);
});

test("the card that held a campaign and the one that let it go are both named by the desk's entry", async () => {
  const { caseId: subject, verdictId } = await held();
  await decideText(subject);
  const { before, after } = await told({ action: "text_case.cleared", subject });
  expect(before).toEqual({ verdict: verdictId });
  expect(await cardOf(verdictId)).toMatchObject({ overriddenBy: after["verdict"] });
  expect(await cardOf(after["verdict"] ?? "")).toMatchObject({ overrides: verdictId });
});

test("a decision that was not taken leaves the reason, and a return its reasons", async () => {
  const { caseId: subject } = await held();
  await decideText(subject, asExpert, TextDecision.RETURN);
  await told({ action: "text_case.returned", subject });
  await expect(decideText(subject)).rejects.toMatchObject({ reason: "CASE_CLOSED" });
  const { codes } = await told({ action: "text_case.not_done", subject });
  expect(codes).toEqual(["CASE_CLOSED"]);
  expect((await told({ action: "text_case.returned", subject })).codes).toEqual(["promotion"]);
});

test("an override of a card that stands for good or no more, and a review by the old door that came too late, leave their reason", async () => {
  const { caseId, verdictId } = await held();
  await decideText(caseId);
  const override = (card: string) =>
    it.desk.overrideVerdict({ verdictId: card, clear: true, note: "no", language: "en" }, asExpert);
  await expect(override(verdictId)).rejects.toMatchObject({ reason: "VERDICT_NOT_STANDING" });
  const cleared = await told({ action: "text_case.cleared", subject: caseId });
  const final = cleared.after["verdict"] ?? "";
  await expect(override(final)).rejects.toMatchObject({ reason: "VERDICT_FINAL" });
  const codesOf = async (card: string) =>
    (await told({ ...expert, action: "verdict.not_done", subject: `verdict:${card}` })).codes;
  expect(await codesOf(verdictId)).toEqual(["VERDICT_NOT_STANDING"]);
  expect(await codesOf(final)).toEqual(["VERDICT_FINAL"]);

  const templateId = await template();
  const late = { templateId, approve: true, note: "no", expectedVersion: 7n, category: "" };
  await expect(it.client.reviewTemplate(late, asExpert)).rejects.toMatchObject({
    reason: "TEMPLATE_CHANGED",
  });
  const subject = `template:${templateId}`;
  const { codes, tenantId } = await told({ ...expert, action: "template.not_done", subject });
  expect([tenantId, ...codes]).toEqual(["tenant-a", "TEMPLATE_CHANGED"]);
});

test("what somebody is forbidden is told, for the chain of the company or of the desk", async () => {
  const { caseId } = await held();
  await expect(decideText(caseId, asTenant)).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  const subject = "rpc:TextDeskService.DecideTextCase";
  const { tenantId, codes } = await told({ action: "call.refused", subject });
  expect([tenantId, ...codes]).toEqual(["tenant-a", "STAFF_REQUIRED"]);
});
