import type {
  ListTariffsRequest,
  ListTariffsResponse,
  SegmentTable,
  Tariff as TariffMessage,
} from "@whiteline/contracts/pricing/v1/pricing";
import {
  localDay,
  MarketError,
  markets,
  tariffs,
  type MarketPack,
  type Tariff,
} from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { standingOf, type ProviderTariff } from "./domain/provider-tariff.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";

/**
 * The price lists, fees and discounts of a market in force now, for whoever compares before signing up
 * [001 · Footer; 003 · Price comparison]. Anybody may ask; codes are not told.
 * @throws DomainError invalid MARKET_UNKNOWN.
 */
export const listTariffs =
  ({
    tariffs: lists,
    now,
  }: {
    readonly tariffs: Pick<ProviderTariffStore, "publicLists">;
    readonly now: () => Date;
  }) =>
  async ({ market, providerId }: ListTariffsRequest): Promise<ListTariffsResponse> => {
    const pack = packOf(market, now());
    const day = localDay(pack, now().toISOString());
    const active = await lists.publicLists(market);
    const published = active.filter((list) => standingOf(list, active, day) === "in_force");
    const money = (minor: bigint) => ({ currency: pack.currency.code, minor });
    const wanted = (provider: string): boolean => providerId === "" || provider === providerId;
    return {
      tariffs: [
        ...published
          .filter((list) => wanted(list.providerId))
          .map((list) => fromPublished(list, money)),
        ...tariffs(pack)
          .filter(({ status, provider }) => status !== "platform" && wanted(provider))
          .filter((tariff) => !published.some((list) => replaces(list, tariff)))
          .map((tariff) => fromTariff(tariff, money)),
      ],
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
      segmentTables: pack.segmentation.tables.map(fromSegmentTable),
      suffixChars: pack.segmentation.suffix?.chars ?? 0,
      creditPrices: pack.creditPrices
        .filter(({ provider }) => wanted(provider))
        .map(({ provider, currency, perCredit, status, source }) => ({
          providerId: provider,
          perCredit: { currency, minor: perCredit },
          status,
          source,
        })),
    };
  };

const fromSegmentTable = ({
  operator,
  script,
  sendable,
  rows,
  source,
}: MarketPack["segmentation"]["tables"][number]): SegmentTable => ({
  operator: operator ?? "",
  script,
  sendable,
  rows: rows.map(({ segments, minChars, maxChars, printed = "", basis }) => ({
    segments,
    fromChars: minChars,
    toChars: maxChars,
    printed,
    basis,
  })),
  source,
});

/** Whether nothing of a printed list holds any more beside one that finance put in force. */
const replaces = (
  { providerId, group, families, purposes }: ProviderTariff,
  tariff: Tariff,
): boolean =>
  tariff.provider === providerId &&
  families.length === 0 &&
  purposes.length === 0 &&
  (group === "" || group === tariff.group);

const fromPublished = (
  list: ProviderTariff,
  money: (minor: bigint) => { readonly currency: string; readonly minor: bigint },
): TariffMessage => ({
  tariffId: list.tariffId,
  providerId: list.providerId,
  group: list.group,
  description: list.description,
  status: "published",
  taxIncludedPercent: list.taxIncludedPercent,
  tiers: list.tiers.map(({ fromPart, toPart, prices }) => ({
    fromPart: BigInt(fromPart),
    toPart: BigInt(toPart ?? 0),
    prices: prices.map(({ operator, script, perPart }) => ({
      operator: operator ?? "",
      script: script ?? "",
      perPart: money(perPart),
    })),
  })),
  source: `price list ${list.tariffId}, from ${list.effectiveFrom}`,
  note: list.note,
  families: [...list.families],
  purposes: [...list.purposes],
});

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
  families: [...tariff.families],
  purposes: [...tariff.ordinaryFor],
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
