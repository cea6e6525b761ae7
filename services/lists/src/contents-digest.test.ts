import { expect, test } from "vitest";
import { contentsDigest } from "./contents-digest.js";

const numbers = Array.from({ length: 400 }, (_, index) => 989_120_000_000 + index);
const digestOf = (list: readonly number[]) => {
  const digest = contentsDigest();
  for (const number of list) digest.add(number);
  return digest.result();
};

test("the same numbers in another order are the same list, one number more or less is another", () => {
  expect(digestOf(numbers.toReversed())).toBe(digestOf(numbers));
  expect(digestOf(numbers.slice(1))).not.toBe(digestOf(numbers));
  expect(digestOf([...numbers.slice(1), 989_129_999_999])).not.toBe(digestOf(numbers));
});

test("of a handful of numbers no digest is kept, since they could be guessed from it", () => {
  expect(digestOf(numbers.slice(0, 99))).toBe("");
});
