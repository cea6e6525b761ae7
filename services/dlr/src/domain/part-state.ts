/**
 * What became of one part on the air. Stored as one byte per part; the position in this list is the
 * byte, so names are only ever appended.
 */
export const partStates = [
  "pending", // not submitted yet
  "accepted", // the operator took it
  "rejected", // the operator refused it for good, on submit or by receipt
  "in_doubt", // submitted, no answer: may have arrived
  "withheld", // held back by the embargo: refusal, pause, cancel, suspension
  "expired", // validity ran out, here or at the operator
  "failed", // failed inside the platform
  "delivered",
  "undelivered",
  "deleted",
  "unknown", // nothing came until validity and margin were over
] as const;

export type PartState = (typeof partStates)[number];

/** Byte of a state, as it is packed. */
export const byteOf = (state: PartState): number => partStates.indexOf(state);

/** State of a packed byte; a byte of a newer version reads as `pending`. */
export const stateOf = (byte: number): PartState => partStates[byte] ?? "pending";

/** A final state never changes again, except `unknown`, which a late receipt may still correct. */
export const isFinal = (state: PartState): boolean =>
  state !== "pending" && state !== "accepted" && state !== "in_doubt";

/** Whole seconds since 1970, as the time of a part is packed. */
export const secondsOf = (at: Date): number => Math.max(0, Math.floor(at.getTime() / 1_000));

/** Receipt states of SMPP 3.4 appendix B and the part state each one means. */
const receiptMeaning: Readonly<Record<string, PartState>> = {
  DELIVRD: "delivered",
  EXPIRED: "expired",
  DELETED: "deleted",
  UNDELIV: "undelivered",
  REJECTD: "rejected",
  UNKNOWN: "unknown",
  ACCEPTD: "accepted",
  ENROUTE: "accepted",
};

/** Part state that a receipt reports; a word nobody knows tells only that the operator has it. */
export const stateOfReceipt = (word: string): PartState => receiptMeaning[word] ?? "accepted";

/**
 * Moves a part forward by a receipt. States only move forward (delivery.md §5): a final state stays
 * and a different final receipt is a contradiction to be recorded; intermediate receipts after a
 * final one, and repetitions, change nothing.
 */
export const advance = (
  from: PartState,
  to: PartState,
): { readonly state: PartState; readonly contradiction: boolean } => {
  if (from === to) return { state: from, contradiction: false };
  if (!isFinal(to))
    return { state: from === "pending" || from === "in_doubt" ? to : from, contradiction: false };
  if (!isFinal(from) || from === "unknown") return { state: to, contradiction: false };
  return { state: from, contradiction: to !== "unknown" };
};
