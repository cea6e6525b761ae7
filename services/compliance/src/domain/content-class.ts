import type { MarketPack } from "@whiteline/markets";
import { findStructure } from "./content-structure.js";
import { findDisguises, joinSplitWords, type Disguise } from "./disguise.js";
import { normaliseText } from "./text-normalisation.js";

/** Something in a text that speaks for or against advertising. */
export type ContentSignal = {
  readonly code: string;
  readonly category: string | null;
  /** As found, normalised. */
  readonly found: string;
  /** Positive speaks for advertising. */
  readonly weight: number;
};

/** What a text is, as far as the rules can tell. */
export type ContentClass = {
  /** Category of the pack; null: nothing of the pack matches the text. */
  readonly category: string | null;
  /** Whether more speaks for advertising than against it, and not by a hair. */
  readonly advertising: boolean;
  /** Percent, that it is what `advertising` says. */
  readonly confidence: number;
  /** Whether the rules decide alone; what is uncertain is the desk's. */
  readonly certain: boolean;
  readonly signals: readonly ContentSignal[];
  readonly disguises: readonly Disguise[];
};

type Content = MarketPack["content"];
type Needle = { readonly signal: Omit<ContentSignal, "found">; readonly words: readonly string[] };
type Structured = {
  readonly signal: Omit<ContentSignal, "found">;
  readonly of: Content["signals"][number];
};
type Prepared = {
  readonly hints: readonly { readonly category: string; readonly words: readonly string[] }[];
  readonly needles: readonly Needle[];
  readonly structured: readonly Structured[];
  readonly certainFrom: number;
  readonly leansFrom: number;
};

/** Code of the signal of a keyword hint. */
export const HINT = "hint";
/** Points of evidence per step of the natural odds: 20 points are odds of e to 1. */
const POINTS = 20;
/** What hides a word is evidence by itself, once. */
const DISGUISED = 12;

/**
 * The category of a text by the pack's keyword hints: the first hint in their order that matches
 * [data/content-rules.json · keywordHintsRule]. Null when none does; the hints name forbidden
 * categories only, so null does not mean allowed for ever, it means nothing was found.
 */
export const findCategory = (pack: MarketPack, text: string): string | null => {
  const compared = normaliseText(text);
  const hint = preparedOf(pack).hints.find(({ words }) =>
    words.some((word) => compared.includes(word)),
  );
  return hint?.category ?? null;
};

/** Whether a category may not stand on a service line. One that the pack does not know is not known to be allowed. */
export const isForbidden = ({ content }: MarketPack, category: string): boolean =>
  content.categories.find(({ id }) => id === category)?.onServiceLine !== "allowed";

/**
 * Whether content counts as advertising: what a service line must not carry does [ir.md §8], and so
 * does, whatever its text, what the recipient did not ask for [001 · What is it].
 */
export const isAdvertising = (
  pack: MarketPack,
  category: string | null,
  solicited: boolean,
): boolean =>
  (category !== null && isForbidden(pack, category)) || countsAsUnsolicited(pack, solicited);

/** Whether nobody's asking for it makes it advertising in this market. */
export const countsAsUnsolicited = ({ content }: MarketPack, solicited: boolean): boolean =>
  !solicited && content.principles.some(({ code }) => code === "unsolicited_is_advertising");

/**
 * What the rules of the pack find a text to be: the evidence of its hints, phrases and structure is added up as the
 * logarithm of odds. Words are found however they are written (text-normalisation), and once more with what parts
 * their letters taken away.
 */
export const classifyText = (pack: MarketPack, text: string): ContentClass => {
  const prepared = preparedOf(pack);
  const normalised = normaliseText(text);
  const joined = joinSplitWords(normalised);
  const spaced = ` ${words(normalised)} ${joined === "" ? "" : `| ${words(joined)} `}`;
  const disguises = findDisguises(text);
  const signals: ContentSignal[] = [];
  const hint = prepared.hints.find((one) =>
    one.words.some((word) => normalised.includes(word) || joined.includes(word)),
  );
  if (hint !== undefined) {
    const { category } = hint;
    signals.push({
      code: HINT,
      category,
      found: hint.words[0] ?? "",
      weight: pack.content.hintWeight,
    });
  }
  for (const { signal, words: phrases } of prepared.needles) {
    const phrase = phrases.find((one) => spaced.includes(one));
    if (phrase !== undefined) signals.push({ ...signal, found: phrase.trim() });
  }
  for (const { signal, of } of prepared.structured) {
    if (signals.some(({ code }) => code === signal.code) || of.structure === null) continue;
    const found = findStructure(of.structure, normalised);
    if (found !== undefined) signals.push({ ...signal, found });
  }
  if (disguises.length > 0) {
    signals.push({
      code: "disguised",
      category: null,
      found: disguises[0]?.found ?? "",
      weight: DISGUISED,
    });
  }
  return weigh(prepared, signals, disguises);
};

const weigh = (
  { certainFrom, leansFrom }: Prepared,
  signals: readonly ContentSignal[],
  disguises: readonly Disguise[],
): ContentClass => {
  const score = signals.reduce((sum, { weight }) => sum + weight, 0);
  const advertising = score >= leansFrom;
  const likelihood = 1 / (1 + Math.exp(-score / POINTS));
  return {
    category: strongest(signals, advertising),
    advertising,
    confidence: Math.round(100 * (advertising ? likelihood : 1 - likelihood)),
    certain: Math.abs(score) >= certainFrom,
    signals,
    disguises,
  };
};

/** The category of the signal that says most in the direction that won; of a hint before all others. */
const strongest = (signals: readonly ContentSignal[], advertising: boolean): string | null => {
  let best: ContentSignal | undefined;
  for (const signal of signals) {
    if (signal.category === null || signal.weight > 0 !== advertising) continue;
    if (signal.code === HINT) return signal.category;
    if (best === undefined || Math.abs(signal.weight) > Math.abs(best.weight)) best = signal;
  }
  return best?.category ?? null;
};

/** Letters, digits and the signs that phrases are written with; everything else parts words. */
const words = (normalised: string): string =>
  normalised.replaceAll(/[^\p{L}\p{M}\p{N}%٪[\]']+/gu, " ").trim();

const known = new WeakMap<MarketPack, Prepared>();

/** A pack's rules as they are compared a thousand times a second: normalised once. */
const preparedOf = (pack: MarketPack): Prepared => {
  const before = known.get(pack);
  if (before !== undefined) return before;
  const { content } = pack;
  const withCode = (signal: Content["signals"][number]) => ({
    code: signal.code,
    category: signal.category,
    weight: signal.weight,
  });
  const prepared: Prepared = {
    hints: content.keywordHints.map((hint) => ({
      category: hint.category,
      words: hint.words.map(normaliseText),
    })),
    needles: content.signals
      .filter((signal) => signal.words.length > 0)
      .map((signal) => ({ signal: withCode(signal), words: signal.words.flatMap(spellings) })),
    structured: content.signals
      .filter(({ structure }) => structure !== null)
      .map((signal) => ({ signal: withCode(signal), of: signal })),
    certainFrom: content.certainty?.certainFrom ?? Number.POSITIVE_INFINITY,
    leansFrom: content.certainty?.leansFrom ?? 1,
  };
  known.set(pack, prepared);
  return prepared;
};

/**
 * A phrase as it is searched: from the beginning of a word, and to its end where the pack writes a blank; a half space
 * also as a blank.
 */
const spellings = (phrase: string): readonly string[] => {
  const ends = phrase.endsWith(" ") ? " " : "";
  const forms = new Set(
    [phrase, phrase.replaceAll("\u200c", " ")].map((one) => words(normaliseText(one))),
  );
  return [...forms].map((form) => ` ${form}${ends}`);
};

/** Whether a text begins with one of these, or holds one anywhere from the beginning of a word. */
export const saysAnyOf = (
  text: string,
  phrases: readonly string[],
  place: "first" | "anywhere",
): boolean => {
  const normalised = normaliseText(text);
  if (place === "first") {
    return phrases.some((phrase) => normalised.trimStart().startsWith(normaliseText(phrase)));
  }
  const joined = joinSplitWords(normalised);
  const spaced = ` ${words(normalised)} | ${words(joined)} `;
  return phrases.some((phrase) => spellings(phrase).some((one) => spaced.includes(one)));
};
