import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { largeChange } from "./four-eyes.js";

const pack = markets.get("IR", "2026-11-30");
const change = (over: Partial<Parameters<typeof largeChange>[1]> = {}) =>
  largeChange(pack, { tenants: 1, cells: [], costBefore: 0n, costAfter: 0n, ...over }).map(
    ({ code }) => code,
  );
const cell = (before: bigint | undefined, after: bigint | undefined) => ({
  cells: [{ operator: "MCI", script: "ucs2", fromPart: 1n, before, after }],
});

test("a change is large from the market's own bounds on, whichever way it goes", () => {
  const { tenants, percent, cost } = pack.fourEyes;
  expect(percent).toBe(25);
  expect([change({ tenants: tenants - 1 }), change({ tenants })]).toEqual([
    [],
    ["TARIFF_REACH_LARGE"],
  ]);
  expect(change(cell(1_000n, 1_249n))).toEqual([]);
  expect(change(cell(1_000n, 1_250n))).toEqual(["TARIFF_PRICES_LARGE"]);
  expect(change(cell(1_000n, 750n))).toEqual(["TARIFF_PRICES_LARGE"]);
  expect(change({ costBefore: cost, costAfter: 0n })).toEqual(["TARIFF_COST_LARGE"]);
  expect(change({ costBefore: 1n, costAfter: cost })).toEqual([]);
});

test("a price that goes is a large change, one that is new is none, and nothing becomes dear from nothing", () => {
  expect(change(cell(undefined, 5_000n))).toEqual([]);
  expect(change(cell(900n, undefined))).toEqual(["TARIFF_PRICES_LARGE"]);
  expect(change(cell(0n, 1n))).toEqual(["TARIFF_PRICES_LARGE"]);
});

test("each market says from where on two people decide", () => {
  for (const code of markets.codes) {
    expect(markets.get(code, "2026-11-30").fourEyes.source).not.toBe("");
  }
});
