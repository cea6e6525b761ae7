/** What a reseller puts on top of the provider's price of a part; minor units. */
export type Surcharge = {
  /** Empty, here and below: every one. */
  readonly operator: string;
  /** The price group of the list that holds, as the pack names it. */
  readonly group: string;
  readonly script: string;
  /** From this day of the market on; empty: at once. */
  readonly effectiveFrom: string;
  readonly perPart: bigint;
};

/** Who earns on a customer's messages, and what. */
export type Resale = {
  readonly resellerId: string;
  /** From this day of the market on; empty: at once. */
  readonly effectiveFrom: string;
  readonly surcharges: readonly Surcharge[];
};

/** A part as surcharges look at it. */
type Part = {
  readonly operator: string;
  readonly group: string;
  readonly script: string;
  readonly day: string;
};

/**
 * The one surcharge of a part: that of its operator before that of all, then that of its group, then that of its script;
 * of those that say as much, the one that began last.
 */
export const surchargeAt = (resale: Resale | undefined, part: Part): bigint => {
  if (resale === undefined || resale.effectiveFrom > part.day) return 0n;
  const fits = resale.surcharges.filter(
    ({ effectiveFrom, operator, group, script }) =>
      effectiveFrom <= part.day &&
      [part.operator, ""].includes(operator) &&
      [part.group, ""].includes(group) &&
      [part.script, ""].includes(script),
  );
  const [best] = fits.toSorted((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1));
  return best?.perPart ?? 0n;
};

const rankOf = ({ operator, group, script, effectiveFrom }: Surcharge): string =>
  [operator, group, script].map((word) => (word === "" ? "0" : "1")).join("") + effectiveFrom;
