import { markets, type MarketPack } from "@whiteline/markets";

/** An organisation that runs a desk on this installation. */
export type Provider = {
  readonly providerId: string;
  readonly name: string;
  readonly market: string;
  readonly platformTenantId: string;
};

type ProviderVerdict =
  | { readonly kind: "accepted"; readonly name: string; readonly market: string }
  | {
      readonly kind: "refused";
      readonly code: "MARKET_UNKNOWN" | "PROVIDER_UNKNOWN";
      readonly remedy: string;
    };

/** A provider must stand in the pack of its market: its demands and prices are data there (law 9). */
export function judgeProvider(
  wanted: { readonly providerId: string; readonly name: string; readonly market: string },
  now: Date,
): ProviderVerdict {
  if (!markets.has(wanted.market)) {
    const remedy = `Give one of the markets ${markets.codes.join(", ")}.`;
    return { kind: "refused", code: "MARKET_UNKNOWN", remedy };
  }
  const { providers } = packOf(wanted.market, now);
  const known = providers.find(({ id }) => id === wanted.providerId);
  if (known === undefined) {
    const remedy = `Give one of the providers of ${wanted.market}: ${providers.map(({ id }) => id).join(", ")}.`;
    return { kind: "refused", code: "PROVIDER_UNKNOWN", remedy };
  }
  return { kind: "accepted", name: wanted.name.trim() || known.name, market: wanted.market };
}

/** The pack of a market in force at this instant. */
export function packOf(market: string, now: Date): MarketPack {
  return markets.get(market, now.toISOString());
}
