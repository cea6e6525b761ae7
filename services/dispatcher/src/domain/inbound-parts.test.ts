import fc from "fast-check";
import { split, decode } from "@whiteline/sms";
import { expect, test } from "vitest";
import { joinParts, partOf } from "./inbound-parts.js";

test("parts that came in any order read as the text that was sent", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 200, maxLength: 600 }),
      fc.nat(),
      (text, turn) => {
        const made = split(text, { alphabet: "ucs2", reference: 7 });
        if (made.kind === "refused") return;
        const came = made.parts.map((part) => decode(part.userData, part));
        const rotated = came.map((_, at) => came[(at + turn) % came.length]!);
        const texts = new Map(rotated.map(({ concat, text: t }) => [concat?.index ?? 1, t]));
        expect(joinParts(texts, made.parts.length)).toEqual({ text, missing: 0 });
      },
    ),
  );
});

test.each([
  { came: [[1, "a"]], total: 3, text: "a…" },
  { came: [[3, "c"]], total: 3, text: "…c" },
  {
    came: [
      [1, "a"],
      [4, "d"],
    ],
    total: 4,
    text: "a…d",
  },
] as const)("what is missing of $total parts shows as a gap", ({ came, total, text }) => {
  const texts = new Map<number, string>(came);
  expect(joinParts(texts, total)).toEqual({ text, missing: total - texts.size });
});

test.each([
  undefined,
  { reference: 1, total: 1, index: 1 },
  { reference: 1, total: 0, index: 0 },
  { reference: 1, total: 2, index: 3 },
  { reference: 1, total: 2, index: 0 },
])("%o is no part of a longer message", (said) => {
  expect(partOf(said)).toBeUndefined();
});
