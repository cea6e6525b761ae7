import { expect, test } from "vitest";
import { maskNumber } from "./mask-number.js";

test("a number shows its country, its operator and its last digits, no more", () => {
  expect(maskNumber("989121234567")).toBe("98912****567");
  expect(maskNumber("84912345678")).toBe("84912***678");
  expect(maskNumber("12345")).toBe("1*345");
});
