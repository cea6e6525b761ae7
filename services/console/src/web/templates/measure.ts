import { capacityOf, countParts, split, type Alphabet } from "@whiteline/sms";

/** How a text goes on the air, measured by the very function that the dispatcher splits with. */
export type Measure =
  | { readonly kind: "empty" }
  | {
      readonly kind: "ok";
      readonly alphabet: Alphabet;
      /** The pieces of the text, one per part. */
      readonly pieces: readonly string[];
      /** Septets or UTF-16 units used, and those that still fit before another part begins. */
      readonly used: number;
      readonly left: number;
    }
  | { readonly kind: "too_long"; readonly parts: number }
  | { readonly kind: "unsendable"; readonly character: string };

/** @param alphabets those of the market, in its order of preference. */
export function measure(text: string, alphabets: readonly Alphabet[]): Measure {
  const result = split(text, { alphabet: alphabets });
  if (result.kind === "refused") {
    switch (result.code) {
      case "EMPTY_TEXT":
        return { kind: "empty" };
      case "TEXT_TOO_LONG":
        return { kind: "too_long", parts: result.parts };
      case "LONE_SURROGATE":
      case "CHARACTER_NOT_ENCODABLE":
        return { kind: "unsendable", character: text.slice(result.at, result.at + 2) };
    }
  }
  const { alphabet, parts, septetsOrUnits: used } = result;
  const { single, perPart } = capacityOf(alphabet);
  const room = parts.length === 1 ? single : parts.length * perPart;
  return {
    kind: "ok",
    alphabet,
    pieces: parts.map((part) => part.text),
    used,
    left: Math.max(0, room - used),
  };
}

const MOST_NAMED = 6;

/**
 * The few characters that alone make a text dearer: without them it would fit a 7-bit alphabet. None where the text
 * is written in letters that need UCS-2 anyway.
 */
export function dearCharacters(text: string, alphabets: readonly Alphabet[]): readonly string[] {
  const cheap = alphabets.filter((alphabet) => alphabet !== "ucs2");
  if (text === "" || countParts(text, cheap) > 0) return [];
  const dear = [...new Set(text)].filter((character) => countParts(character, cheap) === 0);
  return dear.length > MOST_NAMED ? [] : dear;
}
