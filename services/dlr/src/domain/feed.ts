import { slotOutcomes, slotsOf, type ChunkOutcome, type Contradiction } from "./chunk-outcome.js";
import { byteOf, isFinal, stateOf, type PartState } from "./part-state.js";

/** One message's outcome that is new, other than the one told before, or contradicted since. */
export type ChangedSlot = {
  readonly slot: number;
  readonly state: PartState;
  readonly reason: string;
  readonly failure: string;
  readonly parts: number;
  /** Seconds since 1970. */
  readonly finalAt: number;
  /** What was told before; undefined: nothing. */
  readonly before: PartState | undefined;
  /** The first word of the operator that does not agree, and was not told yet. */
  readonly contradictedBy: Pick<Contradiction, "state" | "code" | "at"> | undefined;
};

/** What was told of a chunk: per slot the byte of its state plus one, 0 when nothing was told, and whether of a contradiction. */
export type Told = Uint8Array;

const CONTRADICTED = 0x80;

/** The final outcomes of a chunk that were not told yet, in slot order, and what is told with them. Pure. */
export const changesOf = (
  outcome: ChunkOutcome,
  told: Told | undefined,
): { readonly changed: readonly ChangedSlot[]; readonly told: Told } => {
  const now = new Uint8Array(outcome.parts.length);
  if (told !== undefined) now.set(told.subarray(0, now.length));
  const changed: ChangedSlot[] = [];
  const denials = firstContradictions(outcome);
  slotOutcomes(outcome).forEach((each, slot) => {
    const { state } = each;
    const known = (now[slot] ?? 0) & ~CONTRADICTED;
    const wasTold = ((now[slot] ?? 0) & CONTRADICTED) !== 0;
    const denial = denials.get(slot);
    const contradictedBy = wasTold ? undefined : denial;
    if (!isFinal(state) || (known === byteOf(state) + 1 && contradictedBy === undefined)) return;
    now[slot] = (byteOf(state) + 1) | (denial === undefined ? 0 : CONTRADICTED);
    const before = known === 0 ? undefined : stateOf(known - 1);
    changed.push({ slot, ...each, before, contradictedBy });
  });
  return { changed, told: now };
};

const firstContradictions = ({
  contradictions,
  parts,
}: ChunkOutcome): ReadonlyMap<number, Contradiction> => {
  const first = new Map<number, Contradiction>();
  if (contradictions.length === 0) return first;
  const slotOf = slotsOf(parts).flatMap(({ count }, slot) => new Array<number>(count).fill(slot));
  for (const each of contradictions) {
    const slot = slotOf[each.part];
    if (slot !== undefined && !first.has(slot)) first.set(slot, each);
  }
  return first;
};

/** Reads a cursor: the number of the last outcome that its holder has; undefined for what is none. */
export const readCursor = (cursor: string): number | undefined => {
  if (cursor === "") return 0;
  return /^[1-9]\d{0,14}$|^0$/.test(cursor) ? Number(cursor) : undefined;
};
