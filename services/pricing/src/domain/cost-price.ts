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

const isLater = (a: CostPrice, b: CostPrice): boolean =>
  a.effectiveFrom === b.effectiveFrom
    ? a.recordedAt > b.recordedAt
    : a.effectiveFrom > b.effectiveFrom;
