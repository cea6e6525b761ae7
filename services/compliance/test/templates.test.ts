import { TemplateState, VariableType } from "@whiteline/contracts/compliance/v1/compliance";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import {
  asCampaigns,
  asExpert,
  asFinance,
  asOtherExpert,
  asStranger,
  asTenant,
  materialised,
  startCompliance,
} from "./compliance-env.js";
import { draft, register, review } from "./register-template.js";

test("a template is refused with every finding at once, and nothing of it is kept", async () => {
  await using it = await startCompliance();
  const { outcome } = await it.client.registerTemplate(
    draft({
      body: "{code} {shop} {",
      variables: [{ name: "code", maxLength: 0, type: VariableType.UNSPECIFIED, pattern: "" }],
    }),
    asTenant,
  );
  expect(outcome).toMatchObject({ $case: "refused" });
  const findings = outcome?.$case === "refused" ? outcome.value.findings : [];
  expect(findings.map(({ code }) => code).sort()).toEqual([
    "VARIABLE_LENGTH_MISSING",
    "VARIABLE_UNCLOSED",
    "VARIABLE_UNDECLARED",
  ]);
  expect((await it.client.listTemplates({ reviewQueue: false }, asTenant)).templates).toEqual([]);
});

test("a registered template is reviewed once, by an expert of the tenant's provider", async () => {
  await using it = await startCompliance();
  const template = await register(it);
  expect(template).toMatchObject({
    state: TemplateState.UNDER_REVIEW,
    version: 1n,
    worstCaseParts: 1,
  });
  // A replayed request answers what it made; with other content it is another request.
  expect((await register(it)).templateId).toBe(template.templateId);
  await expect(register(it, { name: "other" })).rejects.toMatchObject({
    kind: "already_exists",
    reason: "REQUEST_ID_REUSED",
  });
  const queue = await it.client.listTemplates({ reviewQueue: true }, asExpert);
  expect(queue.templates.map(({ templateId }) => templateId)).toEqual([template.templateId]);
  expect((await it.client.listTemplates({ reviewQueue: true }, asOtherExpert)).templates).toEqual(
    [],
  );

  const request = { templateId: template.templateId, approve: true, note: "" };
  const current = { ...request, expectedVersion: 1n };
  await expect(it.client.reviewTemplate(current, asOtherExpert)).rejects.toMatchObject({
    reason: "TEMPLATE_UNKNOWN",
  });
  await expect(it.client.reviewTemplate(current, asFinance)).rejects.toMatchObject({
    reason: "ROLE_REQUIRED",
  });
  await expect(
    it.client.reviewTemplate({ ...request, expectedVersion: 7n }, asExpert),
  ).rejects.toMatchObject({ kind: "conflict", reason: "TEMPLATE_CHANGED" });
  await expect(
    it.client.reviewTemplate({ ...current, approve: false }, asExpert),
  ).rejects.toMatchObject({ reason: "NOTE_NEEDED" });

  expect(await review(it, template)).toMatchObject({ state: TemplateState.APPROVED, version: 2n });
  await eventually(() => it.facts.approved.length === 1);
  expect(it.facts.approved[0]).toMatchObject({ templateId: template.templateId, version: 2n });
  await expect(
    it.client.reviewTemplate({ ...request, expectedVersion: 2n }, asExpert),
  ).rejects.toMatchObject({ reason: "TEMPLATE_NOT_UNDER_REVIEW" });
});

test("another tenant's template does not exist; campaigns reads the tenant's", async () => {
  await using it = await startCompliance();
  const { templateId } = await register(it);
  await expect(it.client.getTemplate({ templateId }, asStranger)).rejects.toMatchObject({
    kind: "not_found",
    reason: "TEMPLATE_UNKNOWN",
  });
  expect((await it.client.getTemplate({ templateId }, asCampaigns)).template).toMatchObject({
    tenantId: "tenant-a",
  });
});

test("a text is compared with a template that is named, also while the desk still reads it", async () => {
  await using it = await startCompliance();
  const text = "سفارش 7731 ارسال شد";
  const { templateId } = await register(it);
  const found = await it.client.matchTemplate({ text, templateId: "" }, asTenant);
  expect(found).toMatchObject({ matches: false, templateId: "", tried: 0 });
  // While the desk still reads it, a named template is compared all the same.
  const named = await it.client.matchTemplate({ text, templateId }, asTenant);
  expect(named).toMatchObject({ matches: true, values: [{ name: "code", value: "7731", at: 6 }] });
});

test("a text that is an approved template to the character needs no expert; one that differs is told where", async () => {
  await using it = await startCompliance({ HOLD_FREE_TEXT_ABOVE: "10" });
  const { templateId } = await review(it, await register(it, { body: "مطلب {code} را ببین" }));
  await it.materialise(materialised("same", { text: "مطلب 12 را ببین" }), "same");
  await it.materialise(materialised("other", { text: "مطلب 12 را ببين" }), "other");
  const { cleared, held } = it.facts;
  await eventually(() => cleared.length + held.length === 2);
  expect(cleared.map(({ campaignId }) => campaignId)).toEqual(["same"]);
  expect(held.map(({ campaignId }) => campaignId)).toEqual(["other"]);
  const match = await it.client.matchTemplate(
    { text: "مطلب 12 را ببين", templateId: "" },
    asTenant,
  );
  expect(match).toMatchObject({ matches: false, templateId, tried: 1 });
  expect(match.changes.filter(({ culprit }) => culprit !== "")).toMatchObject([
    { kind: "replaced", found: "ي", expected: "ی", culprit: "arabic_yeh" },
  ]);
  await expect(
    it.client.matchTemplate({ text: "x".repeat(10_001), templateId: "" }, asTenant),
  ).rejects.toMatchObject({ reason: "TEXT_TOO_LONG" });
  await expect(
    it.client.matchTemplate({ text, templateId: "template-9" }, asTenant),
  ).rejects.toMatchObject({ reason: "TEMPLATE_UNKNOWN" });
  await expect(it.client.matchTemplate({ text, templateId }, asStranger)).rejects.toMatchObject({
    reason: "TEMPLATE_UNKNOWN",
  });
});
const text = "مطلب 12 را ببین";

test("what experts find texts to be is kept, and the rules in force are measured against it", async () => {
  await using it = await startCompliance();
  const bodies = [
    ["سفارش {code} ارسال شد", "order_status"],
    ["{code} درصد تخفیف", "discount"],
    ["مطلب {code} را ببین", "advertising"],
  ] as const;
  for (const [i, [body, category]] of bodies.entries()) {
    const registered = await register(it, { requestId: `r${i}`, body });
    const { templateId, version } = registered;
    const approve = category === "order_status";
    const note = approve ? "" : "promotion";
    await it.client.reviewTemplate(
      { templateId, approve, note, expectedVersion: version, category },
      asExpert,
    );
  }
  const { measures } = await it.client.measureContentRules({ market: "" }, asExpert);
  expect(measures).toMatchObject([
    { market: "IR", reviewed: 3n, rightlyAllowed: 1n, rightlyAdvertising: 1n, uncertain: 1n },
  ]);
  await expect(it.client.measureContentRules({ market: "" }, asTenant)).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
});
