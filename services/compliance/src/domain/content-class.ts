import type { MarketPack } from "@whiteline/markets";
import type { Disguise } from "./disguise.js";
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
  readonly advertising: boolean;
  /** Percent. */
  readonly confidence: number;
  /** Whether the rules decide alone; what is uncertain is the desk's. */
  readonly certain: boolean;
  readonly signals: readonly ContentSignal[];
  readonly disguises: readonly Disguise[];
};

/**
 * The category of a text by the pack's keyword hints: the first hint in their order that matches
 * [data/content-rules.json · keywordHintsRule]. Null when none does; the hints name forbidden
 * categories only, so null does not mean allowed for ever, it means nothing was found.
 */
export const findCategory = ({ content }: MarketPack, text: string): string | null => {
  const compared = normaliseText(text);
  const hint = content.keywordHints.find(({ words }) =>
    words.some((word) => compared.includes(normaliseText(word))),
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
): boolean => {
  const unsolicitedAdvertises = pack.content.principles.some(
    ({ code }) => code === "unsolicited_is_advertising",
  );
  return (
    (category !== null && isForbidden(pack, category)) || (unsolicitedAdvertises && !solicited)
  );
};

/** What the rules of the pack find a text to be. */
export const classifyText = (pack: MarketPack, text: string): ContentClass => {
  const category = findCategory(pack, text);
  const advertising = category !== null && isForbidden(pack, category);
  return {
    category,
    advertising,
    confidence: advertising ? 100 : 0,
    certain: advertising,
    signals: [],
    disguises: [],
  };
};
