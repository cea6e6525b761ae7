import type { MarketPack } from "@whiteline/markets";
import { normaliseText } from "./text-normalisation.js";

/** A word of refusal without letters ("11") stands in any number, so it tells nothing of a text. */
const hasLetters = /\p{L}/u;
/** The page behind a refusal link of this installation. */
const refusalLink = /https?:\/\/\S+\/(?:r|refuse|o)\/[\w-]{6,}/u;

/**
 * Whether a text tells its reader how to end the messages: a word of refusal of the market, or a link
 * [000 · Conversion notes: each service sender offers a way to withdraw].
 */
export const offersWithdrawal = (pack: MarketPack, text: string): boolean => {
  const read = normaliseText(text);
  const words = pack.optOutWords.filter(({ word }) => hasLetters.test(word));
  return (
    refusalLink.test(text) ||
    words.some(({ word }) =>
      new RegExp(`(?<!\\p{L})${escaped(normaliseText(word))}(?!\\p{L})`, "u").test(read),
    )
  );
};

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
