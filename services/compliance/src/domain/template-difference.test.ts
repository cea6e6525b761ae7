import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differenceOf } from "./template-difference.js";
import { matchText, toMatchPieces } from "./template-match.js";
import { parseTemplate } from "./template-text.js";

const NUMBER = "^[0-9۰-۹]+$";
const template = (body: string, ...variables: readonly (readonly [string, number, string?])[]) =>
  toMatchPieces(
    parseTemplate(body).pieces,
    variables.map(([name, maxLength, pattern = ""]) => {
      const type = pattern === "" ? ("text" as const) : ("number" as const);
      return { name, maxLength, pattern, type };
    }),
  );
const order = template("سفارش {code} ارسال شد. {shop} می‌گوید", ["code", 6, NUMBER], ["shop", 20]);
const changed = (pieces: typeof order, text: string) =>
  differenceOf(pieces, text).filter(({ kind }) => kind !== "kept" && kind !== "value");

describe("a text is a template", () => {
  test("when it is it to the character, and each value fits", () => {
    expect(matchText(order, "سفارش 7731 ارسال شد. کتاب نمونه می‌گوید")).toEqual([
      { name: "code", value: "7731", at: 6, type: "number" },
      { name: "shop", value: "کتاب نمونه", at: 21, type: "text" },
    ]);
    expect(matchText(order, "سفارش 77319999 ارسال شد. کتاب می‌گوید")).toBeUndefined();
    expect(matchText(order, "سفارش abc ارسال شد. کتاب می‌گوید")).toBeUndefined();
    expect(matchText(order, "سفارش  ارسال شد. کتاب می‌گوید")).toBeUndefined();
  });

  test("also when a value holds what follows it, and when variables touch", () => {
    expect(
      matchText(template("{a}-{b}", ["a", 9], ["b", 9]), "x-y-z")?.map((v) => v.value),
    ).toEqual(["x", "y-z"]);
    expect(matchText(template("{a}{b}!", ["a", 1], ["b", 3]), "xyz!")).toHaveLength(2);
  });

  test("whatever values it was filled in with", () => {
    const value = fc.string({
      unit: fc.constantFrom("a", " ", "ی", ".", "1"),
      minLength: 1,
      maxLength: 8,
    });
    const body = template("a{x}. {y} 1{z}", ["x", 8], ["y", 8], ["z", 8]);
    fc.assert(
      fc.property(value, value, value, (x, y, z) => {
        fc.pre([x, y, z].every((one) => one.trim() !== ""));
        expect(matchText(body, `a${x}. ${y} 1${z}`)).toBeDefined();
      }),
    );
  });

  test("is judged in bounded time, however a text is made to mislead it", () => {
    const names = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const pieces = template(
      `${names.map((name) => `{${name}}`).join("")}!`,
      ...names.map((name) => [name, 200] as const),
    );
    expect(matchText(pieces, "a".repeat(2_000))).toBeUndefined();
  });
});

describe("the difference names", () => {
  test.each([
    ["an Arabic yeh", "سفارش 7731 ارسال شد. کتاب مي‌گوید", "arabic_yeh", "U+064A"],
    ["a missing half space", "سفارش 7731 ارسال شد. کتاب میگوید", "missing_zwnj", "half space"],
    ["a blank for a half space", "سفارش 7731 ارسال شد. کتاب می گوید", "other_blank", "U+200C"],
    ["a stray half space", "سفا\u200cرش 7731 ارسال شد. کتاب می‌گوید", "stray_zwnj", "half space"],
    ["a tatweel", "سفـارش 7731 ارسال شد. کتاب می‌گوید", "stray_tatweel", "tatweel"],
    ["a vowel mark", "سَفارش 7731 ارسال شد. کتاب می‌گوید", "stray_vowel_mark", "vowel"],
    [
      "a direction mark",
      "سفارش\u202e 7731 ارسال شد. کتاب می‌گوید",
      "stray_direction_mark",
      "direction",
    ],
    ["a second blank", "سفارش 7731  ارسال شد. کتاب می‌گوید", "stray_blank", "blank"],
    ["a value too long", "سفارش 77310000 ارسال شد. کتاب می‌گوید", "value_too_long", "8 characters"],
    ["a value of another type", "سفارش abc ارسال شد. کتاب می‌گوید", "value_wrong_type", "type"],
    ["a value that is missing", "سفارش  ارسال شد. کتاب می‌گوید", "value_missing", "no value"],
  ])("%s", (_what, text, culprit, words) => {
    const [only, ...others] = changed(order, text);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ culprit });
    expect(only?.rule).toContain(words);
    expect(only?.remedy).not.toBe("");
  });

  test.each([
    ['Say "hi"', "Say “hi”", ["typographic_quote", "typographic_quote"]],
    ["A-B", "A–B", ["typographic_dash"]],
    ["wait...", "wait…", ["ellipsis"]],
    ["Order 5", "Order ۵", ["persian_digit"]],
    ["Order sent", "Order s\u0435nt", ["look_alike"]],
    ["Order sent", "order sent", ["letter_case"]],
    ["indirim", "ındirim", ["turkish_i"]],
    ["Mã xác thực", "Ma xác thực", ["other_accent"]],
    ["Mã", "Ma\u0303", ["decomposed_letter"]],
    ["کد", "كد", ["arabic_kaf"]],
  ])("%s against %s", (body, text, culprits) => {
    expect(changed(template(body), text).map(({ culprit }) => culprit)).toEqual(culprits);
  });

  test("nothing in particular where just another word stands", () => {
    const [first] = changed(template("Order {code} was sent", ["code", 6]), "Order 12 was lost");
    expect(first).toMatchObject({ kind: "replaced", culprit: "" });
  });

  test("every place, so that what was found put together is the text again", () => {
    const unit = fc.constantFrom("س", "ي", "ی", " ", "\u200c", "a", "7", "“", "{", "😀");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const changes = differenceOf(order, text);
        expect(changes.map(({ found }) => found).join("")).toBe(text);
        for (const { at, found } of changes) expect(text.slice(at, at + found.length)).toBe(found);
      }),
    );
  });

  test("a text of ten thousand other characters, and comes back", () => {
    const far = "x y ".repeat(2_500);
    expect(
      differenceOf(order, far)
        .map(({ found }) => found)
        .join(""),
    ).toBe(far);
  });
});
