import { Decision, type JudgeItem } from "@whiteline/contracts/compliance/v1/compliance";
import { LineActivated, LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import {
  asCampaigns,
  asExpert,
  asOtherExpert,
  asStranger,
  asTenant,
  materialised,
  promotion,
  serviceLine,
  startCompliance,
} from "./compliance-env.js";
import { register, review } from "./register-template.js";

type World = Awaited<ReturnType<typeof startCompliance>>;

const judge = async (it: World, items: readonly Partial<JudgeItem>[], lineId = "line-service") => {
  const asked = { lineId, solicited: true, items: items.map(toItem) };
  return (await it.client.judge(asked, asCampaigns)).judgements;
};
const toItem = (item: Partial<JudgeItem>): JudgeItem => ({
  text: "",
  templateId: "",
  recipientFindings: [],
  operator: "MCI",
  alphabet: "ucs2",
  parts: 1,
  ...item,
});
const cardOf = async (it: World, verdictId: string, caller = asTenant) =>
  (await it.client.getVerdict({ verdictId }, caller)).card!;
const countCards = (it: World) => it.connection.collection("verdicts").countDocuments();

test("a campaign is cleared, refused or held exactly once though the fact comes twice", async () => {
  await using it = await startCompliance();
  const { templateId } = await review(it, await register(it));
  const campaigns = [
    materialised("by-template", { text: "", templateId, recipients: 100_000n }),
    materialised("promotion", { text: promotion }),
    materialised("large-free-text", { recipients: 1_001n }),
    materialised("foreign-line", { lineId: "line-9" }),
    materialised("forecast", { recipients: 100_000n, dryRun: true }),
  ];
  // Twice at the same moment, and once more when all is decided.
  for (const round of ["1", "2"]) {
    await Promise.all(campaigns.map((c) => it.materialise(c, `${c.campaignId}:${round}`)));
  }
  const { cleared, held, refused } = it.facts;
  await eventually(() => cleared.length + held.length + refused.length >= 5);
  for (const campaign of campaigns) await it.materialise(campaign, `${campaign.campaignId}:3`);
  await it.materialise(materialised("last"), "last:1");
  await eventually(() => cleared.some(({ campaignId }) => campaignId === "last"));

  expect(cleared.map((fact) => fact.campaignId).sort()).toEqual([
    "by-template",
    "forecast",
    "last",
  ]);
  expect(held.map((fact) => fact.campaignId)).toEqual(["large-free-text"]);
  expect(refused.map((fact) => [fact.campaignId, fact.rule]).sort()).toEqual([
    ["foreign-line", "line_unknown"],
    ["promotion", "advertising_on_service_line"],
  ]);
  expect(await countCards(it)).toBe(6);

  const first = cleared.find(({ campaignId }) => campaignId === "by-template")!;
  expect(first.materialised).toEqual(campaigns[0]);
  expect(first.expiresAt!.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
  expect(first.clearanceId).not.toBe("");
  const card = await cardOf(it, first.verdictId);
  expect(card).toMatchObject({ subject: "campaign:by-template:1", decision: Decision.CLEARED });
  expect(card.rulesTried.every(({ passed }) => passed)).toBe(true);
  expect(card.rulesTried.find(({ rule }) => rule === "opted_out")?.facts).toMatchObject([
    { name: "recipients_dropped_before", value: "12", version: "4" },
  ]);
  const promoted = refused.find(({ campaignId }) => campaignId === "promotion")!;
  expect(promoted.remedy).toContain("02191009999");
  expect(promoted.source).toContain("001 · What is it");
});

test("each variant of a campaign is judged by itself, and what one of them may not the campaign may not", async () => {
  await using it = await startCompliance();
  const { templateId } = await review(it, await register(it));
  const variant = (name: string, text: string) => ({
    name,
    text,
    templateId: "",
    recipients: 450n,
  });
  const plain = variant("A", "مطلب تازه را ببین");
  const ofTemplate = { name: "B", text: "", templateId, recipients: 450n };
  const campaigns = [
    materialised("fair", { text: "", variants: [plain, ofTemplate] }),
    materialised("promoting", { text: "", variants: [plain, variant("B", promotion)] }),
    materialised("divided", { text: "", recipients: 1_002n, variants: [ofTemplate, plain] }),
  ];
  for (const campaign of campaigns) await it.materialise(campaign, campaign.campaignId);
  const { cleared, held, refused } = it.facts;
  await eventually(() => cleared.length + held.length + refused.length === 3);
  expect(cleared.map(({ campaignId }) => campaignId)).toEqual(["fair"]);
  expect(held.map(({ campaignId }) => campaignId)).toEqual(["divided"]);
  expect(refused).toMatchObject([{ campaignId: "promoting", rule: "advertising_on_service_line" }]);
  expect(await countCards(it)).toBe(6);
  const { verdictId } = refused[0]!;
  expect((await it.client.getVerdict({ verdictId }, asTenant)).card).toMatchObject({
    variant: "B",
    variants: [
      { variant: "A", decision: Decision.CLEARED },
      { variant: "B", decision: Decision.REFUSED, verdictId },
    ],
  });
  const { cases } = await it.desk.listTextCases({}, asExpert);
  expect(cases.find(({ campaignId }) => campaignId === "divided")?.text).toContain(plain.text);
});

test("a held campaign continues or ends by the expert's word, once", async () => {
  await using it = await startCompliance({ HOLD_FREE_TEXT_ABOVE: "10" });
  const [one, two] = [materialised("one"), materialised("two")];
  for (const campaign of [one, two]) await it.materialise(campaign, campaign.campaignId);
  await eventually(() => it.facts.held.length === 2);
  const decide = (campaignId: string, clear: boolean, caller = asExpert) => {
    const request = { campaignId, revision: 1n, clear, note: clear ? "" : "say which order" };
    return it.client.decideHeldCampaign(request, caller);
  };
  await expect(decide("one", true, asOtherExpert)).rejects.toMatchObject({
    kind: "not_found",
    reason: "CAMPAIGN_UNKNOWN",
  });
  await expect(decide("one", true, asTenant)).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });

  const { card } = await decide("one", true);
  expect(card).toMatchObject({ decision: Decision.CLEARED, decidingRule: "desk_review" });
  expect((await decide("one", true)).card?.verdictId).toBe(card?.verdictId);
  await expect(decide("one", false)).rejects.toMatchObject({ reason: "CAMPAIGN_NOT_HELD" });
  await eventually(() => it.facts.cleared.length === 1);
  expect(it.facts.cleared[0]?.materialised).toEqual(one);

  await decide("two", false);
  await eventually(() => it.facts.refused.length === 1);
  expect(it.facts.refused[0]).toMatchObject({ campaignId: "two", rule: "desk_review" });
  expect(it.facts.refused[0]?.remedy).toContain("say which order");
  expect(it.facts.cleared).toHaveLength(1);
});

test("[IR-ASN-01] messages of a service line are judged by rule, never by hour or black list", async () => {
  await using it = await startCompliance();
  const { templateId } = await review(it, await register(it));
  const judged = await judge(it, [
    { text: "کد تایید شما: ۱۲۳۴", recipientFindings: ["blacklisted"] },
    { text: "کد تایید شما: ۹۸۷۶" },
    { templateId, text: "سفارش ۱۲ ارسال شد" },
    { text: promotion },
    { text: "کد تایید شما: ۵۵۵۵", recipientFindings: ["opted_out"] },
    { text: "کد تایید شما: ۶۶۶۶", recipientFindings: ["not_on_customer_list"] },
    { templateId: "template-9" },
  ]);
  expect(judged.map(({ decision, refusal }) => refusal?.code ?? decision)).toEqual([
    Decision.CLEARED,
    Decision.CLEARED,
    Decision.CLEARED,
    "advertising_on_service_line",
    "opted_out",
    "not_on_customer_list",
    "template_unknown",
  ]);
  // Cleared alike, one card: free texts share theirs, the template has its own, each refusal too.
  expect(judged[0]?.clearanceId).toBe(judged[1]?.clearanceId);
  expect(judged[0]?.clearanceId).not.toBe(judged[2]?.clearanceId);
  expect(new Set(judged.map(({ verdictId }) => verdictId)).size).toBe(6);
  expect(await countCards(it)).toBe(6);
  expect(judged[3]).toMatchObject({ clearanceId: "", category: "discount" });
  expect(judged[3]?.refusal?.remedy).toContain("02191009999");
  expect(await cardOf(it, judged[3]!.verdictId)).toMatchObject({
    subject: "message",
    decision: Decision.REFUSED,
    decidingRule: "advertising_on_service_line",
  });
  await expect(cardOf(it, judged[3]!.verdictId, asStranger)).rejects.toMatchObject({
    reason: "VERDICT_UNKNOWN",
  });
  expect((await cardOf(it, judged[3]!.verdictId, asExpert)).tenantId).toBe("tenant-a");

  const advertised = await judge(
    it,
    [{ text: promotion }, { text: promotion, recipientFindings: ["blacklisted"] }],
    "line-advertising",
  );
  expect(advertised.map(({ refusal }) => refusal?.code)).toEqual([undefined, "blacklisted"]);
});

test("a template that was approved a moment ago is judged as approved", async () => {
  await using it = await startCompliance();
  const template = await register(it);
  const asked = [{ templateId: template.templateId }];
  expect((await judge(it, asked))[0]?.refusal?.code).toBe("template_not_approved");
  await review(it, template);
  expect((await judge(it, asked))[0]?.decision).toBe(Decision.CLEARED);
});

test("a line that was suspended, or that is new, is known when the next message is judged", async () => {
  await using it = await startCompliance();
  expect((await judge(it, [{ text: "سلام" }]))[0]?.decision).toBe(Decision.CLEARED);
  const line = { ...serviceLine, status: LineStatus.SUSPENDED, version: 4n };
  await it.events.publish(LineSuspended, { line, reason: "complaint", at: new Date() }, "suspend");
  await eventually(async () => {
    const [judged] = await judge(it, [{ text: "سلام" }]);
    return judged?.refusal?.code === "line_not_active";
  });
  // An older word of the line changes nothing.
  await it.events.publish(
    LineSuspended,
    { line: { ...serviceLine, lineId: "line-2", version: 1n }, reason: "", at: new Date() },
    "other",
  );
  await eventually(async () => (await judge(it, [{ text: "سلام" }], "line-2"))[0]?.clearanceId);
  expect((await judge(it, [{ text: "سلام" }]))[0]?.refusal?.code).toBe("line_not_active");

  // Its fact is still on its way: the registry is asked.
  it.lines.set("line-new", { ...serviceLine, lineId: "line-new" });
  expect((await judge(it, [{ text: "سلام" }], "line-new"))[0]?.decision).toBe(Decision.CLEARED);
  it.lines.set("line-foreign", { ...serviceLine, lineId: "line-foreign", tenantId: "tenant-b" });
  expect((await judge(it, [{ text: "سلام" }], "line-foreign"))[0]?.refusal?.code).toBe(
    "line_unknown",
  );
});

test("without lines-registry compliance starts, and learns lines by their facts", async () => {
  await using it = await startCompliance({
    LINES_REGISTRY_URL: "127.0.0.1:1",
    LOG_LEVEL: "silent",
  });
  await it.events.publish(LineActivated, { line: serviceLine, at: new Date() }, "activated");
  await eventually(async () => (await judge(it, [{ text: "سلام" }]))[0]?.clearanceId);
  // Whether the sender has an advertising line is not known yet, so nothing is said of it.
  const [refused] = await judge(it, [{ text: promotion }]);
  expect(refused?.refusal?.remedy).not.toMatch(/Yours|You hold/u);
  // Of a line that no fact has told, nothing is decided: it may exist.
  await expect(judge(it, [{ text: "سلام" }], "line-9")).rejects.toMatchObject({
    kind: "unavailable",
  });
});

test("more messages than a group holds, and a request without an id, are named", async () => {
  await using it = await startCompliance();
  await expect(
    judge(
      it,
      Array.from({ length: 1_001 }, () => ({ text: "سلام" })),
    ),
  ).rejects.toMatchObject({ kind: "invalid", reason: "TOO_MANY_ITEMS" });
  await expect(register(it, { requestId: "" })).rejects.toMatchObject({
    reason: "REQUEST_ID_MISSING",
  });
});

test("[IR-ASN-32] what the rules say of a text is asked beforehand, and promotion is offered the advertising line", async () => {
  await using it = await startCompliance();
  const question = { lineId: "line-service", templateId: "", traffic: "", recipients: 500n };
  const checked = await it.client.checkText({ ...question, text: promotion }, asTenant);
  expect(checked).toMatchObject({
    decision: Decision.REFUSED,
    content: { category: "discount", advertising: true, certain: true },
    refusal: { code: "advertising_on_service_line" },
  });
  expect(checked.refusal?.remedy).toContain("02191009999");
  const notice = "سفارش شماره 7731 ثبت شد";
  expect(await it.client.checkText({ ...question, text: notice }, asTenant)).toMatchObject({
    decision: Decision.CLEARED,
    content: { category: "order_status", advertising: false, certain: true },
  });
  const disguised = await it.client.checkText({ ...question, text: "Order s\u0435nt" }, asTenant);
  expect(disguised.content?.disguises).toMatchObject([
    { code: "look_alike", at: 7, found: "U+0435", looksLike: "e" },
  ]);
  expect(await countCards(it)).toBe(0);
});
