/** When something was sent, to the hour since 1970. */
type Hour = number;

/** So many small runs are merged into one. */
const MOST_TAILS = 32;

export type RecentSends = ReturnType<typeof createRecentSends>;

/**
 * How often each key was sent to, by the hour: sorted runs of eight bytes a message, so that a million messages of a day
 * are 8 MB, and a question is a few binary searches. A key is a keyed hash of 53 bits; nobody's number is in it.
 */
export function createRecentSends() {
  const hours = new Map<Hour, Float64Array[]>();
  let size = 0;

  return {
    get size(): number {
      return size;
    },

    add(hour: Hour, keys: readonly number[]): void {
      if (keys.length === 0) return;
      const runs = hours.get(hour) ?? [];
      runs.push(Float64Array.from(keys).sort());
      hours.set(hour, runs.length > MOST_TAILS ? [merge(runs)] : runs);
      size += keys.length;
    },

    /** How often in the hours from `from` on. */
    count(key: number, from: Hour): number {
      let count = 0;
      for (const [hour, runs] of hours) {
        if (hour >= from) for (const run of runs) count += occurrences(run, key);
      }
      return count;
    },

    /** Forgets what is older than `from`. */
    forget(from: Hour): void {
      for (const [hour, runs] of hours) {
        if (hour >= from) continue;
        for (const run of runs) size -= run.length;
        hours.delete(hour);
      }
    },
  };
}

function merge(runs: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(runs.reduce((sum, run) => sum + run.length, 0));
  let at = 0;
  for (const run of runs) {
    all.set(run, at);
    at += run.length;
  }
  return all.sort();
}

function occurrences(run: Float64Array, key: number): number {
  let from = 0;
  let to = run.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((run[middle] ?? 0) < key) from = middle + 1;
    else to = middle;
  }
  let count = 0;
  while (run[from + count] === key) count += 1;
  return count;
}
