import type { ChunkOutcome } from "./domain/chunk-outcome.js";
import type { ChangeStore } from "./store/changes.js";
import type { OutcomeStore } from "./store/outcomes.js";

/** Chunks told per round; a transaction over all of them stays short. */
const batch = 128;

/**
 * Tells the feed and the counters over time what changed, a chunk at most once per interval; answers how
 * many chunks it looked at. A round that dies anywhere is repeated and finds what it told already.
 */
export const tellChanges = async ({
  outcomes,
  changes,
  now,
  intervalMs,
}: {
  readonly outcomes: Pick<OutcomeStore, "untold" | "markFed">;
  readonly changes: Pick<ChangeStore, "tell">;
  readonly now: () => Date;
  readonly intervalMs: number;
}): Promise<number> => {
  const due = await outcomes.untold(new Date(now().getTime() - intervalMs), batch);
  const ofTenant = new Map<string, ChunkOutcome[]>();
  for (const outcome of due) {
    const known = ofTenant.get(outcome.tenantId);
    if (known === undefined) ofTenant.set(outcome.tenantId, [outcome]);
    else known.push(outcome);
  }
  for (const [tenantId, chunks] of ofTenant) {
    await changes.tell(tenantId, chunks, now());
    await outcomes.markFed(chunks, now());
  }
  return due.length;
};
