import { expect, test } from "vitest";

import { costOf, operatorsOf, OTHERS, priceOf, scriptsOf } from "../src/web/tariffs/price-cells.js";
import type { PriceList, Tier } from "../src/web/tariffs/queries.js";

const dong = (minor: string) => ({ currency: "VND", minor });
const rial = (minor: string) => ({ currency: "IRR", minor });

const graduated: readonly Tier[] = [
  { fromPart: 1, toPart: 20_000, prices: [{ operator: "VIETTEL", perPart: dong("150") }] },
  { fromPart: 20_001, prices: [{ operator: "VIETTEL", perPart: dong("350") }] },
];

const byScript: Tier = {
  fromPart: 1,
  prices: [
    { operator: "MCI", script: "ucs2", perPart: rial("900") },
    { script: "ucs2", perPart: rial("950") },
    { operator: "RIGHTEL", perPart: rial("1000") },
  ],
};

const listOf = (tiers: readonly Tier[]): PriceList => ({
  tariffId: "a",
  providerId: "b",
  description: "c",
  status: "printed",
  families: [],
  purposes: [],
  tiers: [...tiers],
  source: "d",
});

test("[VN-BLK-10] the first 20,000 parts of a month cost less, each later one its own price", () => {
  expect(costOf(graduated, "VIETTEL", OTHERS, 20_000)).toEqual(dong("3000000"));
  expect(costOf(graduated, "VIETTEL", OTHERS, 20_001)).toEqual(dong("3000350"));
});

test("parts that no tier prices have no cost", () => {
  expect(costOf(graduated.slice(0, 1), "VIETTEL", OTHERS, 20_001)).toBeUndefined();
  expect(costOf(graduated, "GTEL", OTHERS, 1)).toBeUndefined();
});

test("what is named exactly is priced before what holds for the rest", () => {
  expect(priceOf(byScript, "MCI", "ucs2")).toEqual(rial("900"));
  expect(priceOf(byScript, "IRANCELL", "ucs2")).toEqual(rial("950"));
  expect(priceOf(byScript, "RIGHTEL", "gsm7")).toEqual(rial("1000"));
  expect(priceOf(byScript, "MCI", "gsm7")).toBeUndefined();
});

test("columns are the operators that lists name, the rest of them last", () => {
  expect(operatorsOf([listOf([byScript]), listOf(graduated)])).toEqual([
    "MCI",
    "RIGHTEL",
    "VIETTEL",
    OTHERS,
  ]);
  expect(scriptsOf([listOf([byScript])])).toEqual(["ucs2", OTHERS]);
});
