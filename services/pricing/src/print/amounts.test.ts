import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { money } from "../domain/money.js";
import { amountIn, dayIn, monthIn, percentIn } from "./amounts.js";

test("amounts stand in the digits of their language, with the currency's own minor unit, and never pass a double", () => {
  const much = 9_007_199_254_740_993n;
  expect(amountIn("vi", money("VND", much))).toBe("9.007.199.254.740.993 đồng");
  expect(amountIn("fa", money("IRR", -64_000n))).toBe("\u200E-۶۴٬۰۰۰ ریال");
  expect(amountIn("fa", money("VND", -64_000n))).toBe("\u200E-۶۴٬۰۰۰\u200F VND");
  expect(amountIn("tr", money("TRY", 25_005n))).toBe("250,05 TL");
  expect(amountIn("en", money("TRC", 1_000n))).toBe("1,000 credits");
});

test("a rate carries its sign where the language writes it", () => {
  expect(["fa", "tr", "en"].map((word) => percentIn(word as "fa", 10))).toEqual([
    "۱۰٪",
    "%10",
    "10%",
  ]);
});

test("the day of a paper is the market's: ten past midnight there is still the day before at Greenwich", () => {
  const at = new Date("2026-11-30T17:10:00Z");
  expect(dayIn("vi", at, market("VN").timezone)).toBe("1 tháng 12, 2026");
  expect(dayIn("tr", at, market("TR").timezone)).toBe("30 Kasım 2026");
  const inTehran = new Date("2026-11-30T20:40:00Z");
  expect(dayIn("fa", inTehran, market("IR").timezone)).toBe("۱۰ آذر ۱۴۰۵");
});

test("a Persian reader is told the days of a month in the Iranian calendar", () => {
  expect(monthIn("fa", "2026-11")).toBe("۱۰ آبان ۱۴۰۵ تا ۹ آذر ۱۴۰۵");
  expect(monthIn("en", "2026-11")).toBe("November 2026");
});
