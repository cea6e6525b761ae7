import type { MarketPack } from "@whiteline/markets";
import { priceOfRun } from "./graduated-price.js";
import type { PriceList } from "./provider-tariff.js";
import { priceSteps } from "./segment-price.js";

/** Parts that were charged to a customer in a month. */
export type PartsOfMonth = {
  readonly tenantId: string;
  /** e.g. "2026-11". */
  readonly month: string;
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
};

/**
 * What parts cost by a list, each by its place among those of its customer, operator and month; nothing where it has no
 * price.
 */
export const costAt = (
  pack: MarketPack,
  sent: readonly PartsOfMonth[],
  prices: Pick<PriceList, "tiers"> | undefined,
): bigint => {
  const counted = new Map<string, bigint>();
  let cost = 0n;
  for (const { tenantId, month, operator, alphabet, parts } of sent) {
    const steps = prices && priceSteps(pack, prices, { operator, alphabet });
    if (steps === undefined) continue;
    const run = `${tenantId}|${operator}|${month}`;
    const before = counted.get(run) ?? 0n;
    cost += priceOfRun(steps, before, parts);
    counted.set(run, before + parts);
  }
  return cost;
};
