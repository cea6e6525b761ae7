/** What is known of the group of a key that was answered last. */
export type LastGroup = {
  readonly endedAt: number;
  readonly tookMs: number;
  /** Its callers and those who waited when it ended: as many may be back soon. */
  readonly company: number;
};

/** Who waits under a key, and what is under way. */
export type Standing = {
  readonly waiting: { readonly length: number };
  /** Since when the first of them waits. */
  readonly firstAt: number;
  readonly callersUnderWay: number;
  readonly last: LastGroup | undefined;
  /** Log-in codes: somebody sits before a screen and waits. */
  readonly urgent: boolean;
};

/** So few callers make no crowd: they pass each other, so that a code waits for nobody's answer. */
const FEW = 2;
/** Of the time that a group took, how much its callers get to come back with the next message; and at most. */
const GATHER_SHARE = 0.25;
const MOST_GATHER_MS = 100;
/** How long who waits beside a group waits for its answer: so many times what the last one took, within bounds. */
const PATIENCE = { times: 2, leastMs: 100, mostMs: 1_000 };
/** Where a group is slow because the house is busy, a code does not pay for it twice: some four are under way. */
const PATIENCE_OF_CODES = { times: 0.25, leastMs: 30, mostMs: 250 };

/**
 * When who waits leaves, on the clock of its arguments. Of a crowd one group is under way at a time and what comes meanwhile
 * is the next one: what a group costs is shared by as many as there are. When it is answered, its callers get a moment to
 * come back, until as many are there as before. A group that does not come back in its usual time holds nobody up. Codes wait
 * a quarter of that time only, and for nobody to come back.
 *
 * @param waitMs how long the first of a group waits for company when there was none.
 */
export function departure(
  { waiting, firstAt, callersUnderWay, last, urgent }: Standing,
  waitMs: number,
): number {
  const alone = firstAt + waitMs;
  if (callersUnderWay > 0) {
    if (waiting.length + callersUnderWay <= FEW) return alone;
    const { times, leastMs, mostMs } = urgent ? PATIENCE_OF_CODES : PATIENCE;
    const patience = (last?.tookMs ?? 0) * times;
    return firstAt + Math.min(Math.max(patience, leastMs), mostMs);
  }
  if (urgent || last === undefined || last.company <= 1) return alone;
  if (waiting.length >= last.company) return alone;
  const gather = Math.min(Math.max(last.tookMs * GATHER_SHARE, waitMs), MOST_GATHER_MS);
  return Math.max(firstAt, last.endedAt) + gather;
}
