import type { ChunkOutcome } from "./domain/chunk-outcome.js";
import { expireChunk } from "./domain/expiry.js";
import type { OutcomeStore } from "./store/outcomes.js";

const batch = 100;

/**
 * Guarantees that every message becomes final at validity plus margin, in bulk per chunk. A chunk
 * that changed meanwhile is left to the next round.
 */
export const expireOverdue = async (dependencies: {
  readonly outcomes: OutcomeStore;
  readonly now: () => Date;
  readonly marginMs: number;
}): Promise<void> => {
  const { outcomes, now, marginMs } = dependencies;
  const at = now();
  const overdue = await outcomes.overdue(new Date(at.getTime() - marginMs), batch);
  await outcomes.saveStates(
    overdue
      .map((outcome) => expireChunk(outcome, marginMs, at))
      .filter((outcome): outcome is ChunkOutcome => outcome !== undefined),
  );
};
