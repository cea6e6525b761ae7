import { expect, test } from "vitest";
import { normaliseText } from "./text-normalisation.js";

test("a zero-width non-joiner does not divide a word", () => {
  expect(normaliseText("قرعه\u200cکشی")).toBe("قرعهکشی");
});

test("Arabic kaf and yeh are the Persian letters", () => {
  expect(normaliseText("تبري\u0643")).toBe("تبری\u06a9");
  expect(normaliseText("قرعه كشى")).toBe("قرعه کشی");
});

test("Persian and Arabic digits are western", () => {
  expect(normaliseText("۱۲۳٤٥٦")).toBe("123456");
});

test("stretching, vowels, direction marks and presentation forms hide no word", () => {
  expect(normaliseText("تخـــفیف")).toBe("تخفیف");
  expect(normaliseText("تَخفیف")).toBe("تخفیف");
  expect(normaliseText("تخ\u200d\u2066فیف")).toBe("تخفیف");
  expect(normaliseText("\ufe97\ufea8\ufed4\ufbff\ufed2")).toBe("تخفیف");
});
