import type {
  ListTariffsRequest,
  ListTariffsResponse,
  Tariff as TariffMessage,
} from "@whiteline/contracts/pricing/v1/pricing";
import { MarketError, markets, tariffs, type MarketPack, type Tariff } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";

/**
 * The price lists, fees and discounts of a market in force now, for whoever compares before signing up
 * [001 · Footer; 003 · Price comparison]. Anybody may ask; codes are not told.
 * @throws DomainError invalid MARKET_UNKNOWN.
 */
export const listTariffs =
  (now: () => Date) =>
  async ({ market, providerId }: ListTariffsRequest): Promise<ListTariffsResponse> => {
    const pack = packOf(market, now());
    const money = (minor: bigint) => ({ currency: pack.currency.code, minor });
    const wanted = (provider: string): boolean => providerId === "" || provider === providerId;
    return {
      tariffs: tariffs(pack)
        .filter(({ status, provider }) => status !== "platform" && wanted(provider))
        .map((tariff) => fromTariff(tariff, money)),
      fees: pack.fees
        .filter(({ provider }) => wanted(provider))
        .flatMap(({ id, provider, charged, per, amounts, source }) =>
          amounts.map(({ operator, amount }) => ({
            fee: id,
            providerId: provider,
            charged,
            per,
            operator,
            amount: money(amount),
            source,
          })),
        ),
      discounts: pack.discounts.flatMap(({ mode, tiers, source }) =>
        tiers.map(({ from, below, percent }) => ({
          mode,
          from: money(from),
          below: below === null ? undefined : money(below),
          percent,
          source,
        })),
      ),
      effectiveFrom: pack.effectiveFrom,
    };
  };

const fromTariff = (
  tariff: Tariff,
  money: (minor: bigint) => { readonly currency: string; readonly minor: bigint },
): TariffMessage => ({
  tariffId: tariff.id,
  providerId: tariff.provider,
  group: tariff.group ?? "",
  description: tariff.description,
  status: tariff.status,
  taxIncludedPercent: tariff.taxIncludedPercent ?? undefined,
  tiers: tariff.tiers.map(({ fromPart, toPart, prices }) => ({
    fromPart: BigInt(fromPart),
    toPart: BigInt(toPart ?? 0),
    prices: prices.map(({ operator, script, perPart }) => ({
      operator: operator ?? "",
      script: script ?? "",
      perPart: money(perPart),
    })),
  })),
  source: tariff.source,
  note: tariff.note ?? "",
});

const packOf = (market: string, at: Date): MarketPack => {
  try {
    return markets.get(market, at.toISOString());
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    throw new DomainError("invalid", "MARKET_UNKNOWN", "There is no such market.", {
      remedy: "Name a market by its country code, such as IR, TR or VN.",
    });
  }
};
