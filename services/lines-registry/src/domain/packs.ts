import type { MarketPack, MarketRegistry } from "@whiteline/markets";

/** The market packs of the installation, asked by instant. */
export type Packs = {
  /** The pack of a market in force at this instant. @throws MarketError for an unknown market. */
  readonly of: (market: string, at: Date) => MarketPack;
  /** The pack in which a provider stands; undefined for a provider that no market knows. */
  readonly ofProvider: (providerId: string, at: Date) => MarketPack | undefined;
  /** Whether there is a pack for this market. */
  readonly has: (market: string) => boolean;
  readonly all: (at: Date) => readonly MarketPack[];
};

export function packsOf(registry: MarketRegistry): Packs {
  const of = (market: string, at: Date) => registry.get(market, at.toISOString());
  const all = (at: Date) => registry.codes.map((code) => of(code, at));
  return {
    of,
    all,
    has: registry.has,
    ofProvider: (providerId, at) =>
      all(at).find(({ providers }) => providers.some(({ id }) => id === providerId)),
  };
}
