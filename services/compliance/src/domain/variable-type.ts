import type { MarketPack } from "@whiteline/markets";

/** What a value may look like: what is typed cannot smuggle a sentence in. */
export const variableTypes = ["text", "number", "date", "code", "link", "amount"] as const;
export type VariableType = (typeof variableTypes)[number];

/** Western, Persian and Arabic digits. */
const DIGIT = "[0-9\u06f0-\u06f9\u0660-\u0669]";
const NUMBER = `[-+]?${DIGIT}+(?:[.,/\u066b\u066c\u060c ]${DIGIT}+)*`;
const TIME = `${DIGIT}{1,2}[:.]${DIGIT}{2}(?:[:.]${DIGIT}{2})?`;
const DAY = `${DIGIT}{1,4}[-/.]${DIGIT}{1,2}(?:[-/.]${DIGIT}{1,4})?`;

/**
 * The expression that a whole value of this type meets (flag u), without any step that could run away; empty for a
 * text, which may be anything. An amount may name the market's money.
 */
export const patternOf = (type: VariableType, { content }: MarketPack): string => {
  switch (type) {
    case "text":
      return "";
    case "number":
      return `^${NUMBER}$`;
    case "date":
      return `^(?:${DAY}(?:[ T،,]{1,2}${TIME})?|${TIME})$`;
    case "code":
      return `^(?:[A-Za-z]|${DIGIT})(?:[A-Za-z\\-_/.#]|${DIGIT})*$`;
    case "link":
      return "^(?:https?://)?[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+(?::[0-9]+)?(?:[/?#][!-~]*)?$";
    case "amount": {
      const words = content.moneyWords.map((word) =>
        word.replaceAll(/[$.*+?^{}()|[\]\\/]/gu, "\\$&"),
      );
      const money = words.length === 0 ? "" : `(?:${words.join("|")})`;
      return money === "" ? `^${NUMBER}$` : `^(?:${money} ?)?${NUMBER}(?: ?${money})?$`;
    }
  }
};
