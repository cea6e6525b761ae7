import type {
  CreditPrice as CreditPriceMessage,
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
import { DomainError, holdsPermission, type CallContextExt } from "@whiteline/service-kit";
import { creditPriceOn } from "./domain/credit-price.js";
import { standingOf, type ProviderTariff } from "./domain/provider-tariff.js";
import { resoldTiers } from "./domain/resold-prices.js";
import type { Resale } from "./domain/surcharge.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import type { CreditPriceStore } from "./store/credit-prices.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { ResellerStore } from "./store/resellers.js";

type Dependencies = {
  readonly tariffs: Pick<ProviderTariffStore, "publicLists" | "list">;
  readonly resellers: Pick<ResellerStore, "resaleOf">;
  readonly holders: HolderBook;
  readonly creditPrices: Pick<CreditPriceStore, "of" | "everybodys">;
  readonly now: () => Date;
};

/** Whose prices are listed: of its own provider, with what its reseller puts on top. */
type Customer = { readonly holder: Holder; readonly resale: Resale | undefined };

/**
 * The price lists, fees and discounts of a market in force now, for whoever compares before signing up
 * [001 · Footer; 003 · Price comparison]. Anybody may ask; codes are not told. A customer is told its own provider's
 * prices as it pays them: its own lists before everybody's, the surcharge of its reseller inside.
 * @throws DomainError invalid MARKET_UNKNOWN.
 */
export const listTariffs =
  (it: Dependencies) =>
  async (
    { market, providerId }: ListTariffsRequest,
    context: CallContextExt,
  ): Promise<ListTariffsResponse> => {
    const pack = packOf(market, it.now());
    const day = localDay(pack, it.now().toISOString());
    const customer = await customerOf(it, context);
    const active = [
      ...(await it.tariffs.publicLists(market)),
      ...(await ownLists(it, market, customer)),
    ];
    const inForce = active.filter((list) => standingOf(list, active, day) === "in_force");
    const published = inForce.filter((list) => !inForce.some((other) => hides(other, list)));
    const money = (minor: bigint) => ({ currency: pack.currency.code, minor });
    const wanted = (provider: string): boolean => providerId === "" || provider === providerId;
    const asPaid = <List extends Pick<Tariff, "tiers" | "group">>(list: List, of: string): List => {
      const { holder, resale } = customer ?? {};
      if (resale === undefined || holder?.providerId !== of) return list;
      return { ...list, tiers: resoldTiers(list.tiers, { resale, group: list.group ?? "", day }) };
    };
    return {
      tariffs: [
        ...published
          .filter((list) => wanted(list.providerId))
          .map((list) => fromPublished(asPaid(list, list.providerId), money)),
        ...tariffs(pack)
          .filter(({ status, provider }) => status !== "platform" && wanted(provider))
          .filter((tariff) => !published.some((list) => replaces(list, tariff)))
          .map((tariff) => fromTariff(asPaid(tariff, tariff.provider), money)),
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
      discounts: (isElsewhere(pack, providerId) ? [] : pack.discounts).flatMap(
        ({ mode, tiers, source }) =>
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
      creditPrices: await creditPricesOf(it, pack, {
        ...{ day, customer },
        providers: pack.providers.map(({ id }) => id).filter(wanted),
      }),
    };
  };

/** Whether a provider sells in another market, so that nothing of this one is its own. */
const isElsewhere = (pack: MarketPack, providerId: string): boolean =>
  markets.codes.some(
    (code) => code !== pack.code && markets.get(code).providers.some(({ id }) => id === providerId),
  ) && pack.providers.every(({ id }) => id !== providerId);

/** The tenant that asks; undefined: a visitor, staff, a service, or a key that was limited to other things than prices. */
const customerOf = async (
  { holders, resellers }: Dependencies,
  { caller: { principal } }: CallContextExt,
): Promise<Customer | undefined> => {
  if (principal?.kind !== "tenant" || !holdsPermission(principal, "money:read")) return undefined;
  const { tenantId } = principal;
  if (tenantId === undefined) return undefined;
  const holder = await holders.find(tenantId);
  return { holder, resale: await resellers.resaleOf(tenantId) };
};

const ownLists = async (
  { tariffs: lists }: Dependencies,
  market: string,
  customer: Customer | undefined,
): Promise<readonly ProviderTariff[]> => {
  if (customer === undefined) return [];
  const { tenantId, providerId } = customer.holder;
  return (await lists.list(providerId, "active")).filter(
    (list) => list.tenantId === tenantId && list.market === market,
  );
};

/** What a credit costs with each provider on a day; with the customer's own, it alone. */
const creditPricesOf = async (
  { creditPrices }: Dependencies,
  pack: MarketPack,
  {
    providers,
    customer,
    day,
  }: {
    readonly providers: readonly string[];
    readonly customer: Customer | undefined;
    readonly day: string;
  },
): Promise<CreditPriceMessage[]> => {
  if (!pack.currency.isCredit) return [];
  const own = customer?.holder;
  const known = [
    ...(await creditPrices.everybodys(providers)),
    ...(own === undefined ? [] : await creditPrices.of(own)),
  ];
  return providers.flatMap((providerId) => {
    const tenantId = own?.providerId === providerId ? own.tenantId : "";
    const price = creditPriceOn(pack, known, { providerId, tenantId, day });
    if (price === undefined) return [];
    const { currency, perCredit, status, effectiveFrom, source } = price;
    return [
      { providerId, perCredit: { currency, minor: perCredit }, status, effectiveFrom, source },
    ];
  });
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
  tariff: { readonly provider: string; readonly group: string | null },
): boolean =>
  tariff.provider === providerId &&
  families.length === 0 &&
  purposes.length === 0 &&
  (group === "" || group === tariff.group);

/** Whether nothing of everybody's list holds beside the customer's own. */
const hides = (own: ProviderTariff, list: ProviderTariff): boolean =>
  own.tenantId !== "" &&
  list.tenantId === "" &&
  replaces(own, { provider: list.providerId, group: list.group });

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
