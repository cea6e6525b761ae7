import { findFaults } from "./find-faults.js";
import { packSchema, type MarketPack, type MarketPackData } from "./schema/pack.js";

/** Thrown when a pack does not load; the message names pack, path and what was expected. */
export class MarketPackError extends Error {
  override readonly name = "MarketPackError";
}

/**
 * Validates a country and freezes it: shapes first, then that everything an entry names exists in
 * the same pack. Throws MarketPackError with every fault at once.
 */
export function defineMarket(data: MarketPackData): MarketPack {
  const parsed = packSchema.safeParse(data);
  const faults = parsed.success
    ? findFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new MarketPackError(
      `market ${data.code} (${data.effectiveFrom}) does not load:\n  ${faults.join("\n  ")}`,
    );
  }
  return parsed.data;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}
