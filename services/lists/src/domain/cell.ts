/**
 * Marks that turn the direction of what follows: they make one name look like another and would run on into the text
 * of a message. Joiners stay, Persian needs them.
 */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const ALL_TURNING = new RegExp(TURNING.source, "gu");

/** A cell as it is kept for texts. */
export function cleanCell(cell: string): string {
  return TURNING.test(cell) ? cell.replace(ALL_TURNING, "").trim() : cell;
}
