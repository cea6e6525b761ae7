/** What was used in one stretch of a month in which a customer paid afterwards; money, before the month's discount. */
export type Used = {
  readonly used: bigint;
  /** What it had of its own when the stretch began; undefined: the stretch began in an earlier month. */
  readonly own: bigint | undefined;
};

/**
 * What is to be paid of a month: what each stretch used beyond the credit that stood at its beginning, less the month's
 * discount. Credit that a stretch left over pays nothing in the next but as that one's own (docs/decisions/0026).
 * @param left credit on invoices that no earlier invoice took off, with that of all these stretches; money.
 */
export const payableOf = (
  stretches: readonly Used[],
  { left, discount }: { readonly left: bigint; readonly discount: bigint },
): bigint => {
  const begun = stretches.reduce((sum, { own = 0n }) => sum + own, 0n);
  const carried = notBelowZero(left - begun);
  const used = stretches.reduce((sum, each) => sum + each.used, 0n);
  const paid = stretches.reduce((sum, each) => sum + least(each.used, each.own ?? carried), 0n);
  // Of months that are invoiced in another order, a later one may have taken some of it.
  return notBelowZero(used - discount - least(paid, notBelowZero(left)));
};

/**
 * What an invoice takes off for credit that is on invoices already. A stretch that ended within the month used it or
 * brought it over, whole; of one that goes on beyond the month, what is not used yet stays for later.
 * @param left as above; money.
 */
export const advanceOf = (
  stretches: readonly Used[],
  {
    left,
    discount,
    goesOn,
  }: { readonly left: bigint; readonly discount: bigint; readonly goesOn: boolean },
): bigint => {
  const last = goesOn ? stretches.at(-1) : undefined;
  const kept = last === undefined ? 0n : least(last.own ?? left, left);
  return left - kept + least(notBelowZero((last?.used ?? 0n) - discount), kept);
};

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const notBelowZero = (minor: bigint): bigint => (minor > 0n ? minor : 0n);
