import type { MarketPack } from "@whiteline/markets";
import { normaliseText } from "./text-normalisation.js";

/** What a text is, as far as the rules can tell. */
export type ContentClass = {
  /** Category of the pack; null: no hint of the pack matches the text. */
  readonly category: string | null;
  readonly advertising: boolean;
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

/**
 * Whether content counts as advertising: what a service line must not carry does [ir.md §8], and so
 * does, whatever its text, what the recipient did not ask for [001 · What is it]. A category that the
 * pack does not know is not known to be allowed.
 */
export const classifyContent = (
  { content }: MarketPack,
  category: string | null,
  solicited: boolean,
): ContentClass => {
  const unsolicitedAdvertises = content.principles.some(
    ({ code }) => code === "unsolicited_is_advertising",
  );
  const forbidden =
    category !== null &&
    content.categories.find(({ id }) => id === category)?.onServiceLine !== "allowed";
  return { category, advertising: forbidden || (unsolicitedAdvertises && !solicited) };
};
