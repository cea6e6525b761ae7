import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { decideAtDesk } from "./campaign-case.js";
import type { Sending } from "./judge-sending.js";
import { byTemplate, freeText, judge, line, template, title } from "./sending.testing.js";
import { makeCard } from "./verdict.js";

describe("the house's rules", () => {
  test("another tenant's line and no line at all are the same", () => {
    const foreign = judge({ line: { ...line, tenantId: "tenant-b" } });
    const absent = judge({ line: undefined, pack: undefined });
    expect(foreign).toEqual(absent);
    expect(absent).toMatchObject({ decision: "refused", deciding: { code: "line_unknown" } });
  });

  test("a market without a gate is not cleared", () => {
    const ungated = { ...market("VN"), gates: [] };
    expect(judge({ pack: ungated }).deciding?.code).toBe("market_not_judged");
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
    const untold = judge({ content, advertisingLines: undefined });
    expect(untold.deciding?.remedy).not.toMatch(/Yours|You hold/u);
    const facts = untold.rulesTried.flatMap((rule) => rule.facts.map(({ name }) => name));
    expect(facts).not.toContain("own_advertising_lines");
  });

  test("is also what an approved template says, and what its variables smuggle in", () => {
    const lottery = byTemplate({ body: "در قرعه‌کشی {code} شرکت کنید" });
    expect(judge({ content: lottery })).toMatchObject({ decision: "refused", category: "lottery" });
    const smuggled = { ...byTemplate(), text: "سفارش ۲۰٪ تخفیف ارسال شد" };
    expect(judge({ content: smuggled }).deciding?.code).toBe("advertising_on_service_line");
    const honest = { ...byTemplate(), text: "سفارش 7731 ارسال شد" };
    expect(judge({ content: honest }).decision).toBe("cleared");
  });

  test("[IR-MEL-05] is also what nobody asked for, whatever it says; from an advertising line it goes", () => {
    for (const content of [{ ...freeText, text: "کد تایید شما: 48213" }, byTemplate()]) {
      expect(judge({ content }).decision).toBe("cleared");
      const unasked = judge({ content, solicited: false });
      expect(unasked.deciding?.code).toBe("advertising_on_service_line");
    }
    const advertising = { ...line, type: "advertising" };
    expect(judge({ line: advertising, content: { ...freeText, text } }).decision).toBe("cleared");
  });
});

const obscure = { ...freeText, text: "مطلب تازه را ببین" };

describe("a typed value of an approved template", () => {
  const filled = (type: "code" | "link", value: string): Partial<Sending> => {
    const body = type === "code" ? "Sipariş no {v}. Teşekkürler" : "Siparişiniz: {v} adresinde";
    const variables = [{ name: "v", maxLength: 60, type }];
    const text = body.replace("{v}", value);
    const of = { ...template, market: "TR", body, variables };
    const content = { text, templateId: "template-1", template: of };
    const line = { ...title, family: "sender_title" };
    return { line, pack: market("TR"), content, traffic: "informational", as: "message" };
  };

  test("says what codes and links say, and nothing comes of it", () => {
    for (const code of ["7731", "TR-7731/A", "A-B-C-D", "GIB2026000001234"])
      expect(judge(filled("code", code)).decision, code).toBe("cleared");
    for (const link of [
      "https://ornek.com.tr/takip/7731",
      "indirimevi.com/siparis/7731?t=AbC9xQ",
      "kargo.ornek.com",
    ])
      expect(judge(filled("link", link)).decision, link).toBe("cleared");
  });

  test("smuggles no words in: parted by signs, run together with digits, spelled out or in a link's path", () => {
    for (const code of ["BUYUK-INDIRIM", "INDIRIM50", "YazIndirim", "i.n.d.i.r.i.m", "1ND1RIM"])
      expect(judge(filled("code", code)).deciding?.code, code).toBe("marketing_as_informational");
    for (const link of ["BUYUK.INDIRIM.BASLADI", "https://ornek.com/yuzde-50-indirim"])
      expect(judge(filled("link", link)).deciding?.code, link).toBe("marketing_as_informational");
    const refused = judge(filled("code", "BUYUK-INDIRIM")).deciding;
    expect(refused?.remedy).toContain("indirim");
  });

  test("has no room for letters that look like others", () => {
    const code = judge(filled("code", "\u0406ND\u0406R\u0406M")).deciding?.code;
    expect(code).toBe("text_not_of_template");
  });
});

describe("a text that names a template", () => {
  test("is that template, or it is refused with the way to the difference", () => {
    const other = { ...byTemplate(), text: "سفارش 7731 ارسال گردید" };
    expect(judge({ content: other }).deciding).toMatchObject({
      code: "text_not_of_template",
      remedy: expect.stringContaining("/v1/templates/match"),
    });
    const long = { ...byTemplate(), text: "سفارش 1234567890123 ارسال شد" };
    expect(judge({ content: long }).deciding?.code).toBe("text_not_of_template");
  });
});

describe("the shared line", () => {
  const shared = { ...line, family: "shared_pattern", type: "service" };
  const text = "سفارش 7731 ارسال شد";

  test("[IR-MEL-07] carries approved patterns, also to numbers that block advertising", () => {
    const content = { ...byTemplate(), text };
    const recipient = {
      kind: "one",
      findings: new Set(["blacklisted", "not_on_customer_list"]),
    } as const;
    expect(judge({ line: shared, content, recipient, as: "message" }).decision).toBe("cleared");
    expect(judge({ line: shared, content: freeText }).deciding?.code).toBe("pattern_not_approved");
  });

  test("[IR-MEL-08] carries no pattern before an expert has approved it, nor one that was rejected", () => {
    for (const state of ["under_review", "rejected"]) {
      const content = { ...byTemplate({ state }), text };
      expect(judge({ line: shared, content }).deciding?.code, state).toBe("pattern_not_approved");
    }
  });

  test("[IR-ASN-32] carries no promotion, which is offered the sender's advertising line", () => {
    const content = byTemplate({ body: "۲۰ درصد تخفیف {code}" });
    const own = { ...line, lineId: "line-2", type: "advertising", number: "02191009999" };
    const judged = judge({ line: shared, content, advertisingLines: [own] });
    expect(judged.deciding?.code).toBe("advertising_on_service_line");
    expect(judged.deciding?.remedy).toContain("02191009999");
  });
});

describe("characters that hide a word", () => {
  test("are refused by name and place: a Cyrillic letter, an override of direction", () => {
    const alien = { ...freeText, text: "Order s\u0435nt" };
    expect(judge({ content: alien }).deciding).toMatchObject({
      code: "hidden_characters",
      remedy: expect.stringContaining("U+0435, which looks like e, at character 8"),
    });
    const turned = { ...freeText, text: "سفارش \u202eشما" };
    expect(judge({ content: turned }).deciding?.remedy).toContain("U+202E");
  });

  test("do not slip advertising past a rule", () => {
    for (const text of [
      "تخـفـیـف ویژه",
      "ت خ ف ی ف",
      "ت\u200cخ\u200cف\u200cی\u200cف",
      "تخ*فیف",
      "تخفيف",
    ]) {
      expect(judge({ content: { ...freeText, text } }).category, text).toBe("discount");
    }
  });
});

describe("the desk", () => {
  test("does not read what the rules are certain of, however many it goes to", () => {
    expect(judge({ recipients: 1_000_000 }).decision).toBe("cleared");
  });

  test("reads a text of which nothing is known when it goes to more than the configured number", () => {
    expect(judge({ content: obscure, recipients: 1_000 }).decision).toBe("cleared");
    expect(judge({ content: obscure, recipients: 1_001 })).toMatchObject({
      decision: "held",
      overrideBy: "expert",
      deciding: { code: "free_text_needs_desk" },
    });
  });

  test("reads what leans to advertising, however few it goes to; a message cannot wait", () => {
    const leaning = { ...freeText, text: "فقط امروز در شعبه ونک" };
    expect(judge({ content: leaning, recipients: 2 })).toMatchObject({
      decision: "held",
      content: { advertising: true, certain: false },
    });
    expect(judge({ content: leaning, recipients: 1, as: "message" }).decision).toBe("cleared");
    expect(judge({ content: leaning, recipients: 2, as: "dry_run" }).decision).toBe("cleared");
  });

  test("reads an invoice that mentions a discount; as a single message the pack's word stops it", () => {
    const invoice = {
      ...freeText,
      text: "فاکتور خرید شما: جمع ۱۲۰ تومان، تخفیف ۱۰، قابل پرداخت ۱۱۰",
    };
    expect(judge({ content: invoice }).decision).toBe("held");
    const single = judge({ content: invoice, as: "message" });
    expect(single.deciding?.code).toBe("advertising_on_service_line");
    expect(single.deciding?.remedy).toContain("approved as a template");
  });

  test("is not needed for an approved template, nor on an advertising line", () => {
    const read = byTemplate({ body: "مطلب تازه را ببین" });
    expect(judge({ recipients: 100_000, content: read }).decision).toBe("cleared");
    const advertising = { ...line, type: "advertising" };
    const content = obscure;
    expect(judge({ recipients: 100_000, line: advertising, content }).decision).toBe("cleared");
  });

  test("clears or refuses with the expert's note, but not against a rule", () => {
    const held = judge({ content: obscure, recipients: 5_000 });
    const desk = { note: "too vague", reasons: [], decidedBy: ["key:1"] };
    expect(decideAtDesk(held, { ...desk, decision: "approve" })).toMatchObject({
      decision: "cleared",
    });
    const refused = decideAtDesk(held, { ...desk, decision: "refuse" });
    expect(refused).toMatchObject({ decision: "refused", deciding: { code: "desk_review" } });
    expect(refused.deciding?.remedy).toContain("too vague");
    const returned = decideAtDesk(held, { ...desk, decision: "return", reasons: ["promotion"] });
    expect(returned).toMatchObject({ decision: "refused", deciding: { code: "desk_returned" } });
    const suspended = judge({
      content: obscure,
      recipients: 5_000,
      line: { ...line, status: "suspended" },
    });
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
