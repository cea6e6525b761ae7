import { type Alphabet } from "./alphabet.js";
import { capacityOf } from "./capacity.js";
import { isHighSurrogate, isLowSurrogate } from "./ucs2.js";
import { type Concat } from "./udh.js";

/**
 * One row of a market's table: texts of up to `maxChars` characters are billed as `segments`.
 * `minChars` is for display; printed lower bounds overlap and leave gaps [003 · Long message;
 * 004 · Rules 3], so only the upper bound decides. `basis` is "seed" or "derived".
 */
export type SegmentRow = {
  readonly segments: number;
  readonly minChars: number;
  readonly maxChars: number;
  readonly basis: string;
};

/** `sendable: false` is the merged cell "cannot be sent" of accented texts [004 · Rules 3]. */
export type SegmentTable = { readonly sendable: boolean; readonly rows: readonly SegmentRow[] };

export type SegmentCount =
  | { readonly segments: number }
  | { readonly error: "empty" | "too_long" | "accented_not_supported" };

/**
 * Segments of a text of `length` characters ({@link lengthOf}) by a market's table: the smallest row
 * whose upper bound reaches the length. An empty text is refused before anything else.
 */
export function countSegments(length: number, table: SegmentTable): SegmentCount {
  if (!(length >= 1)) return { error: "empty" };
  if (!table.sendable) return { error: "accented_not_supported" };
  let best: number | undefined;
  for (const { segments, maxChars } of table.rows) {
    if (maxChars >= length && (best === undefined || segments < best)) best = segments;
  }
  return best === undefined ? { error: "too_long" } : { segments: best };
}

/** Characters as the tables count them: Unicode code points after NFC. */
export function lengthOf(text: string): number {
  const composed = text.normalize("NFC");
  let length = composed.length;
  for (let i = 1; i < composed.length; i += 1) {
    if (!isLowSurrogate(composed.charCodeAt(i))) continue;
    if (isHighSurrogate(composed.charCodeAt(i - 1))) length -= 1;
  }
  return length;
}

/** The air interface behind a table. */
export type AirFormula = {
  readonly alphabet: Alphabet;
  /** Default "8bit". */
  readonly concat?: Concat;
  /** Characters kept for a compulsory affix, once per message. Default 0. */
  readonly reservedChars?: number;
  /** The table's own ceiling; no row goes beyond it. Default none. */
  readonly maxChars?: number;
};

/** A row whose upper bound is not the formula's; `difference` = stated − computed. */
export type RowDifference = {
  readonly segments: number;
  readonly stated: number;
  readonly computed: number;
  readonly difference: number;
  readonly basis: string;
};

/**
 * Compares a table with the air interface, one unit per character. The table decides what is
 * billed; a market's test declares every difference reported here, so that a slip of the pen does
 * not pass as a tariff (Turkey's third row says 453 where 3 × 153 − 5 = 454) [003 · Long message].
 */
export function crossCheck(table: SegmentTable, formula: AirFormula): readonly RowDifference[] {
  const { single, perPart } = capacityOf(formula.alphabet, formula.concat);
  const { reservedChars = 0, maxChars = Infinity } = formula;
  return table.rows.flatMap(({ segments, maxChars: stated, basis }) => {
    const room = (segments === 1 ? single : segments * perPart) - reservedChars;
    const computed = Math.min(room, maxChars);
    const difference = stated - computed;
    return difference === 0 ? [] : [{ segments, stated, computed, difference, basis }];
  });
}
