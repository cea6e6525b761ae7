import { ACCEPTED, roadOf, slotsOf, type ChunkOutcome } from "./chunk-outcome.js";
import type { Cause } from "./failure-reason.js";
import { advance, byteOf, isFinal, stateOf } from "./part-state.js";

/** What is known of each part while it is written anew. */
type Parts = {
  readonly states: Uint8Array;
  readonly finalAt: Uint32Array;
  readonly reasons: Map<number, Cause>;
};

/**
 * Where an operator sends a receipt for the last part of a long message only, its word holds for the parts before it that
 * the same account took (decision 0037); one that ended without a receipt leaves theirs unknown, for none will come. Writes
 * into `parts`.
 */
export const speakForEarlierParts = (
  chunk: Pick<ChunkOutcome, "account" | "roads" | "partRoads" | "parts" | "codes">,
  { states, finalAt, reasons }: Parts,
): void => {
  if (!chunk.roads.some(({ isLastOnly }) => isLastOnly)) return;
  for (const { first, count } of slotsOf(chunk.parts)) {
    const last = first + count - 1;
    const { account, isLastOnly = false } = roadOf(chunk, last);
    const said = stateOf(states[last] ?? 0);
    if (count < 2 || !isLastOnly || !isFinal(said)) continue;
    const hasReceipt = chunk.codes[last] === ACCEPTED;
    const cause = hasReceipt ? reasons.get(last) : undefined;
    for (let part = first; part < last; part += 1) {
      if (chunk.codes[part] !== ACCEPTED || roadOf(chunk, part).account !== account) continue;
      const before = stateOf(states[part] ?? 0);
      const { state } = advance(before, hasReceipt ? said : "unknown");
      if (state === before) continue;
      states[part] = byteOf(state);
      finalAt[part] = finalAt[last] ?? 0;
      if (cause === undefined) reasons.delete(part);
      else reasons.set(part, cause);
    }
  }
};
