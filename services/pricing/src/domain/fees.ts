import type { MarketPack } from "@whiteline/markets";

/** What brandnames cost beside their messages; minor units. */
export type FeeSum = {
  readonly declaration: bigint;
  readonly maintenance: bigint;
  readonly total: bigint;
};

/**
 * The fee of one name at one operator: once for its declaration, or for one month of maintenance
 * [004 · Policy 2]. Undefined: the provider charges no such fee there, or does not know the operator.
 */
export const feeAt = (
  pack: MarketPack,
  fee: { readonly providerId: string; readonly id: string; readonly operator: string },
): bigint | undefined =>
  pack.fees
    .find(({ id, provider }) => id === fee.id && provider === fee.providerId)
    ?.amounts.find(({ operator }) => operator === fee.operator)?.amount;

/**
 * Declaration once and maintenance monthly, per brandname and operator, VAT included [vn.md §6].
 * @returns the operator that has no fee in the pack, when there is one: nothing is guessed.
 */
export const brandnameFees = (
  pack: MarketPack,
  asked: {
    readonly providerId: string;
    readonly brandnames: number;
    readonly operators: readonly string[];
    readonly months: number;
  },
): FeeSum | { readonly unknownOperator: string } => {
  const names = BigInt(asked.brandnames);
  let declaration = 0n;
  let maintenance = 0n;
  for (const operator of asked.operators) {
    const { providerId } = asked;
    const once = feeAt(pack, { providerId, id: "declaration", operator });
    const monthly = feeAt(pack, { providerId, id: "maintenance", operator });
    if (once === undefined || monthly === undefined) return { unknownOperator: operator };
    declaration += once * names;
    maintenance += monthly * names * BigInt(asked.months);
  }
  return { declaration, maintenance, total: declaration + maintenance };
};
