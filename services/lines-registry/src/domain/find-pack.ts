import { markets, type MarketPack } from "@whiteline/markets";

/** The pack of a market in force at this instant. */
export function packOf(market: string, at: Date): MarketPack {
  return markets.get(market, at.toISOString());
}

/** The pack in which a provider stands; undefined for a provider that no market knows. */
export function packOfProvider(providerId: string, at: Date): MarketPack | undefined {
  return markets.codes
    .map((code) => packOf(code, at))
    .find(({ providers }) => providers.some(({ id }) => id === providerId));
}
