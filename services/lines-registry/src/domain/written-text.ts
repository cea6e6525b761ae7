/** Persian (U+06F0…) and Arabic (U+0660…) digits as ASCII; everything else stays [delivery.md · 8]. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}

/**
 * A text as it is compared: zero-width non-joiners gone, Arabic kaf and yeh folded to Persian
 * [data/commitment-form.json, textNormalisation]. Beyond that, what is no letter or digit is left
 * out and case is folded, so that a blank or a full stop hides nothing.
 */
export function foldText(text: string): string {
  return toAsciiDigits(text.normalize("NFKC"))
    .replace(/[\u064a\u0649]/gu, "\u06cc")
    .replace(/\u0643/gu, "\u06a9")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** Longest text of one field; a page pasted into a name is a mistake. */
export const longestText = 500;

/** Whether a field holds what a field can hold: not endless and without control characters. */
export function isWritable(text: string): boolean {
  return text.length <= longestText && !/\p{Cc}/u.test(text);
}
