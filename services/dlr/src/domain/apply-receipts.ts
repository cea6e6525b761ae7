import { operatorKey, roadOf, type ChunkOutcome } from "./chunk-outcome.js";
import type { Cause } from "./failure-reason.js";
import { speakForEarlierParts } from "./last-part.js";
import { advance, byteOf, isFinal, secondsOf, stateOf, stateOfReceipt } from "./part-state.js";

/** A receipt under the key of its account. */
export type Receipt = {
  readonly key: string;
  /** Word of SMPP 3.4 appendix B, e.g. "DELIVRD". */
  readonly state: string;
  readonly error: string;
  readonly at: Date;
  /** The network's error as `type:code` that came beside `error`. */
  readonly network?: string | undefined;
  /** The house's word for its error, where the operator's own table has one. */
  readonly word?: string | undefined;
  /** The id as the operator wrote it, where the key has it in another form. */
  readonly rawId?: string | undefined;
};

const causeOf = ({ error, network, word }: Receipt): Cause => ({ code: error, network, word });

/** Parts by key: one, or all that went in one submit, for which its one id stands. */
export type KeyIndex = ReadonlyMap<string, number | readonly number[]>;

/** The parts of every key of this chunk. */
export const indexKeys = (outcome: ChunkOutcome): KeyIndex => {
  const index = new Map<string, number | readonly number[]>();
  const add = (key: string, part: number): void => {
    const known = index.get(key);
    // A list only where it is needed: most chunks have an id for each part.
    if (known === undefined) index.set(key, part);
    else index.set(key, [...partsAt(known), part]);
  };
  outcome.operatorIds.forEach((id, part) => {
    if (id !== "") add(operatorKey(roadOf(outcome, part).account, id), part);
  });
  for (const { part, id, account } of outcome.extraIds) add(operatorKey(account, id), part);
  return index;
};

const partsAt = (found: number | readonly number[] = []): readonly number[] =>
  typeof found === "number" ? [found] : found;

/**
 * Applies the receipts that belong to this chunk; the others are left to their own chunks. Answers
 * undefined when nothing changed, so that a repetition writes nothing. `index` is {@link indexKeys}
 * of the chunk. Pure.
 */
export const applyReceipts = (
  before: ChunkOutcome,
  index: KeyIndex,
  receipts: readonly Receipt[],
  now: Date,
): ChunkOutcome | undefined => {
  const states = Uint8Array.from(before.states);
  const finalAt = Uint32Array.from(before.finalAt);
  const reasons = new Map(before.reasons);
  const contradictions = [...before.contradictions];
  let changed = false;
  /** Whether the part changed. */
  const apply = (receipt: Receipt, part: number): boolean => {
    const from = stateOf(states[part] ?? 0);
    const state = stateOfReceipt(receipt.state);
    const moved = advance(from, state);
    if (moved.contradiction) {
      if (contradictions.some((known) => known.part === part && known.state === state))
        return false;
      contradictions.push({ part, state, code: receipt.error, at: secondsOf(receipt.at) });
      return true;
    }
    if (moved.state === from) return false;
    states[part] = byteOf(moved.state);
    if (!isFinal(moved.state)) return true;
    finalAt[part] = secondsOf(receipt.at);
    // What was known before of why, such as that nothing came, holds no more.
    if (moved.state === "delivered" || receipt.error === "") reasons.delete(part);
    else reasons.set(part, causeOf(receipt));
    return true;
  };
  for (const receipt of receipts)
    for (const part of partsAt(index.get(receipt.key))) if (apply(receipt, part)) changed = true;
  if (!changed) return undefined;
  speakForEarlierParts(before, { states, finalAt, reasons });
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
