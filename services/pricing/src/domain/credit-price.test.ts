import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { creditPriceOfMonth, creditPriceOn, type DatedCreditPrice } from "./credit-price.js";

const turkey = market("TR");
const providerId = "aktan";
let word = 0;
/** Each later than the one before. */
const set = (effectiveFrom: string, perCredit: bigint | null, tenantId = ""): DatedCreditPrice => ({
  ...{ providerId, tenantId, currency: "TRY", perCredit, effectiveFrom, reference: "" },
  ...{ proposedBy: "person:a", setBy: "person:b", setAt: new Date((word += 1)) },
});
const on = (day: string, prices: readonly DatedCreditPrice[], tenantId = "a1") => {
  const price = creditPriceOn(turkey, prices, { providerId, tenantId, day });
  return price && [price.perCredit, price.status, price.effectiveFrom];
};

test("a credit costs what its provider set last for that day; the market's example stands in until then, and says so", () => {
  const prices = [set("2026-12-01", 30n), set("2026-12-10", 40n), set("2026-12-10", 41n)];
  expect(on("2026-11-30", prices)).toEqual([25n, "example", ""]);
  expect(on("2026-12-01", prices)).toEqual([30n, "published", "2026-12-01"]);
  expect(on("2026-12-31", prices)).toEqual([41n, "published", "2026-12-10"]);
  const other = { providerId: "nobody", tenantId: "", day: "2026-12-31" };
  expect(creditPriceOn(turkey, prices, other)).toBeUndefined();
});

test("a customer's own price goes before everybody's, also a later one, until it has none any more", () => {
  const prices = [
    ...[set("2026-12-01", 30n), set("2026-12-05", 20n, "a1")],
    ...[set("2026-12-10", 40n), set("2026-12-20", null, "a1")],
  ];
  expect(on("2026-12-04", prices)?.[0]).toBe(30n);
  expect(on("2026-12-15", prices)?.[0]).toBe(20n);
  expect(on("2026-12-15", prices, "a2")?.[0]).toBe(40n);
  expect(on("2026-12-20", prices)?.[0]).toBe(40n);
});

test("credits of a month cost what they did on its first day, or where there was no price, what the first of it is", () => {
  const of = (month: string, prices: readonly DatedCreditPrice[], pack = turkey) =>
    creditPriceOfMonth(pack, prices, { providerId, tenantId: "a1", month })?.perCredit;
  const prices = [set("2026-11-20", 30n), set("2026-12-01", 40n)];
  expect([of("2026-11", prices), of("2026-12", prices)]).toEqual([25n, 40n]);
  const unpriced = { ...turkey, creditPrices: [] };
  expect([of("2026-10", prices, unpriced), of("2026-11", prices, unpriced)]).toEqual([
    ...[undefined, 30n],
  ]);
});
