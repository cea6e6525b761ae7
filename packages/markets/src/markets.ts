import { ir } from "./ir/pack.js";
import { marketRegistry } from "./market-registry.js";
import type { MarketPack } from "./schema/pack.js";
import { tr } from "./tr/pack.js";
import { vn } from "./vn/pack.js";

export type MarketCode = "IR" | "TR" | "VN";

/** The countries of this installation. */
export const markets = marketRegistry([ir, tr, vn]);

/** `markets.get` for the countries we ship. */
export function market(code: MarketCode, at?: string): MarketPack {
  return markets.get(code, at);
}
