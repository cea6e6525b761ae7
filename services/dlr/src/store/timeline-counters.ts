import type { ChunkOutcome } from "../domain/chunk-outcome.js";
import type { ChangedSlot } from "../domain/feed.js";

const HALF_HOUR_MS = 1_800_000;

type CounterUpdate = ReturnType<typeof countersOf>;

/** One update per counter, of however many chunks. */
export const summed = (updates: readonly CounterUpdate[]): readonly CounterUpdate[] => {
  const sums = new Map<string, CounterUpdate>();
  for (const { filter, update } of updates) {
    const more = { ...sums.get(filter._id)?.update.$inc };
    for (const [key, by] of Object.entries(update.$inc)) more[key] = (more[key] ?? 0) + by;
    sums.set(filter._id, { filter, update: { ...update, $inc: more } });
  }
  return [...sums.values()];
};

/** What a round adds to the counters of the half hour in which the chunk was released. */
export const countersOf = (
  {
    outcome,
    changed,
    isFirst,
  }: {
    readonly outcome: ChunkOutcome;
    readonly changed: readonly ChangedSlot[];
    readonly isFirst: boolean;
  },
  now: Date,
) => {
  // Its validity began with its release; without one, what is told now is of now.
  const released = (outcome.releasedAt ?? now).getTime();
  const at = new Date(Math.floor(released / HALF_HOUR_MS) * HALF_HOUR_MS);
  const more: Record<string, number> = {};
  const count = (key: string, by: number): void => {
    more[key] = (more[key] ?? 0) + by;
  };
  if (isFirst) {
    count("n", outcome.parts.length);
    count("p", outcome.states.length);
  }
  for (const { state, before } of changed) {
    count(`s.${state}`, 1);
    if (before !== undefined) count(`s.${before}`, -1);
  }
  const { tenantId: tenant, lineId: line, operator } = outcome;
  return {
    filter: { _id: `${tenant}|${at.getTime()}|${line}|${operator}` },
    update: { $setOnInsert: { tenant, at, line, operator }, $inc: more },
  };
};
