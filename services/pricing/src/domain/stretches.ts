import type { PaymentMode } from "./wallet.js";

/** When finance changed how a customer pays, and to what. */
export type ModeChange = { readonly at: Date; readonly mode: PaymentMode };

/** A piece of time in which a customer paid in one way; its end is not part of it. */
export type Stretch = {
  readonly mode: PaymentMode;
  readonly from: Date;
  readonly to: Date;
  /** Whether a change of terms began it; else the time that was asked for did. */
  readonly changed: boolean;
};

/**
 * Divides a piece of time where the way of paying changed: what is bought before is invoiced when it is bought, what is
 * paid afterwards when it is used, and nothing of both (docs/decisions/0026).
 * @param terms.mode as of now; of a customer without changes it held from the beginning.
 * @param terms.changes every change so far, the oldest first.
 */
export const stretchesOf = (
  { mode, changes }: { readonly mode: PaymentMode; readonly changes: readonly ModeChange[] },
  from: Date,
  to: Date,
): readonly Stretch[] => {
  const [first] = changes;
  let current: PaymentMode = first === undefined ? mode : otherThan(first.mode);
  let start = from;
  let changed = false;
  const stretches: Stretch[] = [];
  for (const change of changes) {
    if (change.at >= to) break;
    if (change.mode === current) continue;
    if (change.at >= from) {
      if (change.at > start) stretches.push({ mode: current, from: start, to: change.at, changed });
      [start, changed] = [change.at, true];
    }
    current = change.mode;
  }
  return [...stretches, { mode: current, from: start, to, changed }];
};

/** When a customer began to pay afterwards, up to an instant. */
export const changesToPostpaid = (changes: readonly ModeChange[], before: Date): readonly Date[] =>
  changes.flatMap(({ at, mode }) => (mode === "postpaid" && at < before ? [at] : []));

const otherThan = (mode: PaymentMode): PaymentMode => (mode === "prepaid" ? "postpaid" : "prepaid");
