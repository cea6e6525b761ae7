/** A chunk that may leave now. */
export type Candidate = {
  readonly chunkId: string;
  readonly tenantId: string;
  readonly parts: number;
};

/** What a turn leaves to the next: each waiting tenant's balance in parts, and whose turn it is. */
export type Fairness = {
  readonly owed: ReadonlyMap<string, number>;
  readonly next: string;
};

export const noFairness: Fairness = { owed: new Map(), next: "" };

export type Credit = {
  /** Parts that may still be under way. */
  readonly parts: number;
  /** Chunks that may leave even if they exceed the parts, so that a slow route moves at all. */
  readonly chunks: number;
};

/** A round gives each tenant one full chunk's worth [architecture · §5: at most 1,000 parts]. */
const QUANTUM = 1_000;

/**
 * Deficit round robin over tenants [delivery.md · 7]: each round every waiting tenant is given a
 * quantum and sends as long as it lasts, so that a million of one does not bury ten of another,
 * and big chunks are not cheaper than small ones.
 *
 * @param candidates in the order in which each tenant wants them sent.
 */
export const pickFairly = (
  fairness: Fairness,
  candidates: readonly Candidate[],
  credit: Credit,
): { readonly picked: readonly Candidate[]; readonly fairness: Fairness } => {
  const queues = groupByTenant(candidates);
  const ring = turnsFrom([...queues.keys()], fairness.next);
  const owed = new Map<string, number>();
  const picked: Candidate[] = [];
  let spent = 0;
  const mayLeave = (parts: number): boolean =>
    spent + parts <= credit.parts || picked.length < credit.chunks;

  for (const tenantId of ring) owed.set(tenantId, fairness.owed.get(tenantId) ?? 0);
  for (let waiting = [...ring]; waiting.length > 0;) {
    const still: string[] = [];
    for (const tenantId of waiting) {
      const queue = queues.get(tenantId) ?? [];
      let purse = (owed.get(tenantId) ?? 0) + QUANTUM;
      for (let head = queue[0]; head !== undefined && head.parts <= purse; head = queue[0]) {
        if (!mayLeave(head.parts)) {
          // Goes on next time with what is left of this quantum, not with another one on top.
          owed.set(tenantId, purse - QUANTUM);
          return { picked, fairness: { owed, next: tenantId } };
        }
        queue.shift();
        picked.push(head);
        spent += head.parts;
        purse -= head.parts;
      }
      // A tenant with nothing left to send saves nothing up.
      if (queue.length === 0) owed.delete(tenantId);
      else {
        owed.set(tenantId, purse);
        still.push(tenantId);
      }
    }
    waiting = still;
  }
  return { picked, fairness: noFairness };
};

const groupByTenant = (candidates: readonly Candidate[]): Map<string, Candidate[]> => {
  const queues = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const queue = queues.get(candidate.tenantId);
    if (queue === undefined) queues.set(candidate.tenantId, [candidate]);
    else queue.push(candidate);
  }
  return queues;
};

/** The ring of tenants beginning with the one whose turn it is, or the one after it. */
const turnsFrom = (tenants: readonly string[], next: string): readonly string[] => {
  const ring = [...tenants].sort();
  const at = ring.findIndex((tenantId) => tenantId >= next);
  return at <= 0 ? ring : [...ring.slice(at), ...ring.slice(0, at)];
};
