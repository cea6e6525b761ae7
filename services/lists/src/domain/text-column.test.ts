import fc from "fast-check";
import { expect, test } from "vitest";
import { packLengths, packNumbers, unpackLengths, unpackNumbers } from "./packed.js";
import { pick, toColumn, valuesOf } from "./text-column.js";

const texts = fc.array(
  fc.oneof(fc.string({ unit: "binary" }), fc.constant(""), fc.constant("\ud800")),
);

test("a column holds each value as it was, whatever stands in it", () => {
  fc.assert(
    fc.property(texts, (values) => {
      const { text, lengths } = toColumn(values);
      const again = unpackLengths(packLengths(lengths));
      expect(valuesOf({ text, lengths: again })).toEqual(values);
    }),
  );
});

test("what is picked of a column is what stood at those places", () => {
  fc.assert(
    fc.property(
      texts.chain((values) =>
        fc.record({
          values: fc.constant(values),
          places: fc.subarray([...values.keys()]),
        }),
      ),
      ({ values, places }) => {
        const picked = pick(toColumn(values), places);
        expect(valuesOf(picked)).toEqual(places.map((place) => values[place]));
      },
    ),
  );
});

test("numbers are packed as the wire packs them, up to the longest that a subscriber can have", () => {
  const numbers = [0, 1, 2 ** 32 - 1, 2 ** 32, 989121234567, 999_999_999_999_999];
  expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers);
  expect(packNumbers([989121234567]).readBigUInt64LE()).toBe(989121234567n);
});
