import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphabets } from "./alphabet.js";
import { isAccented } from "./character-class.js";
import { countParts } from "./count.js";
import {
  addExtents,
  eitherExtent,
  extentOf,
  isWithin,
  kinds,
  mostPartsIn,
  NO_EXTENT,
  repeatExtent,
} from "./extent.js";
import { fitsLatin1 } from "./latin1.js";
import { lengthOf } from "./segments.js";

/** Characters that count in some way of their own, marks that join and set free, halves of pairs among them. */
const letters = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...Array.from("abc019 ışĞçéàñ€{}[~^|ΔΩ@")) },
      {
        weight: 3,
        arbitrary: fc.constantFrom("ی", "ế", "đ", "ộ", "\u212a", "\u2126", "\ud83d\ude00"),
      },
      fc.constantFrom(
        "\u0323",
        "\u0327",
        "\u0301",
        "\u0958",
        "\u1100",
        "\u1161",
        "\ud83d",
        "\ude00",
      ),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
    { maxLength: 90 },
  )
  .map((all) => all.join(""));
/** Runs of what takes two places, after which a part may have one place free. */
const run = fc
  .tuple(fc.constantFrom("€", "a", "\ud83d\ude00", "ş", "ی"), fc.nat(170))
  .map(([character, times]) => character.repeat(times));
const piece = fc.oneof(letters, run);

describe("the extents of pieces bound the text that they make", () => {
  test("in length, in parts of every alphabet, and in what its characters are", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const text = pieces.join("");
        const whole = pieces.map(extentOf).reduce(addExtents, NO_EXTENT);
        expect(whole.units).toBe(text.length);
        expect(whole.chars).toBeGreaterThanOrEqual(lengthOf(text));
        expect((whole.kind & kinds.outsideLatin1) === 0).toBe(fitsLatin1(text));
        if (isAccented(text)) expect(whole.kind & kinds.accented).not.toBe(0);
        for (const alphabet of alphabets) {
          for (const concat of ["8bit", "16bit"] as const) {
            const parts = countParts(text, [alphabet], concat);
            expect(mostPartsIn(whole, alphabet, concat)).toBeGreaterThanOrEqual(parts);
            if (alphabet !== "ucs2")
              expect(isWithin(whole, alphabet)).toBe(parts > 0 || text === "");
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("also when only the longest of many pieces is known, and one stands twice", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(5), (pieces, chosen) => {
        const longest = pieces.map(extentOf).reduce(eitherExtent);
        const value = pieces[chosen % pieces.length] ?? "";
        const text = `${value}: ${value}`;
        const whole = addExtents(extentOf(": "), repeatExtent(longest, 2));
        expect(whole.chars).toBeGreaterThanOrEqual(lengthOf(text));
        for (const alphabet of alphabets.filter((each) => isWithin(whole, each))) {
          expect(mostPartsIn(whole, alphabet)).toBeGreaterThanOrEqual(countParts(text, [alphabet]));
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("without escapes and pairs the bound is what is counted", () => {
  for (const length of [1, 160, 161, 306, 307, 459, 460]) {
    expect(mostPartsIn(extentOf("a".repeat(length)), "gsm7")).toBe(countParts("a".repeat(length)));
    const persian = "ی".repeat(length);
    expect(mostPartsIn(extentOf(persian), "ucs2")).toBe(countParts(persian));
    expect(mostPartsIn(extentOf(persian), "gsm7")).toBe(0);
  }
});

test.each([
  ["€", "gsm7", 153, 3],
  ["\ud83d\ude00", "ucs2", 67, 3],
  ["ş", "gsm7-tr-single", 149, 3],
] as const)(
  "%s of %s fills a part up to one place, so that %i take %i parts",
  (character, alphabet, times, parts) => {
    const text = character.repeat(times);
    expect(countParts(text, [alphabet])).toBe(parts);
    expect(mostPartsIn(extentOf(text), alphabet)).toBe(parts);
  },
);

test("a mark behind an accented letter sets the marks free that were one character with it", () => {
  expect(lengthOf("\u1ebf")).toBe(1);
  expect(lengthOf("\u1ebf\u0327")).toBe(3);
  const together = addExtents(extentOf("\u1ebf"), extentOf("\u0327"));
  expect(together.chars).toBeGreaterThanOrEqual(3);
});
