import { markets, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";

/** The market of a provider. @throws DomainError forbidden OTHER_PROVIDER for one without a market. */
export const packOfProvider = (providerId: string, at: Date): MarketPack => {
  const pack = markets.codes
    .map((market) => markets.get(market, at.toISOString()))
    .find(({ providers }) => providers.some(({ id }) => id === providerId));
  if (pack !== undefined) return pack;
  throw new DomainError("forbidden", "OTHER_PROVIDER", "The provider belongs to no market.");
};
