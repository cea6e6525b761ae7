import { markets, type MarketPack } from "@whiteline/markets";
import type { PackReference } from "./domain/verdict-inputs.js";

/** The market's pack in force at this instant; undefined for a market without one. */
export const packInForce = (code: string, at: Date): MarketPack | undefined =>
  markets.has(code) ? markets.get(code, at.toISOString()) : undefined;

/** The very version of a pack; undefined when this build has another one. */
export const packOfVersion = ({ code, effectiveFrom }: PackReference): MarketPack | undefined => {
  if (!markets.has(code)) return undefined;
  const pack = markets.get(code, effectiveFrom);
  return pack.effectiveFrom === effectiveFrom ? pack : undefined;
};
