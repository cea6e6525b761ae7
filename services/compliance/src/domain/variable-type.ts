import type { MarketPack } from "@whiteline/markets";
import { chooseAlphabet } from "@whiteline/sms";

/** What a value may look like: what is typed cannot smuggle a sentence in. */
export const variableTypes = ["text", "number", "date", "code", "link", "amount"] as const;
export type VariableType = (typeof variableTypes)[number];

const DIGITS = { latin: "0-9", persian: "\u06f0-\u06f9", arabic: "\u0660-\u0669" } as const;
/** A letter that no 7-bit alphabet has: one such value makes the whole text UCS-2. */
const DEAREST_LETTER = "\u06cc";
/** What every 7-bit alphabet carries behind an escape, so that it costs two of its characters, and a link may hold. */
const DEAREST_IN_LINK = "~";

/** Expressions of a market's typed values, by the digits that its pack says are used. */
const partsOf = ({ variableDigits }: MarketPack["content"]) => {
  const scripts = variableDigits?.scripts ?? (["latin", "persian", "arabic"] as const);
  const digit = `[${scripts.map((script) => DIGITS[script]).join("")}]`;
  const isLatin = scripts.every((script) => script === "latin");
  const [separators, comma] = isLatin ? ["., /", ","] : ["., /\u066b\u066c\u060c", ",\u060c"];
  return {
    digit,
    isLatin,
    number: `[-+]?${digit}+(?:[${separators}]${digit}+)*`,
    time: `${digit}{1,2}[:.]${digit}{2}(?:[:.]${digit}{2})?`,
    day: `${digit}{1,4}[-/.]${digit}{1,2}(?:[-/.]${digit}{1,4})?`,
    between: `[ T${comma}]{1,2}`,
  };
};

/**
 * A character of which no value of this type and market can hold a dearer one: a text, and whatever a market writes in
 * digits or money words that no 7-bit alphabet has, makes the whole message UCS-2 [data · segment tables].
 */
export const dearestOf = (type: VariableType, { content }: MarketPack): string => {
  const { isLatin } = partsOf(content);
  switch (type) {
    case "text":
      return DEAREST_LETTER;
    case "link":
      return DEAREST_IN_LINK;
    case "amount":
      return isLatin && content.moneyWords.every(isSeptets) ? "0" : DEAREST_LETTER;
    case "number":
    case "date":
    case "code":
      return isLatin ? "0" : DEAREST_LETTER;
  }
};

const isSeptets = (word: string): boolean => chooseAlphabet(word, ["gsm7", "ucs2"]) === "gsm7";

/**
 * The expression that a whole value of this type meets (flag u), without any step that could run away; empty for a
 * text, which may be anything. An amount may name the market's money.
 */
export const patternOf = (type: VariableType, { content }: MarketPack): string => {
  const { digit, number, day, time, between } = partsOf(content);
  switch (type) {
    case "text":
      return "";
    case "number":
      return `^${number}$`;
    case "date":
      return `^(?:${day}(?:${between}${time})?|${time})$`;
    case "code":
      return `^(?:[A-Za-z]|${digit})(?:[A-Za-z\\-_/.#]|${digit})*$`;
    case "link":
      // What RFC 3986 lets stand in an address: all of it is in every 7-bit alphabet.
      return "^(?:https?://)?[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+(?::[0-9]+)?(?:[/?#][A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]*)?$";
    case "amount": {
      const words = content.moneyWords.map((word) =>
        word.replaceAll(/[$.*+?^{}()|[\]\\/]/gu, "\\$&"),
      );
      const money = words.length === 0 ? "" : `(?:${words.join("|")})`;
      return money === "" ? `^${number}$` : `^(?:${money} ?)?${number}(?: ?${money})?$`;
    }
  }
};
