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
};

/** So few callers make no crowd: they pass each other, so that a code waits for nobody's answer. */
const FEW = 2;
/** Of the time that a group took, how much its callers get to come back with the next message; and at most. */
const GATHER_SHARE = 0.25;
const MOST_GATHER_MS = 100;
/** Who waits beside a group that takes twice as long as the last one waits for it no longer. */
const TIMES = 2;
const LEAST_PATIENCE_MS = 100;
const MOST_PATIENCE_MS = 1_000;

/**
 * When who waits leaves, on the clock of its arguments. Of a crowd one group is under way at a time and what comes meanwhile
 * is the next one: what a group costs is shared by as many as there are. When it is answered, its callers get a moment to
 * come back, until as many are there as before. A group that does not come back in its usual time holds nobody up.
 *
 * @param waitMs how long the first of a group waits for company when there was none.
 */
export function departure(
  { waiting, firstAt, callersUnderWay, last }: Standing,
  waitMs: number,
): number {
  const alone = firstAt + waitMs;
  if (callersUnderWay > 0) {
    if (waiting.length + callersUnderWay <= FEW) return alone;
    const patience = (last?.tookMs ?? 0) * TIMES;
    return firstAt + Math.min(Math.max(patience, LEAST_PATIENCE_MS), MOST_PATIENCE_MS);
  }
  if (last === undefined || last.company <= 1) return alone;
  if (waiting.length >= last.company) return alone;
  const gather = Math.min(Math.max(last.tookMs * GATHER_SHARE, waitMs), MOST_GATHER_MS);
  return Math.max(firstAt, last.endedAt) + gather;
}
