/** What another spelling of a text is worth. */
type Worth = {
  /** Minor units. */
  readonly saves: bigint;
  /** Operators that take it and not the text as it is. */
  readonly opens: readonly string[];
  readonly changesLetters: boolean;
};

/**
 * The spellings that are worth proposing, what saves most first. One that saves nothing and opens no operator is not, nor
 * is one that reads differently where one that reads the same is worth as much.
 */
export const worthwhile = <T extends Worth>(spellings: readonly T[]): readonly T[] => {
  const isAsGood = (one: T, other: T): boolean =>
    one.saves >= other.saves && other.opens.every((operator) => one.opens.includes(operator));
  return spellings
    .filter(({ saves, opens }) => saves > 0n || opens.length > 0)
    .filter(
      (one, _, worth) =>
        !one.changesLetters ||
        !worth.some((other) => !other.changesLetters && isAsGood(other, one)),
    )
    .toSorted((a, b) => (a.saves === b.saves ? 0 : a.saves > b.saves ? -1 : 1));
};
