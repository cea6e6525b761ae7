import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { decideAtDesk } from "./campaign-case.js";
import { judgeSending, type Sending } from "./judge-sending.js";
import type { Line } from "./line.js";
import type { Template } from "./template.js";
import { makeCard } from "./verdict.js";

const line: Line = {
  lineId: "line-1",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: "service",
  status: "active",
  version: 5,
};
const template: Template = {
  templateId: "template-1",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  name: "order sent",
  body: "سفارش {code} ارسال شد",
  variables: [{ name: "code", maxLength: 12, type: "text" }],
  state: "approved",
  category: null,
  reviewNote: "",
  version: 2,
  worstCaseParts: 1,
};
const freeText = { text: "سفارش شما ارسال شد", templateId: "", template: undefined };
const byTemplate = (over: Partial<Template> = {}) => ({
  text: "",
  templateId: "template-1",
  template: { ...template, ...over },
});

const judge = (over: Partial<Sending> = {}) =>
  judgeSending({
    tenantId: "tenant-a",
    line,
    pack: market("IR"),
    content: freeText,
    solicited: true,
    recipient: { kind: "filtered", dropped: {}, listVersion: 1 },
    recipients: 500,
    holdAbove: 1_000,
    advertisingLines: [],
    ...over,
  });

describe("the house's rules", () => {
  test("another tenant's line and no line at all are the same", () => {
    const foreign = judge({ line: { ...line, tenantId: "tenant-b" } });
    const absent = judge({ line: undefined, pack: undefined });
    expect(foreign).toEqual(absent);
    expect(absent).toMatchObject({ decision: "refused", deciding: { code: "line_unknown" } });
  });

  test("a market without a gate is not cleared", () => {
    expect(judge({ pack: market("VN") }).deciding?.code).toBe("market_not_judged");
    expect(judge({ pack: undefined }).deciding?.code).toBe("market_not_judged");
  });

  test("neither text nor template is refused", () => {
    const content = { text: " ", templateId: "", template: undefined };
    expect(judge({ content }).deciding?.code).toBe("content_missing");
  });

  test("a template must be the tenant's own and approved", () => {
    const unknown = { text: "", templateId: "template-9", template: undefined };
    expect(judge({ content: unknown }).deciding?.code).toBe("template_unknown");
    expect(judge({ content: byTemplate({ tenantId: "tenant-b" }) }).deciding?.code).toBe(
      "template_unknown",
    );
    for (const state of ["under_review", "rejected"]) {
      expect(judge({ content: byTemplate({ state }) }).deciding?.code).toBe(
        "template_not_approved",
      );
    }
    expect(judge({ content: byTemplate() }).decision).toBe("cleared");
  });
});

describe("advertising on a service line", () => {
  const text = "۲۰ درصد تخفیف برای خرید آخر هفته";

  test("is refused, with code, source and the facts it was decided upon", () => {
    const judged = judge({ content: { ...freeText, text } });
    expect(judged).toMatchObject({
      decision: "refused",
      category: "discount",
      subject: "text",
      overrideBy: "",
      deciding: { code: "advertising_on_service_line" },
    });
    expect(judged.deciding?.source).toContain("001 · What is it");
    expect(judged.rulesTried.at(-1)).toMatchObject({ passed: false });
    expect(judged.rulesTried.at(-1)?.facts).toContainEqual({
      name: "category",
      value: "discount",
      version: "2021-01-01",
    });
  });

  test("the remedy names the advertising line that the sender has", () => {
    const own = { ...line, lineId: "line-2", type: "advertising", number: "02191009999" };
    const content = { ...freeText, text };
    expect(judge({ content, advertisingLines: [own] }).deciding?.remedy).toContain("02191009999");
    expect(judge({ content }).deciding?.remedy).toContain("ask your provider");
  });

  test("is also what an approved template says, and what its variables smuggle in", () => {
    expect(judge({ content: byTemplate({ category: "lottery" }) }).category).toBe("lottery");
    const smuggled = { ...byTemplate(), text };
    expect(judge({ content: smuggled }).deciding?.code).toBe("advertising_on_service_line");
  });

  test("is also what nobody asked for; from an advertising line it goes", () => {
    expect(judge({ solicited: false }).deciding?.code).toBe("advertising_on_service_line");
    const advertising = { ...line, type: "advertising" };
    expect(judge({ line: advertising, content: { ...freeText, text } }).decision).toBe("cleared");
  });
});

describe("the desk", () => {
  test("reads a free text of a service line that goes to more than the configured number", () => {
    expect(judge({ recipients: 1_000 }).decision).toBe("cleared");
    expect(judge({ recipients: 1_001 })).toMatchObject({
      decision: "held",
      overrideBy: "expert",
      deciding: { code: "free_text_needs_desk" },
    });
  });

  test("is not needed for an approved template, nor on an advertising line", () => {
    expect(judge({ recipients: 100_000, content: byTemplate() }).decision).toBe("cleared");
    const advertising = { ...line, type: "advertising" };
    expect(judge({ recipients: 100_000, line: advertising }).decision).toBe("cleared");
  });

  test("clears or refuses with the expert's note, but not against a rule", () => {
    const held = judge({ recipients: 5_000 });
    const desk = { note: "too vague", reasons: [], decidedBy: ["key:1"] };
    expect(decideAtDesk(held, { ...desk, decision: "approve" })).toMatchObject({
      decision: "cleared",
    });
    const refused = decideAtDesk(held, { ...desk, decision: "refuse" });
    expect(refused).toMatchObject({ decision: "refused", deciding: { code: "desk_review" } });
    expect(refused.deciding?.remedy).toContain("too vague");
    const returned = decideAtDesk(held, { ...desk, decision: "return", reasons: ["promotion"] });
    expect(returned).toMatchObject({ decision: "refused", deciding: { code: "desk_returned" } });
    const suspended = judge({ recipients: 5_000, line: { ...line, status: "suspended" } });
    expect(decideAtDesk(suspended, { ...desk, decision: "approve" })).toBe(suspended);
  });
});

test("only a cleared card carries a clearance, and it ends", () => {
  const at = new Date("2026-11-22T10:00:00Z");
  const about = {
    verdictId: "v",
    clearanceId: "c",
    tenantId: "tenant-a",
    providerId: "asanak",
    subject: "message",
    at,
    clearanceMs: 86_400_000,
  };
  expect(makeCard(judge(), about)).toMatchObject({
    decision: "cleared",
    clearanceId: "c",
    decidingRule: "",
    remedy: "",
    expiresAt: new Date("2026-11-23T10:00:00Z"),
  });
  const refused = makeCard(judge({ line: undefined }), about);
  expect(refused).toMatchObject({ clearanceId: "", decidingRule: "line_unknown" });
  expect(refused.expiresAt).toBeUndefined();
});
