import { slotOutcomes, type ChunkOutcome } from "./chunk-outcome.js";
import { byteOf, isFinal, stateOf, type PartState } from "./part-state.js";

/** One message's outcome that is new or other than the one told before. */
export type ChangedSlot = {
  readonly slot: number;
  readonly state: PartState;
  readonly reason: string;
  readonly parts: number;
  /** Seconds since 1970. */
  readonly finalAt: number;
  /** What was told before; undefined: nothing. */
  readonly before: PartState | undefined;
};

/** What was told of a chunk: per slot the byte of its state plus one, 0 when nothing was told. */
export type Told = Uint8Array;

/** The final outcomes of a chunk that were not told yet, in slot order, and what is told with them. Pure. */
export const changesOf = (
  outcome: ChunkOutcome,
  told: Told | undefined,
): { readonly changed: readonly ChangedSlot[]; readonly told: Told } => {
  const now = new Uint8Array(outcome.parts.length);
  if (told !== undefined) now.set(told.subarray(0, now.length));
  const changed: ChangedSlot[] = [];
  slotOutcomes(outcome).forEach(({ state, reason, parts, finalAt }, slot) => {
    const known = now[slot] ?? 0;
    if (!isFinal(state) || known === byteOf(state) + 1) return;
    now[slot] = byteOf(state) + 1;
    const before = known === 0 ? undefined : stateOf(known - 1);
    changed.push({ slot, state, reason, parts, finalAt, before });
  });
  return { changed, told: now };
};

/** Reads a cursor: the number of the last outcome that its holder has; undefined for what is none. */
export const readCursor = (cursor: string): number | undefined => {
  if (cursor === "") return 0;
  return /^[1-9]\d{0,14}$|^0$/.test(cursor) ? Number(cursor) : undefined;
};
