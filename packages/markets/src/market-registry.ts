import { Temporal } from "temporal-polyfill";
import { localDay } from "./local-month.js";
import type { MarketPack } from "./schema/pack.js";

/** Thrown for a country, or a day, that no pack covers. */
export class MarketError extends Error {
  override readonly name = "MarketError";
  readonly code: "MARKET_UNKNOWN" | "MARKET_NOT_IN_FORCE";

  constructor(code: MarketError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

export type MarketRegistry = {
  readonly codes: readonly string[];
  readonly has: (code: string) => boolean;
  /**
   * The pack of a country in force at `at`, an ISO date (the market's own day) or instant; without
   * it the version that took effect last. Throws MarketError.
   */
  readonly get: (code: string, at?: string) => MarketPack;
};

/** Packs by country and effective date. A country may come in several versions. */
export function marketRegistry(packs: readonly MarketPack[]): MarketRegistry {
  const versions = new Map<string, readonly MarketPack[]>();
  const newestFirst = [...packs].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  for (const pack of newestFirst)
    versions.set(pack.code, [...(versions.get(pack.code) ?? []), pack]);

  return {
    codes: [...versions.keys()].sort(),
    has: (code) => versions.has(code),
    get: (code, at) => {
      const known = versions.get(code);
      if (known === undefined) {
        throw new MarketError("MARKET_UNKNOWN", `no market pack for ${code}`);
      }
      const pack = known.find(
        (candidate) => at === undefined || candidate.effectiveFrom <= dayOf(candidate, at),
      );
      if (pack === undefined) {
        throw new MarketError(
          "MARKET_NOT_IN_FORCE",
          `no market pack for ${code} in force at ${at ?? ""}`,
        );
      }
      return pack;
    },
  };
}

function dayOf(pack: MarketPack, at: string): string {
  return at.length === 10 ? Temporal.PlainDate.from(at).toString() : localDay(pack, at);
}
