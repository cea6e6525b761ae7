import {
  capacityOf,
  chooseAlphabet,
  countParts,
  fitsLatin1,
  isAccented,
  lengthOf,
  split,
  withSuffix,
  type Alphabet,
  type Concat,
  type SplitResult,
} from "@whiteline/sms";

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

/** What the road to some operators makes of a text. */
export type TextRoad = {
  /** None: all. */
  readonly operators: readonly string[];
  readonly latin1: boolean;
  /** The reference that joins parts takes two octets; absent: one. */
  readonly wideReference?: boolean;
  /** Appended by the platform; absent: nothing. */
  readonly suffix?: string | undefined;
  /** Characters left free for what the operator appends. */
  readonly suffixRoom: number;
};

/** An alphabet of the market, and its table where that counts more parts than the air needs. */
export type CountedAlphabet = {
  readonly alphabet: Alphabet;
  /** Whether a text with accented letters goes in it. */
  readonly accents: boolean;
  readonly printed: readonly { readonly parts: number; readonly maxChars: number }[];
};

/** @param alphabets those of the market, in its order of preference. */
export function measure(
  text: string,
  alphabets: readonly CountedAlphabet[],
  { latin1, wideReference = false, suffix: appended = "", suffixRoom: room }: TextRoad,
): Measure {
  const isPlain = !isAccented(text);
  const all = alphabets.flatMap((each) => (isPlain || each.accents ? [each.alphabet] : []));
  const others = all.filter((alphabet) => alphabet !== "gsm7");
  const allowed = latin1 && !fitsLatin1(text) && others.length > 0 ? others : all;
  const suffix = { text: appended, room };
  const concat = wideReference ? "16bit" : "8bit";
  const alphabet = chooseAlphabet(withSuffix(text, suffix), allowed, concat);
  const { printed = [] } = alphabets.find((each) => each.alphabet === alphabet) ?? {};
  const length = printed.length === 0 ? 0 : lengthOf(text);
  const atLeast = printed.find(({ maxChars }) => length <= maxChars)?.parts ?? 0;
  const result = split(text, { alphabet: allowed, concat, suffix, atLeast });
  return read(text, result, room, concat);
}

/** As the road measures it that takes most. */
export function measureDearest(
  text: string,
  alphabets: readonly CountedAlphabet[],
  roads: readonly TextRoad[],
): { readonly counted: Measure; readonly road: TextRoad | undefined } {
  const all = roads.map((road) => ({ counted: measure(text, alphabets, road), road }));
  const [first, ...others] = all;
  if (first === undefined) {
    const counted = measure(text, alphabets, { operators: [], latin1: false, suffixRoom: 0 });
    return { counted, road: undefined };
  }
  return others.reduce(
    (most, each) => (weightOf(each.counted) > weightOf(most.counted) ? each : most),
    first,
  );
}

/** Without a line nobody knows who appends the operator's code: room for it is kept. */
export function roadsOr(
  roads: readonly TextRoad[],
  { suffixRoom }: { readonly suffixRoom: number },
): readonly TextRoad[] {
  return roads.length > 0 ? roads : [{ operators: [], latin1: false, suffixRoom }];
}

function weightOf(measured: Measure): number {
  switch (measured.kind) {
    case "empty":
      return 0;
    case "ok":
      return measured.pieces.length;
    case "too_long":
      return measured.parts;
    case "unsendable":
      return Infinity;
  }
}

function read(text: string, result: SplitResult, suffixRoom: number, concat: Concat): Measure {
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
  const { alphabet, parts } = result;
  const used = result.septetsOrUnits + suffixRoom;
  const { single, perPart } = capacityOf(alphabet, concat);
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
export function dearCharacters(
  text: string,
  alphabets: readonly CountedAlphabet[],
): readonly string[] {
  const cheap = alphabets.flatMap(({ alphabet }) => (alphabet === "ucs2" ? [] : [alphabet]));
  if (text === "" || countParts(text, cheap) > 0) return [];
  const dear = [...new Set(text)].filter((character) => countParts(character, cheap) === 0);
  return dear.length > MOST_NAMED ? [] : dear;
}
