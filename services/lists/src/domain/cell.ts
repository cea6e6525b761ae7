/**
 * Marks that turn the direction of what follows: they make one name look like another and would run on into the text
 * of a message. Joiners stay, Persian needs them.
 */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const ALL_TURNING = new RegExp(TURNING.source, "gu");

/** Marks that stand behind their letter, as windows-1258 and files of a Mac have them. */
const LOOSE_MARK = /[\u0300-\u036f\u0653-\u0655]/u;

/** A cell as it is kept for texts: a letter and its marks are one character, for which a message pays once. */
export function cleanCell(cell: string): string {
  const composed = LOOSE_MARK.test(cell) ? cell.normalize("NFC") : cell;
  return TURNING.test(composed) ? composed.replace(ALL_TURNING, "").trim() : composed;
}
