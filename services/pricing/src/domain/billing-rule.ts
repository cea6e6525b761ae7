import type { MarketPack } from "@whiteline/markets";

/** When a part costs money and when a chunk's bill is final, as the pack says it. */
export type BillingRule = Pick<MarketPack["billing"], "chargeable" | "chunkFinal">;
