/** In minor units. More than a hundred times the dearest price of a seed is a slip of the finger. */
export const MOST_PER_PART = 1_000_000n;
