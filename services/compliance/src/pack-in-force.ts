import { markets, type MarketPack } from "@whiteline/markets";

/** The market's pack in force at this instant; undefined for a market without one. */
export const packInForce = (code: string, at: Date): MarketPack | undefined =>
  markets.has(code) ? markets.get(code, at.toISOString()) : undefined;
