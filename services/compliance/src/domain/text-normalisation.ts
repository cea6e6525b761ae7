import { latinLookAlikes, persianLookAlikes } from "./look-alikes.js";

/** Zero-width and direction marks, soft hyphen, and the tatweel that only stretches a word. */
const UNSEEN =
  /[\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]/gu;
/** Short vowels, accents and other marks that texts carry or leave out at will. */
const MARKS = /\p{M}+/gu;
const NEEDS_FOLDING = /[^ -~]/u;
const LOOK_ALIKE =
  /[\u0180-\u02ff\u0370-\u058f\u06c0-\u06d5\u0620-\u06bf\u1d00-\u1dbf\u2170-\u217f\ua720-\ua7ff]/gu;

/**
 * A text as rules compare it: compatibility forms, case, accents and unseen characters gone, Arabic kaf and yeh folded
 * into the Persian ones [data/commitment-form.json · textNormalisation], digits western, the Turkish i's and the
 * Vietnamese đ as people write them in haste, letters of other scripts as what they look like. All of it beyond the
 * commitment form's rule is an interpretation: what a reader takes for the same must be the same to a rule.
 */
export const normaliseText = (text: string): string => {
  const lower = text.toLowerCase();
  if (!NEEDS_FOLDING.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(MARKS, "")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replaceAll("đ", "d")
    .replace(
      LOOK_ALIKE,
      (letter) => persianLookAlikes.get(letter) ?? latinLookAlikes.get(letter) ?? letter,
    )
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
    .normalize("NFC");
};
