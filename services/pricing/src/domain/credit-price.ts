import type { MarketPack } from "@whiteline/markets";

/** What a credit costs from a day on, as two people of finance decided. Once set it never changes. */
export type DatedCreditPrice = {
  readonly providerId: string;
  /** Empty: every customer without a price of its own. */
  readonly tenantId: string;
  readonly currency: string;
  /** Minor units, tax inside. Null: the customer has no price of its own any more. */
  readonly perCredit: bigint | null;
  /** First local day on which it holds. */
  readonly effectiveFrom: string;
  /** Where it was decided. */
  readonly reference: string;
  readonly proposedBy: string;
  readonly setBy: string;
  readonly setAt: Date;
};

/** What a credit costs a customer. */
export type CreditPrice = {
  readonly currency: string;
  readonly perCredit: bigint;
  /** The market's own stands in while the provider has set none. */
  readonly status: "published" | "printed" | "example";
  /** First day on which it holds; empty: nobody set it. */
  readonly effectiveFrom: string;
  readonly source: string;
};

type Customer = { readonly providerId: string; readonly tenantId: string };

/**
 * What a credit costs a customer on a local day: its own price before everybody's, the later day before the earlier, of
 * one day the later word; the market's while its provider has set none. Undefined: none is known.
 * @param prices of the provider, of everybody and of that customer at least.
 */
export const creditPriceOn = (
  { creditPrices }: Pick<MarketPack, "creditPrices">,
  prices: readonly DatedCreditPrice[],
  { providerId, tenantId, day }: Customer & { readonly day: string },
): CreditPrice | undefined => {
  for (const whose of tenantId === "" ? [""] : [tenantId, ""]) {
    const set = lastCreditPrice(prices, { providerId, tenantId: whose, day });
    if (set === undefined || set.perCredit === null) continue;
    const { currency, perCredit, effectiveFrom } = set;
    const source = `price of a credit from ${effectiveFrom}`;
    return { currency, perCredit, status: "published", effectiveFrom, source };
  }
  const ofMarket = creditPrices.find(({ provider }) => provider === providerId);
  if (ofMarket === undefined) return undefined;
  const { currency, perCredit, status, source } = ofMarket;
  return { currency, perCredit, status, effectiveFrom: "", source };
};

/**
 * At what price the credits are invoiced that a customer used in a month, or carried into it: that of the month's first
 * day, so that none rises for what was used before (docs/decisions/0033); where there was none, the first that begins in it.
 * @param month e.g. "2026-11".
 */
export const creditPriceOfMonth = (
  pack: Pick<MarketPack, "creditPrices">,
  prices: readonly DatedCreditPrice[],
  { month, ...customer }: Customer & { readonly month: string },
): CreditPrice | undefined => {
  const begun = prices
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => day.startsWith(month))
    .sort();
  for (const day of [`${month}-01`, ...begun]) {
    const price = creditPriceOn(pack, prices, { ...customer, day });
    if (price !== undefined) return price;
  }
  return undefined;
};

/** What was set last for exactly this customer, or for everybody where its tenant is empty, and holds on that day. */
export const lastCreditPrice = (
  prices: readonly DatedCreditPrice[],
  { providerId, tenantId, day }: Customer & { readonly day: string },
): DatedCreditPrice | undefined =>
  prices
    .filter((price) => price.providerId === providerId && price.tenantId === tenantId)
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<DatedCreditPrice | undefined>(
      (best, price) => (best === undefined || isLater(price, best) ? price : best),
      undefined,
    );

const isLater = (a: DatedCreditPrice, b: DatedCreditPrice): boolean =>
  a.effectiveFrom === b.effectiveFrom ? a.setAt > b.setAt : a.effectiveFrom > b.effectiveFrom;
