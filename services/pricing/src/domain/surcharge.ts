/** What a reseller puts on top of the provider's price of a part; minor units. */
export type Surcharge = {
  /** Empty: every operator. */
  readonly operator: string;
  readonly perPart: bigint;
};

/** Who earns on a customer's messages, and what. */
export type Resale = { readonly resellerId: string; readonly surcharges: readonly Surcharge[] };

/** The surcharge of an operator; that of all where it has none of its own. */
export const surchargeAt = (resale: Resale | undefined, operator: string): bigint =>
  resale === undefined
    ? 0n
    : (resale.surcharges.find((known) => known.operator === operator)?.perPart ??
      resale.surcharges.find((known) => known.operator === "")?.perPart ??
      0n);
