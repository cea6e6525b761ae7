import { expect, test } from "vitest";
import { localMonth } from "./local-month.js";
import { market } from "./markets.js";

test("a month begins at the market's midnight, not at Greenwich's", () => {
  expect(localMonth(market("VN"), "2026-11-30T16:59:59Z")).toBe("2026-11");
  expect(localMonth(market("VN"), "2026-11-30T17:00:00Z")).toBe("2026-12");
});
