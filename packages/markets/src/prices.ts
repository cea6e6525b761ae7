import type { MarketPack } from "./schema/pack.js";

export type Tariff = MarketPack["tariffs"][number];

/** The price lists of the market; of one provider when named. Prices are minor units per part. */
export function tariffs(pack: MarketPack, provider?: string): readonly Tariff[] {
  return pack.tariffs.filter((tariff) => provider === undefined || tariff.provider === provider);
}

/** When a part costs money, and when a chunk's bill is final. */
export function billingRule(pack: MarketPack): MarketPack["billing"] {
  return pack.billing;
}
