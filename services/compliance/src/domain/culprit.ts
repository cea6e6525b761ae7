import { latinLookAlikes, persianLookAlikes } from "./look-alikes.js";
import { normaliseText } from "./text-normalisation.js";

/** What makes two texts differ that look, or nearly look, alike: a stable word, and what to do. */
export type Culprit = { readonly code: string; readonly rule: string; readonly remedy: string };

const unseen: Readonly<Record<string, readonly [code: string, name: string]>> = {
  "\u200c": ["zwnj", "a zero-width non-joiner (half space)"],
  "\u200d": ["zwj", "a zero-width joiner"],
  "\u200b": ["zero_width", "a zero-width space"],
  "\u2060": ["zero_width", "a word joiner"],
  "\ufeff": ["zero_width", "a byte order mark"],
  "\u00ad": ["soft_hyphen", "a soft hyphen"],
  "\u0640": ["tatweel", "a tatweel, which only stretches a word"],
  "\n": ["line_break", "a line break"],
  "\r": ["line_break", "a carriage return"],
  "\t": ["tab", "a tab"],
  " ": ["blank", "a blank"],
  "\u00a0": ["no_break_space", "a no-break space"],
};
const DIRECTION = /^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u;
const MARK = /^\p{M}+$/u;

const nameOf = (text: string): string =>
  `${text} (${Array.from(text)
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ")})`;

const describeUnseen = (one: string): readonly [code: string, name: string] | undefined => {
  const known = unseen[one];
  if (known !== undefined) return known;
  if (DIRECTION.test(one)) return ["direction_mark", "a mark of writing direction"];
  if (MARK.test(one)) return ["vowel_mark", "a vowel mark or accent of its own"];
  return undefined;
};

/** Names a character that one of the two has and the other has not; undefined when it is an ordinary one. */
export const nameLoneCulprit = (text: string, side: "added" | "missing"): Culprit | undefined => {
  const kinds = Array.from(text).map(describeUnseen);
  const [first] = kinds;
  if (first === undefined || kinds.some((kind) => kind === undefined)) return undefined;
  const [code, name] = first;
  return side === "added"
    ? {
        code: `stray_${code}`,
        rule: `The text has ${name} that the template has not.`,
        remedy: "Delete it.",
      }
    : { code: `missing_${code}`, rule: `The template has ${name} here.`, remedy: "Insert it." };
};

const QUOTES = /^["'`´\u2018-\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033\uff02\uff07]+$/u;
const DASHES = /^[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+$/u;
const BLANKS = /^[\s\u200b-\u200d\u2060]+$/u;

/** Names what stands where the template has something that looks like it; undefined for just another text. */
export const namePairCulprit = (expected: string, found: string): Culprit | undefined => {
  const code = codeOfPair(expected, found);
  if (code === undefined) return undefined;
  const remedy = `Write ${nameOf(expected)} instead.`;
  return {
    code,
    rule: `${nameOf(found)} stands where the template has ${nameOf(expected)}.`,
    remedy,
  };
};

const codeOfPair = (expected: string, found: string): string | undefined => {
  if (BLANKS.test(expected) && BLANKS.test(found)) return "other_blank";
  if (QUOTES.test(expected) && QUOTES.test(found)) {
    return /^["'`]+$/u.test(found) ? "plain_quote" : "typographic_quote";
  }
  if (DASHES.test(expected) && DASHES.test(found)) return "typographic_dash";
  if (expected.normalize("NFC") === found.normalize("NFC")) return "decomposed_letter";
  if (/^[iıİI]$/u.test(expected) && /^[iıİI]$/u.test(found)) return "turkish_i";
  if (expected.toLowerCase() === found.toLowerCase()) return "letter_case";
  const alphabet = codeOfAlphabet(expected, found);
  if (alphabet !== undefined) return alphabet;
  if (expected.normalize("NFKC") === found.normalize("NFKC")) {
    return expected.includes("\u2026") || found.includes("\u2026") ? "ellipsis" : "other_form";
  }
  return normaliseText(expected) === normaliseText(found) ? "other_accent" : undefined;
};

const DIGITS: readonly (readonly [code: string, digits: RegExp])[] = [
  ["western_digit", /^[0-9]+$/u],
  ["persian_digit", /^[\u06f0-\u06f9]+$/u],
  ["arabic_digit", /^[\u0660-\u0669]+$/u],
];

const codeOfAlphabet = (expected: string, found: string): string | undefined => {
  if (normaliseText(expected) !== normaliseText(found)) return undefined;
  const digits = DIGITS.find(([, kind]) => kind.test(found));
  if (digits !== undefined && !digits[1].test(expected)) return digits[0];
  switch (found) {
    case "\u064a":
      return "arabic_yeh";
    case "\u0649":
      return "arabic_alef_maksura";
    case "\u0643":
      return "arabic_kaf";
    case "\u0629":
      return "arabic_teh_marbuta";
    case "\u06cc":
      return "persian_yeh";
    case "\u06a9":
      return "persian_keheh";
  }
  const isAlien = (one: string): boolean => latinLookAlikes.has(one) || persianLookAlikes.has(one);
  return isAlien(found) || isAlien(expected) ? "look_alike" : undefined;
};
