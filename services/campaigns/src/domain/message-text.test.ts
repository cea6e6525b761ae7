import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { audienceReader } from "./audience-reader.js";
import type { ChunkDraft } from "./chunk.js";
import { packGroup, countGroup, textOf } from "./message-group.js";
import { mask, render, takeApart, variablesOf } from "./message-text.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";
import { measureText, textRules } from "./text-rules.js";

const template = {
  body: "سفارش {code} برای {name} ارسال شد. {code}",
  variables: [
    { name: "code", maxLength: 6 },
    { name: "name", maxLength: 10 },
  ],
};
const pattern = takeApart(template);
const fill = (values: Readonly<Record<string, string>>) => render(pattern, (name) => values[name]);

describe("a template filled in", () => {
  test("carries each value wherever its variable stands", () => {
    expect(fill({ code: "A-1", name: "مریم" })).toEqual({
      kind: "ok",
      text: "سفارش A-1 برای مریم ارسال شد. A-1",
    });
    expect(variablesOf(pattern)).toEqual(["code", "name"]);
  });

  test("drops a recipient whose value is missing, blank or longer than was approved", () => {
    expect(fill({ code: "A-1" })).toMatchObject({ reason: "MISSING_VARIABLE", variable: "name" });
    expect(fill({ code: "A-1", name: " " })).toMatchObject({ reason: "MISSING_VARIABLE" });
    expect(fill({ code: "1234567", name: "x" })).toMatchObject({
      reason: "VARIABLE_TOO_LONG",
      variable: "code",
    });
  });

  test("drops a recipient whose value is of another type than was approved", () => {
    const typed = takeApart({
      body: "کد شما {code}",
      variables: [{ name: "code", maxLength: 20, pattern: "^[0-9]+$" }],
    });
    expect(render(typed, () => "1234")).toMatchObject({ kind: "ok" });
    expect(render(typed, () => "۵۰٪ تخفیف")).toMatchObject({
      reason: "VARIABLE_WRONG_TYPE",
      variable: "code",
    });
  });

  test("does not fill in what a value itself writes in braces", () => {
    expect(fill({ code: "{name}", name: "x" })).toMatchObject({
      text: expect.stringContaining("{name}"),
    });
  });

  test("is masked letter by letter, so that a sample names nobody", () => {
    expect(mask("Reza-۱۲ م.")).toBe("****-** *.");
  });
});

describe("a text on the air in Iran", () => {
  const rules = textRules(market("IR"));

  test("is carried in the alphabet that needs the fewest parts", () => {
    expect(measureText(rules, "Hello")).toEqual({ kind: "ok", alphabet: "gsm7", parts: 1 });
    expect(measureText(rules, "س".repeat(71))).toEqual({ kind: "ok", alphabet: "ucs2", parts: 2 });
  });

  test("goes in another alphabet where its route has Latin-1 instead of GSM's, and a character is missing there", () => {
    const at = textRules(market("IR"), "", (operator) => ({
      latin1: operator === "MCI",
      suffix: "",
      wideReference: false,
    }));
    const alphabetOf = (text: string, operator?: string) => measureText(at, text, operator);
    const price = "5 € for Δ";
    expect(alphabetOf(price, "MCI")).toEqual({ kind: "ok", alphabet: "ucs2", parts: 1 });
    expect(alphabetOf(price, "MTN")).toMatchObject({ alphabet: "gsm7" });
    expect(alphabetOf(price)).toMatchObject({ alphabet: "gsm7" });
    expect(alphabetOf("Grüße {100}", "MCI")).toMatchObject({ alphabet: "gsm7" });
    // It costs what it takes there.
    expect(alphabetOf("€".repeat(80), "MCI")).toMatchObject({ parts: 2 });
  });

  test("is counted with the wider reference of its route where parts are joined there by two octets", () => {
    const at = textRules(market("IR"), "", (operator) => ({
      ...{ latin1: false, suffix: "" },
      wideReference: operator === "MCI",
    }));
    // 134 = 2 × 67 and 306 = 2 × 153; two octets of reference leave 66 and 152 in each part.
    for (const text of ["س".repeat(134), "a".repeat(306)]) {
      expect(measureText(at, text, "MTN")).toMatchObject({ parts: 2 });
      expect(measureText(at, text, "MCI")).toMatchObject({ parts: 3 });
    }
    expect(measureText(at, "a".repeat(160), "MCI")).toMatchObject({ parts: 1 });
  });

  test("of more than ten parts, without a character, or with half a character is refused", () => {
    expect(measureText(rules, "س".repeat(671))).toMatchObject({
      finding: { code: "TEXT_TOO_LONG" },
    });
    expect(measureText(rules, "")).toMatchObject({ finding: { code: "EMPTY_TEXT" } });
    expect(measureText(rules, "سلام \ud83d")).toMatchObject({
      finding: { code: "LONE_SURROGATE" },
    });
  });
});

describe("an audience as it streams by", () => {
  const rows = {
    msisdns: [989_121_111_111n, 989_352_222_222n, 989_123_333_333n],
    operatorIndex: Uint8Array.of(0, 1, 0),
    operators: ["MCI", "MTN"],
    variableNames: ["name", "city"],
    columns: [
      ["مریم", "", "Ali"],
      ["تهران", "شیراز", "Tehran"],
    ],
  };

  test("is rendered row by row, constants standing in for what the list does not carry", () => {
    const drafts: ChunkDraft[] = [];
    const base = sampleCampaign();
    const order = { ...base.order, templateId: "t", text: "", constants: { code: "77" } };
    const reader = audienceReader({ ...base, order }, [{ variant: 0, text: "", pattern }], (made) =>
      drafts.push(...made),
    );
    reader.take(rows);
    reader.finish();
    expect(reader.kept()).toBe(2);
    expect([...reader.dropped]).toEqual([["MISSING_VARIABLE", 1]]);
    expect(drafts.flatMap(({ slots }) => slots.map(({ text }) => text))).toEqual([
      "سفارش 77 برای مریم ارسال شد. 77",
      "سفارش 77 برای Ali ارسال شد. 77",
    ]);
    expect(reader.samples()[0]).toBe("سفارش 77 برای **** ارسال شد. 77");
    expect(reader.counts()).toEqual([
      { operator: "MCI", alphabet: "ucs2", segments: 1, messages: 2 },
    ]);
  });

  test("shares one text when the text is free", () => {
    const drafts: ChunkDraft[] = [];
    const reader = audienceReader(
      sampleCampaign(),
      [{ variant: 0, text: "سلام", pattern: undefined }],
      (made) => drafts.push(...made),
    );
    reader.take(rows);
    reader.finish();
    expect(reader.samples()).toEqual(["سلام"]);
    expect(drafts.map(({ operator, slots }) => [operator, slots.length])).toEqual([
      ["MCI", 2],
      ["MTN", 1],
    ]);
  });
});

describe("a group of single messages", () => {
  const item = { requestId: "r", to: "0912", text: "", templateId: "t", variables: {} };

  test("says for each item why its text cannot be", () => {
    const code = (answer: ReturnType<typeof textOf>): string =>
      answer.kind === "ok" ? "ok" : answer.finding.code;
    expect(code(textOf({ ...item, text: "x" }, template))).toBe("TEXT_OR_TEMPLATE");
    expect(code(textOf({ ...item, templateId: "" }, undefined))).toBe("TEXT_OR_TEMPLATE");
    expect(code(textOf(item, undefined))).toBe("TEMPLATE_UNKNOWN");
    expect(code(textOf(item, template))).toBe("MISSING_VARIABLE");
    expect(code(textOf({ ...item, variables: { code: "1234567", name: "x" } }, template))).toBe(
      "VARIABLE_TOO_LONG",
    );
  });

  test("is packed by operator, alphabet and clearance, and counted for one reservation", () => {
    const slot = (index: number, operator: string, clearanceId: string) => ({
      index,
      requestId: `r${index}`,
      msisdn: BigInt(index),
      operator,
      alphabet: "ucs2",
      parts: 1,
      text: "x",
      clearanceId,
      verdictId: `v-${clearanceId}`,
    });
    const slots = [
      slot(0, "MCI", "c"),
      slot(1, "MTN", "c"),
      slot(2, "MCI", "c"),
      slot(3, "MCI", "d"),
    ];
    expect(packGroup(slots).map((draft) => draft.slots.map(({ index }) => index))).toEqual([
      [0, 2],
      [1],
      [3],
    ]);
    const one = { alphabet: "ucs2", segments: 1 };
    expect(countGroup(slots)).toEqual({
      counts: [
        { operator: "MCI", ...one, messages: 3 },
        { operator: "MTN", ...one, messages: 1 },
      ],
      order: [0, 1, 0, 0],
    });
  });
});
