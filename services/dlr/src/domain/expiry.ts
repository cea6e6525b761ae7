import type { ChunkOutcome } from "./chunk-outcome.js";
import { byteOf, isFinal, secondsOf, stateOf } from "./part-state.js";

/**
 * Ends what never came: after validity and margin every part without a final state becomes
 * `unknown`; a late receipt may still correct it. Undefined when nothing was open or it is too
 * early. Pure.
 */
export const expireChunk = (
  before: ChunkOutcome,
  marginMs: number,
  now: Date,
): ChunkOutcome | undefined => {
  if (now.getTime() < before.expiresAt.getTime() + marginMs) return undefined;
  const open = before.states.some((byte) => !isFinal(stateOf(byte)));
  if (!open && before.complete) return undefined;
  const finalAt = Uint32Array.from(before.finalAt, (known, part) =>
    isFinal(stateOf(before.states[part] ?? 0)) ? known : secondsOf(now),
  );
  return {
    ...before,
    finalAt,
    version: before.version + 1,
    states: before.states.map((byte) => (isFinal(stateOf(byte)) ? byte : byteOf("unknown"))),
    complete: true,
    changedAt: now,
  };
};
