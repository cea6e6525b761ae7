import fc from "fast-check";
import { expect, test } from "vitest";
import { maskNumber } from "./mask-number.js";

test("a number shows its country, its operator and its last digits, no more", () => {
  expect(maskNumber(989121234567n)).toBe("98912****567");
  expect(maskNumber(905321234567n)).toBe("90532****567");
  expect(maskNumber("84912345678")).toBe("84912***678");
  expect(maskNumber("12345")).toBe("1*345");
});

test("at least one digit of any number is hidden", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10_000_000n, max: 999_999_999_999_999n }), (msisdn) => {
      expect(maskNumber(msisdn)).toContain("*");
      expect(maskNumber(msisdn).length).toBe(msisdn.toString().length);
    }),
  );
});
