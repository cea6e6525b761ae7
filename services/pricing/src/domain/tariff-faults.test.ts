import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import type { ProviderTariff } from "./provider-tariff.js";
import { tariffFaults } from "./tariff-faults.js";

const savedAt = new Date("2026-11-22T09:00:00Z");
const list = (taxIncludedPercent: number | undefined): ProviderTariff => ({
  ...{ tariffId: "own", providerId: "vn-bulksms", market: "VN", tenantId: "", group: "" },
  ...{ families: [], purposes: [], description: "", taxIncludedPercent, note: "", version: 1 },
  tiers: [{ fromPart: 1, toPart: null, prices: [{ operator: null, script: null, perPart: 5n }] }],
  ...{ status: "draft", effectiveFrom: "", savedBy: "", savedAt, activatedBy: "" },
  ...{ activatedAt: undefined, pending: null, recalled: "" },
});

test("a list says the tax that papers reckon with, or none", () => {
  const vietnam = market("VN");
  const codes = (percent: number | undefined, pack = vietnam) =>
    tariffFaults(pack, list(percent)).map(({ code, subject }) => [code, subject]);
  expect([codes(undefined), codes(vietnam.tax?.percent)]).toEqual([[], []]);
  for (const other of [8, 0]) {
    expect(codes(other)).toEqual([["TARIFF_TAX_OTHER", "taxIncludedPercent"]]);
  }
  expect(codes(10, { ...vietnam, tax: null })).toEqual([
    ["TARIFF_TAX_OTHER", "taxIncludedPercent"],
  ]);
});
