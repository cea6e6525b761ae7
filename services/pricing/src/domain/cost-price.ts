import type { MarketPack } from "@whiteline/markets";

/** What an operator charges the provider for a part, as agreed. Once recorded it never changes; a later word corrects it. */
export type CostPrice = {
  readonly providerId: string;
  readonly operator: string;
  /** Empty: every script that has no price of its own. */
  readonly script: string;
  readonly currency: string;
  readonly perPart: bigint;
  /** First local day on which it holds. */
  readonly effectiveFrom: string;
  /** Where it is agreed. */
  readonly reference: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

/** The money in which a market's operators bill: where wallets hold credits, what credits are bought with. */
export const moneyOf = ({ tax, currency }: Pick<MarketPack, "tax" | "currency">): string =>
  tax?.currency ?? currency.code;

/**
 * What a part cost at an operator on a local day. A script's own price goes before that of every script, the later day
 * before the earlier, of one day the later word. Undefined: none is agreed.
 * @param prices of one operator.
 */
export const costPriceOn = (
  prices: readonly CostPrice[],
  { script, day }: { readonly script: string; readonly day: string },
): bigint | undefined => {
  const latest = (wanted: string): CostPrice | undefined =>
    prices
      .filter((price) => price.script === wanted && price.effectiveFrom <= day)
      .reduce<CostPrice | undefined>(
        (best, price) => (best === undefined || isLater(price, best) ? price : best),
        undefined,
      );
  return (latest(script) ?? latest(""))?.perPart;
};

/** What an operator asked for parts of one script on a day, each different bill once. */
export type PricedBills = {
  readonly script: string;
  readonly bills: readonly { readonly parts: bigint; readonly amount: bigint }[];
};

/**
 * A case that a price decides, by the prices of now. "settled": every bill is its parts at the price; else what should be
 * asked for one bill, or undefined where that is not one sum.
 */
export const judgedBy = (
  prices: readonly CostPrice[],
  { script, bills, day }: PricedBills & { readonly day: string },
): "settled" | { readonly ours: bigint | undefined } => {
  const perPart = costPriceOn(prices, { script, day });
  if (perPart === undefined) return { ours: undefined };
  if (bills.every(({ parts, amount }) => amount === parts * perPart)) return "settled";
  const [bill, ...more] = bills;
  return { ours: bill && more.length === 0 ? bill.parts * perPart : undefined };
};

/** What parts cost together; undefined: a price is missing. */
export const costOf = (
  sums: readonly { readonly parts: bigint; readonly cost: bigint | undefined }[],
): bigint | undefined =>
  sums.reduce<bigint | undefined>(
    (sum, { parts, cost }) =>
      sum === undefined || cost === undefined ? undefined : sum + parts * cost,
    0n,
  );

const isLater = (a: CostPrice, b: CostPrice): boolean =>
  a.effectiveFrom === b.effectiveFrom
    ? a.recordedAt > b.recordedAt
    : a.effectiveFrom > b.effectiveFrom;
