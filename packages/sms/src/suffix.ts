import { isLowSurrogate } from "./ucs2.js";

/** What stands behind a text, once per message [003 · Short message]. */
export type Suffix = {
  /** Appended by whoever splits the text. */
  readonly text: string;
  /** Characters of 7-bit alphabets that are left free in the last part, for what the operator appends itself. */
  readonly room: number;
};

export const NO_SUFFIX: Suffix = { text: "", room: 0 };

/** A text with its suffix as parts are counted; what the operator appends is stood in for by digits. */
export const withSuffix = (text: string, { text: appended, room }: Suffix): string =>
  room === 0 ? text + appended : text + appended + "0".repeat(room);

/** Where the last character of a text begins, in UTF-16 units. */
export const lastCharacterAt = (text: string): number =>
  Math.max(0, text.length - (isLowSurrogate(text.charCodeAt(text.length - 1)) ? 2 : 1));
