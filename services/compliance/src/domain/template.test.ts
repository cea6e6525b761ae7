import { carriedAlphabets, market, type MarketCode } from "@whiteline/markets";
import { countParts } from "@whiteline/sms";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTemplate } from "./template-text.js";
import { checkTemplate, countWorstCase, worstCaseTexts, type TemplateDraft } from "./template.js";
import { patternOf, variableTypes, type VariableType } from "./variable-type.js";

const iran = market("IR");

const draft = (over: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: "order sent",
  body: "سفارش {code} ارسال شد",
  variables: [{ name: "code", maxLength: 12, type: "text" }],
  ...over,
});

const codesOf = (given: Partial<TemplateDraft>): readonly string[] => {
  const checked = checkTemplate(iran, draft(given));
  return checked.kind === "ok" ? [] : checked.findings.map(({ code }) => code).sort();
};

describe("a template", () => {
  test("without faults gets its category and its worst case", () => {
    expect(checkTemplate(iran, draft())).toEqual({
      kind: "ok",
      category: "order_status",
      worstCaseParts: 1,
    });
    expect(checkTemplate(iran, draft({ body: "{code} تخفیف" }))).toMatchObject({
      category: "discount",
    });
  });

  test.each<readonly [string, Partial<TemplateDraft>]>([
    ["VARIABLE_UNCLOSED", { body: "{code} and {co", variables: draft().variables }],
    ["VARIABLE_UNOPENED", { body: "{code} }" }],
    ["VARIABLE_NESTED", { body: "{code} {a{b}c}" }],
    ["VARIABLE_NAME_INVALID", { body: "{code} {}" }],
    ["VARIABLE_UNDECLARED", { body: "{code} {shop}" }],
    [
      "VARIABLE_UNKNOWN",
      { variables: [...draft().variables, { name: "shop", maxLength: 5, type: "text" }] },
    ],
    [
      "VARIABLE_DUPLICATE",
      { variables: [...draft().variables, { name: "code", maxLength: 5, type: "text" }] },
    ],
    ["VARIABLE_LENGTH_MISSING", { variables: [{ name: "code", maxLength: 0, type: "text" }] }],
    ["VARIABLE_LENGTH_TOO_LARGE", { variables: [{ name: "code", maxLength: 201, type: "text" }] }],
    ["LONE_SURROGATE", { body: "{code} \ud83d" }],
    ["hidden_characters", { body: "{code} \u202eevil" }],
    ["hidden_characters", { body: "{code} p\u0430ypal" }],
    ["EMPTY_TEXT", { body: " \n", variables: [] }],
    ["TEXT_TOO_LONG", { body: `{code}${"ا".repeat(670)}` }],
    ["TEXT_TOO_LONG", { body: `{code}${"a".repeat(10_000)}` }],
    ["TEXT_TOO_LONG", { body: `{code}${"a".repeat(9_990)}` }],
    ["NAME_MISSING", { name: " " }],
    ["NAME_TOO_LONG", { name: "n".repeat(201) }],
    [
      "TOO_MANY_VARIABLES",
      {
        variables: Array.from({ length: 101 }, (_, i) => ({
          name: `v${i}`,
          maxLength: 1,
          type: "text",
        })),
      },
    ],
  ])("with the one fault %s is refused for it alone", (code, given) => {
    expect(codesOf(given)).toEqual([code]);
  });

  test("is refused with every fault at once, each with place, rule and remedy", () => {
    const checked = checkTemplate(iran, {
      name: "",
      body: "{code} {shop} {open",
      variables: [
        { name: "code", maxLength: 0, type: "text" },
        { name: "code", maxLength: 3, type: "text" },
        { name: "other", maxLength: 900, type: "text" },
      ],
    });
    expect(checked.kind === "refused" && checked.findings.map((f) => [f.code, f.subject])).toEqual([
      ["NAME_MISSING", "name"],
      ["VARIABLE_UNCLOSED", "body"],
      ["VARIABLE_LENGTH_MISSING", "variable:code"],
      ["VARIABLE_DUPLICATE", "variable:code"],
      ["VARIABLE_UNKNOWN", "variable:other"],
      ["VARIABLE_LENGTH_TOO_LARGE", "variable:other"],
      ["VARIABLE_UNDECLARED", "variable:shop"],
    ]);
    if (checked.kind === "refused") {
      for (const { rule, remedy } of checked.findings) expect(rule && remedy).not.toBe("");
    }
  });
});

describe("the worst case", () => {
  test("counts a variable at its longest and in the dearest alphabet", () => {
    // 60 Latin letters fit one part alone; a Persian value makes all of it UCS-2: 70 units a part.
    const body = `${"a".repeat(60)}{v}`;
    const { pieces } = parseTemplate(body);
    expect(countWorstCase(iran, body, pieces, [{ name: "v", maxLength: 10, type: "text" }])).toBe(
      1,
    );
    expect(countWorstCase(iran, body, pieces, [{ name: "v", maxLength: 11, type: "text" }])).toBe(
      2,
    );
  });

  test("a text without variables is counted as it is", () => {
    const body = "a".repeat(160);
    expect(countWorstCase(iran, body, parseTemplate(body).pieces, [])).toBe(1);
  });

  test("may be as long in Việt Nam as the operator with the longest table takes", () => {
    const vietnam = market("VN");
    const lesson = (body: string): TemplateDraft => ({
      name: "lich hoc",
      body,
      variables: [{ name: "ma", maxLength: 8, type: "code" }],
    });
    expect(checkTemplate(vietnam, lesson("Lop {ma} bat dau luc 7:30."))).toMatchObject({
      kind: "ok",
      worstCaseParts: 1,
    });
    expect(checkTemplate(vietnam, lesson(`Lớp {ma}${"a".repeat(330)}`))).toMatchObject({
      findings: [{ code: "TEXT_TOO_LONG" }],
    });
  });

  test("is counted as Türkiye bills it, where the operator's word takes its place", () => {
    const body = "a".repeat(150);
    const parse = parseTemplate(body).pieces;
    expect(countWorstCase(market("TR"), body, parse, [])).toBe(1);
    const longer = `${body}${"b".repeat(6)}`;
    expect(countWorstCase(market("TR"), longer, parseTemplate(longer).pieces, [])).toBe(2);
    expect(countWorstCase(iran, longer, parseTemplate(longer).pieces, [])).toBe(1);
  });

  test("of a typed value is that of the digits in which its market writes", () => {
    const body = `${"a".repeat(140)}{v}`;
    const worst = (code: MarketCode, type: VariableType, maxLength = 10) =>
      countWorstCase(market(code), body, parseTemplate(body).pieces, [
        { name: "v", maxLength, type },
      ]);
    // Persian digits make a text UCS-2; Turkish and Vietnamese texts write Latin ones [003 · Message kinds; 004 · Rules 3].
    for (const type of ["number", "date", "code"] as const) {
      expect([worst("IR", type), worst("TR", type), worst("VN", type)]).toEqual([3, 1, 1]);
    }
    // ₺ and đ are in no 7-bit alphabet; a tilde costs two characters of one.
    expect([worst("TR", "amount"), worst("VN", "amount")]).toEqual([3, 3]);
    expect([worst("IR", "link", 10), worst("IR", "link", 11)]).toEqual([1, 2]);
    expect(worst("TR", "text")).toBe(3);
  });

  test("a market of Latin digits takes no others in a typed value", () => {
    const takes = (code: MarketCode, type: VariableType, value: string): boolean =>
      new RegExp(patternOf(type, market(code)), "u").test(value);
    for (const type of ["number", "code", "amount"] as const) {
      expect([takes("IR", type, "۱۲۳"), takes("TR", type, "۱۲۳")]).toEqual([true, false]);
      expect([takes("IR", type, "123"), takes("VN", type, "123")]).toEqual([true, true]);
    }
    expect(takes("TR", "link", "a.example/`x")).toBe(false);
    expect(takes("TR", "link", "https://a.example/~x?[1]=%20")).toBe(true);
  });

  test.each<MarketCode>(["IR", "TR", "VN"])("of typed values of %s is never exceeded", (code) => {
    const pack = market(code);
    const alphabets = carriedAlphabets(pack).map(({ alphabet }) => alphabet);
    const before = fc.string({
      unit: fc.constantFrom("a", "ş", "é", "ı", "[", "1"),
      maxLength: 200,
    });
    const units = ["0", "۵", "~", "[", "_", "#", "/", ".", "-", ":", "@", "$", "A", " ", ",", "₺"];
    const value = fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(before, value, fc.constantFrom(...variableTypes), (text, tail, type) => {
        const written = type === "link" ? `a.b/${tail}` : tail;
        fc.pre(new RegExp(patternOf(type, pack), "u").test(written));
        const body = `${text}{v}`;
        const variables = [{ name: "v", maxLength: written.length, type }];
        const worst = countWorstCase(pack, body, parseTemplate(body).pieces, variables);
        expect(countParts(`${text}${written}`, alphabets)).toBeLessThanOrEqual(worst);
      }),
    );
  });

  test("no values of Persian and Latin letters ever cost more", () => {
    const letters = fc.string({
      unit: fc.constantFrom("a", "€", "ی", "ç", "1", " "),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, letters, letters, letters, (before, after, first, second) => {
        const body = `${before}{a}${after}{b}`;
        const variables = [
          { name: "a", maxLength: Math.max(1, first.length), type: "text" as const },
          { name: "b", maxLength: Math.max(1, second.length), type: "text" as const },
        ];
        const worst = countWorstCase(iran, body, parseTemplate(body).pieces, variables);
        expect(countParts(`${before}${first}${after}${second}`)).toBeLessThanOrEqual(worst);
      }),
    );
  });
});

test("a template's dearest texts are filled in the dearest letters of each type, and in plain ones", () => {
  const draft = {
    body: "Code {code}, {name}",
    variables: [
      { name: "code", maxLength: 4, type: "code" as const },
      { name: "name", maxLength: 3, type: "text" as const },
    ],
  };
  expect(worstCaseTexts(market("VN"), draft)).toEqual(["Code 0000, یی\u06cc", "Code 0000, 000"]);
  expect(worstCaseTexts(iran, { body: "as it is", variables: [] })).toEqual(["as it is"]);
});

test("pieces put together again are the text", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "ی", " ", "\u200c", "😀"),
    maxLength: 20,
  });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const body = words.map((literal, i) => `${literal}{v${i}}`).join("");
      const { pieces, faults } = parseTemplate(body);
      expect(faults).toEqual([]);
      const again = pieces.map((p) => (p.kind === "literal" ? p.text : `{${p.name}}`)).join("");
      expect(again).toBe(body);
    }),
  );
});
