import { expect, test } from "vitest";
import { costPriceOn, type CostPrice } from "./cost-price.js";

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
