import { expect, test } from "vitest";
import { costPriceOn, judgedBy, type CostPrice } from "./cost-price.js";

const price = (over: Partial<CostPrice>): CostPrice => ({
  providerId: "asanak",
  operator: "MCI",
  script: "",
  currency: "IRR",
  perPart: 800n,
  effectiveFrom: "2026-01-01",
  reference: "",
  recordedBy: "key:finance",
  recordedAt: new Date("2026-01-01T00:00:00Z"),
  ...over,
});

test("a part costs what was agreed for its day, its script's own price before that of all", () => {
  const prices = [
    price({}),
    price({ perPart: 850n, effectiveFrom: "2026-11-01" }),
    price({ perPart: 700n, script: "gsm7", effectiveFrom: "2026-06-01" }),
    price({
      perPart: 840n,
      effectiveFrom: "2026-11-01",
      recordedAt: new Date("2026-11-02T00:00:00Z"),
    }),
  ];
  const on = (day: string, script = "ucs2") => costPriceOn(prices, { day, script });
  expect([on("2025-12-31"), on("2026-10-31"), on("2026-11-01")]).toEqual([undefined, 800n, 840n]);
  expect([on("2026-05-31", "gsm7"), on("2026-11-30", "gsm7")]).toEqual([800n, 700n]);
});

test("a price settles a case where every bill is its parts at it, and no other", () => {
  const day = "2026-11-20";
  const [one, two] = [
    { parts: 1n, amount: 850n },
    { parts: 2n, amount: 1_700n },
  ];
  const bills = (...those: readonly { readonly parts: bigint; readonly amount: bigint }[]) => {
    return { script: "ucs2", bills: those, day };
  };
  const dear = [price({ perPart: 850n })];
  expect(judgedBy(dear, bills(one, two))).toBe("settled");
  expect(judgedBy(dear, bills(one, { parts: 2n, amount: 1_701n }))).toEqual({ ours: undefined });
  expect(judgedBy([price({})], bills(two))).toEqual({ ours: 1_600n });
  expect(judgedBy([price({ script: "gsm7" })], bills(one))).toEqual({ ours: undefined });
});
