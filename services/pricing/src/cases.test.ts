import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cases } from "./cases.js";

const file = z.object({
  cases: z.array(
    z.looseObject({ id: z.string(), kind: z.string(), input: z.unknown(), expected: z.unknown() }),
  ),
});
const published = file
  .parse(
    JSON.parse(readFileSync(new URL("../../../e2e/cases/public.json", import.meta.url), "utf8")),
  )
  .cases.filter(({ kind }) => kind in cases);

test("pricing answers for the kinds of money and segments", () => {
  expect(new Set(published.map(({ kind }) => kind))).toEqual(
    new Set([
      "ir.coupon",
      "tr.segments",
      "vn.discount",
      "vn.fees",
      "vn.message_cost",
      "vn.price",
      "vn.segments",
    ]),
  );
});

test.each(published)("[$id] as published", ({ kind, input, expected }) => {
  expect(cases[kind]?.(input)).toEqual(expected);
});

describe("texts beside the tables", () => {
  test("a text with a letter outside of every 7-bit table is counted by the table of UCS-2", () => {
    const credits = (length: number) => cases["tr.segments"]?.({ text: "Ж".repeat(length) });
    expect(credits(65)).toEqual({ turkish: false, length: 65, credits: 1, charsOnAir: 70 });
    expect(credits(66)).toMatchObject({ credits: 2 });
  });

  test("an empty text and an unknown operator are refused", () => {
    expect(cases["tr.segments"]?.({ length: 0, turkish: false })).toEqual({
      credits: null,
      error: "empty",
    });
    expect(cases["vn.segments"]?.({ operator: "NOBODY", length: 5, accented: false })).toEqual({
      segments: null,
      error: "no_table",
    });
  });
});
