/** Zero-width and direction marks, soft hyphen, and the tatweel that only stretches a word. */
const UNSEEN = /[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Short vowels and other marks that Persian texts carry or leave out at will. */
const VOWEL_MARKS = /[\u064b-\u0652\u0670]/gu;

/**
 * A text as rules compare it: zero-width non-joiners gone, Arabic kaf and yeh folded into the Persian
 * ones [data/commitment-form.json · textNormalisation], digits western. That other unseen characters,
 * vowel marks and presentation forms go too is an interpretation: no reader sees them, so they must
 * not hide a word from a rule.
 */
export const normaliseText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .replace(VOWEL_MARKS, "")
    .replaceAll("\u0643", "\u06a9")
    .replace(/[\u064a\u0649]/gu, "\u06cc")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf));
