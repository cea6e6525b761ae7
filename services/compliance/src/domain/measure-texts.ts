import type { MarketPack } from "@whiteline/markets";
import { classifyText, isForbidden } from "./content-class.js";

export type TextMeasure = {
  readonly texts: number;
  /** Of what was taken for advertising, the share that is. */
  readonly precision: number;
  /** Of what is advertising, the share that was taken for it. */
  readonly recall: number;
  /** Left to the desk. */
  readonly uncertain: number;
  /** Decided alone, and wrongly. */
  readonly certainlyWrong: number;
};

/** Of a rule that answers yes or no. */
export type Prediction = { readonly advertising: boolean; readonly certain: boolean };

/**
 * How a rule answers texts by their labels, which are categories of the pack.
 *
 * @param predict the pack's own rules, when left out
 */
export const measureTexts = (
  pack: MarketPack,
  labelled: Readonly<Record<string, readonly string[]>>,
  predict: (text: string) => Prediction = (text) => classifyText(pack, text),
): TextMeasure => {
  let [texts, right, said, meant, uncertain, certainlyWrong] = [0, 0, 0, 0, 0, 0];
  for (const [category, examples] of Object.entries(labelled)) {
    const isMeant = isForbidden(pack, category);
    for (const text of examples) {
      const { advertising, certain } = predict(text);
      texts += 1;
      if (advertising) said += 1;
      if (isMeant) meant += 1;
      if (advertising && isMeant) right += 1;
      if (!certain) uncertain += 1;
      else if (advertising !== isMeant) certainlyWrong += 1;
    }
  }
  return {
    texts,
    precision: said === 0 ? 1 : right / said,
    recall: meant === 0 ? 1 : right / meant,
    uncertain,
    certainlyWrong,
  };
};
