import fc from "fast-check";
import { expect, test } from "vitest";
import { isMismatch, isStorable, minus, money, plus, times } from "./money.js";

test("amounts of two currencies are not reckoned together", () => {
  const rial = money("IRR", 1n);
  const dong = money("VND", 1n);
  for (const result of [plus(rial, dong), minus(rial, dong)]) {
    expect(result).toEqual({ kind: "currency_mismatch", currencies: ["IRR", "VND"] });
    expect(isMismatch(result)).toBe(true);
  }
});

test("what was added can be taken away again, exactly, however large", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), fc.bigInt(), (a, b, count) => {
      const sum = plus(money("IRR", a), money("IRR", b));
      if (isMismatch(sum)) throw new Error("one currency");
      expect(minus(sum, money("IRR", b))).toEqual(money("IRR", a));
      expect(times(money("IRR", a), count).minor).toBe(a * count);
    }),
  );
});

test("the store keeps signed integers of 64 bits", () => {
  expect(isStorable(money("IRR", 2n ** 63n - 1n))).toBe(true);
  expect(isStorable(money("IRR", 2n ** 63n))).toBe(false);
  expect(isStorable(money("IRR", -(2n ** 63n) - 1n))).toBe(false);
});
