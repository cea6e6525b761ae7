import { expect, test } from "vitest";
import { defineMarket } from "./define-market.js";
import { freedonia } from "./freedonia.testdata.js";
import { MarketError, marketRegistry } from "./market-registry.js";

const first = defineMarket(freedonia);
const second = defineMarket({ ...freedonia, effectiveFrom: "1940-01-01" });
const registry = marketRegistry([second, first]);

test.each([
  ["1933-11-17", first],
  ["1939-12-31", first],
  ["1940-01-01", second],
  ["1939-12-31T22:59:59Z", first],
  ["1939-12-31T23:00:00Z", second],
])("the law of %s is that of the version in force on the market's own day", (at, pack) => {
  expect(registry.get("FD", at)).toBe(pack);
});

test("without a day the newest version answers", () => {
  expect(registry.get("FD")).toBe(second);
});

test("a country or a day that no pack covers is said by code", () => {
  expect(registry.has("XX")).toBe(false);
  expect(() => registry.get("XX")).toThrow(
    new MarketError("MARKET_UNKNOWN", "no market pack for XX"),
  );
  expect(() => registry.get("FD", "1900-01-01")).toThrow(
    new MarketError("MARKET_NOT_IN_FORCE", "no market pack for FD in force at 1900-01-01"),
  );
});
