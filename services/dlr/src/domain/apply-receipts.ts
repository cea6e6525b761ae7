import { operatorKey, roadOf, type ChunkOutcome } from "./chunk-outcome.js";
import { advance, byteOf, isFinal, secondsOf, stateOf, stateOfReceipt } from "./part-state.js";

/** A receipt under the key of its account. */
export type Receipt = {
  readonly key: string;
  /** Word of SMPP 3.4 appendix B, e.g. "DELIVRD". */
  readonly state: string;
  readonly error: string;
  readonly at: Date;
};

/** Part index of every key of this chunk. */
export const indexKeys = (outcome: ChunkOutcome): ReadonlyMap<string, number> => {
  const index = new Map<string, number>();
  outcome.operatorIds.forEach((id, part) => {
    if (id !== "") index.set(operatorKey(roadOf(outcome, part).account, id), part);
  });
  for (const { part, id, account } of outcome.extraIds) index.set(operatorKey(account, id), part);
  return index;
};

/**
 * Applies the receipts that belong to this chunk; the others are left to their own chunks. Answers
 * undefined when nothing changed, so that a repetition writes nothing. `index` is {@link indexKeys}
 * of the chunk. Pure.
 */
export const applyReceipts = (
  before: ChunkOutcome,
  index: ReadonlyMap<string, number>,
  receipts: readonly Receipt[],
  now: Date,
): ChunkOutcome | undefined => {
  const states = Uint8Array.from(before.states);
  const finalAt = Uint32Array.from(before.finalAt);
  const reasons = new Map(before.reasons);
  let contradictions = before.contradictions;
  let changed = false;
  for (const receipt of receipts) {
    const part = index.get(receipt.key);
    if (part === undefined) continue;
    const from = stateOf(states[part] ?? 0);
    const moved = advance(from, stateOfReceipt(receipt.state));
    if (moved.contradiction) {
      const note = `${receipt.state} after ${from}`;
      if (reasons.get(part) !== note) {
        contradictions += 1;
        reasons.set(part, note);
        changed = true;
      }
      continue;
    }
    if (moved.state === from) continue;
    states[part] = byteOf(moved.state);
    if (isFinal(moved.state)) finalAt[part] = secondsOf(receipt.at);
    if (receipt.error !== "" && moved.state !== "delivered") reasons.set(part, receipt.error);
    changed = true;
  }
  if (!changed) return undefined;
  return {
    ...before,
    version: before.version + 1,
    states,
    finalAt,
    reasons,
    contradictions,
    changedAt: now,
  };
};
