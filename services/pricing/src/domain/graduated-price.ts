/** From its part of the month onwards a part costs so much; the first step begins at part 1. */
export type PriceStep = { readonly fromPart: bigint; readonly perPart: bigint };

/**
 * What `parts` parts cost that follow `before` parts of the same month, each at the price of its own place:
 * the 20,001st segment onwards takes the second price [vn.md §5, read as graduated].
 * @param steps in rising order, the first from part 1.
 * @returns minor units.
 */
export const priceOfRun = (steps: readonly PriceStep[], before: bigint, parts: bigint): bigint =>
  steps.reduce((sum, { fromPart, perPart }, i) => {
    const end = steps[i + 1]?.fromPart;
    const from = most(fromPart - 1n, before);
    const to = end === undefined ? before + parts : least(end - 1n, before + parts);
    return to > from ? sum + (to - from) * perPart : sum;
  }, 0n);

/**
 * The most that one part can cost in a month. A reservation holds this much: which place its parts
 * will have is known only when they are settled.
 */
export const highestPrice = (steps: readonly PriceStep[]): bigint =>
  steps.reduce((highest, { perPart }) => most(highest, perPart), 0n);

const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
