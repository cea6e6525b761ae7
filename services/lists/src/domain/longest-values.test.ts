import fc from "fast-check";
import { extentOf, type Extent } from "@whiteline/sms";
import { expect, test } from "vitest";
import { longestValues, packLongest, unpackLongest, type LongestValues } from "./longest-values.js";

const longestOf = (values: readonly string[]): LongestValues => {
  const longest = longestValues();
  for (const value of values) longest.addValue(value);
  return longest.all();
};
const value = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const ordered = (longest: LongestValues) => [...longest].sort((a, b) => a.kind - b.kind);

test("the longest values of a column bound every value of their kind, bucket by bucket as together, stored and read", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), fc.nat(30), (values, cut) => {
      const whole = longestOf(values);
      const folded = longestValues();
      for (const part of [values.slice(0, cut), values.slice(cut)])
        for (const extent of unpackLongest(packLongest(longestOf(part)))) folded.add(extent);
      expect(ordered(folded.all())).toEqual(ordered(whole));
      for (const extent of values.filter((each) => each.trim() !== "").map(extentOf)) {
        const bound = whole.find(({ kind }) => kind === extent.kind);
        for (const measure of Object.keys(extent) as (keyof Extent)[])
          expect(bound?.[measure]).toBeGreaterThanOrEqual(extent[measure]);
      }
    }),
    { numRuns: 200 },
  );
});

test("blank values reach no text and are left out", () => {
  expect(longestOf(["", "  ", "\t"])).toEqual([]);
});
