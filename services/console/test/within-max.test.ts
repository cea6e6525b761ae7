import { expect, test } from "vitest";

import { isWithinMax } from "../src/web/compose/within-max.js";

const total = { currency: "IRR", minor: "2100000" };

test("a forecast goes up to what was allowed and not a rial above it", () => {
  expect(isWithinMax("۲٬۱۰۰٬۰۰۰", total)).toBe(true);
  expect(isWithinMax("2099999", total)).toBe(false);
});

test("nothing typed allows anything; what cannot be read, or has no price, allows nothing", () => {
  expect(isWithinMax(" ", undefined)).toBe(true);
  expect(isWithinMax("much", total)).toBe(false);
  expect(isWithinMax("5", undefined)).toBe(false);
});
