import { KEYBOARD_VARIANTS, latinLookAlikes, persianLookAlikes } from "./look-alikes.js";

/** A character that hides a word from a rule, or from a reader. */
export type Disguise = {
  readonly code: "direction_override" | "zero_width" | "look_alike" | "split_word";
  /** Where it stands, in UTF-16 units. */
  readonly at: number;
  /** U+XXXX of what stands there. */
  readonly found: string;
  /** What it looks like; empty when nothing is seen. */
  readonly looksLike: string;
};

/** What no honest text needs: it is refused, not weighed. */
const REFUSED: ReadonlySet<string> = new Set<Disguise["code"]>([
  "direction_override",
  "look_alike",
]);

/** The first character for which a text is refused. */
export const findRefused = (disguises: readonly Disguise[]): Disguise | undefined =>
  disguises.find(({ code }) => REFUSED.has(code));

/** Where it stands and what it looks like, for a remedy; characters are counted from one, as editors do. */
export const describeDisguise = ({ found: name, looksLike, at }: Disguise): string =>
  `First: ${name}${looksLike === "" ? "" : `, which looks like ${looksLike}`}, at character ${at + 1}.`;

/** No text of a notice needs these; a reader sees another order of letters than a rule. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Between letters these are not seen at all. A zero-width joiner or non-joiner belongs into Arabic script only. */
const HIDDEN =
  /(?<=[\p{L}\p{M}\p{N}])(?:[\u00ad\u200b\u2060\ufeff]+|(?<!\p{Script=Arabic})[\u200c\u200d]+)(?=[\p{L}\p{N}])/gu;
/** Every letter parted from the next, which no word needs: "ت‌خ‌ف‌ی‌ف", "i n d i r i m", "s.a.l.e". */
const SPLIT =
  /(?<![\p{L}\p{N}\p{M}])\p{L}\p{M}*(?:[\u200b-\u200d \u00a0.\-_*~'·•|]\p{L}\p{M}*){3,}(?![\p{L}\p{M}\p{N}])/gu;
/** One sign within a word: "بر*نده". */
const SIGN_IN_WORD = /(?<=\p{L}{2})[*_~|•·^#](?=\p{L}{2})/gu;
/** Words in which scripts are mixed. */
const LATIN = /\p{Script=Latin}/u;
const ALIEN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;
const WORD = /[\p{L}\p{M}]+/gu;
const MIXABLE = /[^\p{ASCII}]/u;

const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const found = (
  code: Disguise["code"],
  at: number,
  character: string,
  looksLike = "",
): Disguise => ({
  code,
  at,
  found: nameOf(character),
  looksLike,
});

/** Characters of a text that hide a word, from start to end. Persian with its half spaces is not disguised. */
export const findDisguises = (text: string): readonly Disguise[] => {
  const split = splitsOf(text);
  if (!MIXABLE.test(text)) return split;
  return [
    ...all(text, OVERRIDES).map(([at, one]) => found("direction_override", at, one)),
    ...all(text, HIDDEN).map(([at, one]) => found("zero_width", at, one)),
    ...all(text, WORD).flatMap(([at, word]) => lookAlikesOf(word, at)),
    ...split,
  ].sort((a, b) => a.at - b.at);
};

const all = (text: string, expression: RegExp): readonly (readonly [at: number, found: string])[] =>
  Array.from(text.matchAll(expression), (match) => [match.index, match[0]]);

const splitsOf = (text: string): readonly Disguise[] => [
  ...all(text, SPLIT).map(([at, run]) => found("split_word", at, run.charAt(1))),
  ...all(text, SIGN_IN_WORD).map(([at, sign]) => found("split_word", at, sign)),
];

const lookAlikesOf = (word: string, at: number): readonly Disguise[] => {
  const disguises: Disguise[] = [];
  const mixes = LATIN.test(word) && ALIEN.test(word);
  let place = at;
  for (const letter of word) {
    const latin = mixes && ALIEN.test(letter) ? latinLookAlikes.get(letter) : undefined;
    const persian = KEYBOARD_VARIANTS.test(letter) ? undefined : persianLookAlikes.get(letter);
    const looksLike = latin ?? persian;
    if (looksLike !== undefined) disguises.push(found("look_alike", place, letter, looksLike));
    place += letter.length;
  }
  return disguises;
};

/**
 * The words of a normalised text without what parts their letters, to be searched beside the text itself: single
 * letters in a row put together, signs within words taken out, digits that stand for letters read as these. Empty when
 * nothing of that is in it.
 */
export const joinSplitWords = (normalised: string): string => {
  const joined = normalised
    .replaceAll(SPLIT, (run) => run.replaceAll(/[^\p{L}]/gu, ""))
    .replaceAll(SIGN_IN_WORD, "")
    .replaceAll(/[a-z0-9@$]{4,}/gu, (word) => (LEET.test(word) ? readDigits(word) : word));
  return joined === normalised ? "" : joined;
};

/** A Latin word of letters with one or two digits or signs before or between them. */
const LEET = /^(?:[a-z]*[013457@$]){1,2}[a-z]{3,}$/u;
const letters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};
const readDigits = (word: string): string =>
  word.replaceAll(/[013457@$]/gu, (sign) => letters[sign] ?? sign);
