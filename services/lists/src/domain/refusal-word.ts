import type { MarketPack } from "@whiteline/markets";

/** A longer reply is more than a word; nothing below runs over pages that somebody sends. */
const LONGEST_REPLY = 64;

/** Joiners, direction marks and soft hyphens, the tatweel that only stretches, and vowel marks. */
const UNSEEN = /[\p{Cf}\u0640\u064b-\u0652\u0670]/gu;
/** Quotation marks, stops, blanks and pictures around a word. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** "لغو 11" is written with and without its blank. */
const BLANK_BEFORE_DIGITS = /(?<=\p{L})\s+(?=\d)/gu;
/** Vietnamese tones: one word is written with its tone on either vowel (hủy, huỷ) or, on many phones, without. */
const VIETNAMESE_TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * Whether a reply says that its sender wants no more messages: it is, as a whole, one of the market's words of
 * withdrawal [data/commitment-form.json · textNormalisation; `optOutWords` of the pack], however a phone writes it.
 * A sentence that contains such a word is conversation, and people read those.
 */
export function meansRefusal({ optOutWords }: MarketPack, reply: string): boolean {
  if (reply.length > LONGEST_REPLY) return false;
  return optOutWords.some(({ word, language }) => fold(reply, language) === fold(word, language));
}

/** Small letters by the language's own rule: in Turkish I becomes ı and İ becomes i. */
function fold(text: string, language: string): string {
  const folded = text
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .replaceAll("\u0643", "\u06a9")
    .replace(/[\u064a\u0649]/gu, "\u06cc")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(AROUND, "")
    .replace(BLANK_BEFORE_DIGITS, "")
    .toLocaleLowerCase(language);
  return language === "vi" ? folded.normalize("NFD").replace(VIETNAMESE_TONES, "") : folded;
}
