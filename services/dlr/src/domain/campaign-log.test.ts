import { expect, test } from "vitest";
import { isReplyConversion, ratesOf, replyRateBps } from "./campaign-log.js";

test("2,000 clicks and 500 conversions are a conversion rate of 25 % [003 · Document and track]", () => {
  expect(ratesOf({ sends: 10_000, deliveries: 9_500, clicks: 2_000, conversions: 500 })).toEqual({
    deliveryRateBps: 9_500,
    clickRateBps: 2_000,
    conversionRateBps: 2_500,
  });
});

test("a rate without a divisor is none, and halves round up", () => {
  const none = { sends: 0, deliveries: 0, clicks: 0, conversions: 3 };
  expect(ratesOf(none)).toEqual({
    deliveryRateBps: null,
    clickRateBps: null,
    conversionRateBps: null,
  });
  expect(replyRateBps(none)).toBeNull();
  expect(replyRateBps({ ...none, deliveries: 20_000, conversions: 1 })).toBe(1);
});

test("an answer is the wanted action whatever its case and outer blanks, also with Turkish letters", () => {
  expect(isReplyConversion("EVET", " evet ")).toBe(true);
  expect(isReplyConversion("İSTİYORUM", "istiyorum")).toBe(true);
  expect(isReplyConversion("KATIL", "katıl")).toBe(true);
  expect(isReplyConversion("EVET", "evet lütfen")).toBe(false);
  expect(isReplyConversion(" ", "")).toBe(false);
});
