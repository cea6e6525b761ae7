/**
 * A whole percentage of an amount, rounded half up to a whole minor unit (interpretation, vn.md §7).
 * @param minor not negative.
 */
export const percentOf = (minor: bigint, percent: number): bigint =>
  (minor * BigInt(percent) + 50n) / 100n;
