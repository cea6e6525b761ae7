/** The last sequence number of SMPP 3.4; after it comes 1. */
const MAX_SEQUENCE = 0x7fff_ffff;

/**
 * Requests that wait for their answer, by sequence number. An entry that waited too long is told
 * so once, but keeps its number and its place: its answer may still come, and until then, or until
 * the connection closes, it counts against the window (delivery.md §4).
 *
 * `timeoutMs` is one for all, so entries fall due in the order they were added.
 */
export const pendingRequests = <Entry>(timeoutMs: number, firstSequence = 1) => {
  const waiting = new Map<number, { readonly entry: Entry; readonly due: number }>();
  const overdue = new Set<number>();
  let sequence = firstSequence - 1;

  return {
    /** A sequence number that nothing waiting uses, 1..0x7FFFFFFF. */
    nextSequence(): number {
      do sequence = sequence >= MAX_SEQUENCE ? 1 : sequence + 1;
      while (waiting.has(sequence) || overdue.has(sequence));
      return sequence;
    },

    add(number: number, entry: Entry, now: number): void {
      waiting.set(number, { entry, due: now + timeoutMs });
    },

    /** The entry this answer belongs to; undefined if it is unknown, answered already or late. */
    take(number: number): Entry | undefined {
      if (overdue.delete(number)) return undefined;
      const found = waiting.get(number);
      if (found === undefined) return undefined;
      waiting.delete(number);
      return found.entry;
    },

    /** Entries whose time is up at `now`, each returned once. */
    expire(now: number): readonly Entry[] {
      const expired: Entry[] = [];
      for (const [number, { entry, due }] of waiting) {
        if (due > now) break;
        waiting.delete(number);
        overdue.add(number);
        expired.push(entry);
      }
      return expired;
    },

    /** Everything that still waits, oldest first; forgets all. */
    drain(): readonly Entry[] {
      const entries = [...waiting.values()].map(({ entry }) => entry);
      waiting.clear();
      overdue.clear();
      return entries;
    },

    get waiting() {
      return waiting.size;
    },
    get overdue() {
      return overdue.size;
    },
    /** Slots of the window in use. */
    get size() {
      return waiting.size + overdue.size;
    },
  };
};
