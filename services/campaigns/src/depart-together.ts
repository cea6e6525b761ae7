type Departing<Item> = {
  /** Whoever comes so soon after a departure waits for the next one. */
  readonly restMs: number;
  /** So many leave at once. */
  readonly most: number;
  readonly leave: (items: readonly Item[]) => void;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number;
  /** Runs something later. */
  readonly after: (ms: number, run: () => void) => void;
};

/**
 * Lets a crowd leave together: who comes alone leaves at once, who comes within `restMs` of a departure leaves with all who
 * come until its end. What every chunk costs on its way is then paid once for all of one departure (decision 0034).
 */
export const departTogether = <Item>({
  restMs,
  most,
  leave,
  monotonic,
  after,
}: Departing<Item>): ((items: readonly Item[]) => void) => {
  let waiting: Item[] = [];
  let leftAt = -Infinity;
  const depart = (): void => {
    if (waiting.length === 0) return;
    const leaving = waiting;
    waiting = [];
    leftAt = monotonic();
    leave(leaving);
  };
  return (items) => {
    const isFirst = waiting.length === 0;
    waiting.push(...items);
    const rest = leftAt + restMs - monotonic();
    if (rest <= 0 || waiting.length >= most) depart();
    else if (isFirst) after(rest, depart);
  };
};
