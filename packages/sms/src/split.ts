import { type Alphabet, alphabets } from "./alphabet.js";
import { capacityOf } from "./capacity.js";
import { chooseBest, MAX_PARTS } from "./count.js";
import { encodePart, findCuts, findUnencodable } from "./encode.js";
import { lastCharacterAt, NO_SUFFIX, withSuffix, type Suffix } from "./suffix.js";
import { findLoneSurrogate, isLowSurrogate } from "./ucs2.js";
import { type Concat, concatElement, turkishElement, type UdhElement, writeUdh } from "./udh.js";

/** One SMS on the air. */
export type SmsPart = {
  /** Header and text: septets unpacked, one per octet (data coding 0), or UTF-16 big-endian (8). */
  readonly userData: Uint8Array;
  /** Octets of the header, its length octet included; 0 without header. */
  readonly udhLength: number;
  /** With message class 0 (flash): the general group of 3GPP TS 23.038 §4 with its class bits. */
  readonly dataCoding: 0 | 8 | 0x10 | 0x18;
  readonly hasUdh: boolean;
  /** The piece of the text this part carries. */
  readonly text: string;
};

export type SplitOptions = {
  /** One alphabet, or those allowed (see {@link chooseAlphabet}). Default: all. */
  readonly alphabet?: Alphabet | readonly Alphabet[];
  /** Default "8bit". */
  readonly concat?: Concat;
  /** Concatenation reference, the same in all parts; its low 8 or 16 bits travel. Default 0. */
  readonly reference?: number;
  /** Message class 0: shown at once, kept nowhere. Default false. */
  readonly flash?: boolean;
  /** What stands at the end of the text, such as an operator's code. Default: nothing. */
  readonly suffix?: Suffix;
  /** Parts to spread the text over where the air needs fewer: a market's printed table may count more. Default: none. */
  readonly atLeast?: number;
};

/** `at` is a place in the text, in UTF-16 units from 0. */
export type SplitRefusal = { readonly kind: "refused"; readonly remedy: string } & (
  | { readonly code: "EMPTY_TEXT" }
  | { readonly code: "LONE_SURROGATE"; readonly at: number }
  | { readonly code: "CHARACTER_NOT_ENCODABLE"; readonly at: number }
  | { readonly code: "TEXT_TOO_LONG"; readonly parts: number; readonly maxParts: number }
);

export type SplitResult =
  | {
      readonly kind: "ok";
      readonly alphabet: Alphabet;
      readonly parts: readonly SmsPart[];
      /** Septets (7-bit alphabets) or UTF-16 units (UCS-2) of the whole text, headers not counted. */
      readonly septetsOrUnits: number;
    }
  | SplitRefusal;

/**
 * Turns a text into the parts that go on the air. One part of gsm7 or UCS-2 has no header; several
 * parts have a concatenation element; a Turkish table is announced in every part, because a phone
 * reads each part on its own [3GPP TS 23.040, 9.2.3.24.15 and .16].
 *
 * The text is carried as it is: normalise it before (NFC), for a decomposed letter costs UCS-2. A suffix is never cut:
 * the last part has all of it, behind at least one character of the text. A text with too few characters for `atLeast`
 * makes fewer parts.
 */
export function split(text: string, options: SplitOptions = {}): SplitResult {
  const { alphabet: wanted = alphabets, concat = "8bit", reference = 0, flash = false } = options;
  const { suffix = NO_SUFFIX, atLeast = 0 } = options;
  const allowed = typeof wanted === "string" ? [wanted] : wanted;

  if (text.length === 0) {
    return {
      kind: "refused",
      code: "EMPTY_TEXT",
      remedy: "Write a text of at least one character.",
    };
  }
  const whole = withSuffix(text, suffix);
  const { alphabet, parts: needed } = chooseBest(whole, allowed, concat);
  if (alphabet === undefined) return refuseCharacter(text, allowed);
  if (needed > MAX_PARTS) {
    const remedy = `Shorten the text: a message has at most ${MAX_PARTS} parts.`;
    return { kind: "refused", code: "TEXT_TOO_LONG", parts: needed, maxParts: MAX_PARTS, remedy };
  }

  const starts = [0];
  if (needed > 1) {
    const cuts = findCuts(whole, alphabet, capacityOf(alphabet, concat).perPart);
    starts.push(...cuts.slice(0, -1), Math.min(cuts.at(-1) ?? 0, lastCharacterAt(text)));
  }
  halveLast(starts, text, atLeast);
  const total = starts.length;
  // What the operator appends is kept free and not sent.
  const sent = whole.slice(0, whole.length - suffix.room);
  const parts = starts.map((start, i) => {
    const elements = headerElements(alphabet, concat, { reference, total, index: i + 1 });
    return makePart(sent.slice(start, starts[i + 1]), alphabet, { elements, flash });
  });
  return { kind: "ok", alphabet, parts, septetsOrUnits: parts.reduce(addPayload, 0) };
}

/** Begins parts in the middle of the last one until there are so many, or it has one character. */
function halveLast(starts: number[], text: string, atLeast: number): void {
  while (starts.length < Math.min(atLeast, MAX_PARTS)) {
    const last = starts.at(-1) ?? 0;
    const half = last + Math.ceil((text.length - last) / 2);
    const middle = isLowSurrogate(text.charCodeAt(half)) ? half - 1 : half;
    if (middle <= last || middle >= text.length) return;
    starts.push(middle);
  }
}

function headerElements(
  alphabet: Alphabet,
  concat: Concat,
  place: { readonly reference: number; readonly total: number; readonly index: number },
): readonly UdhElement[] {
  const elements = place.total > 1 ? [concatElement(concat, place)] : [];
  if (alphabet === "gsm7-tr-single") elements.push(turkishElement("single"));
  if (alphabet === "gsm7-tr-locking") elements.push(turkishElement("locking"));
  return elements;
}

function makePart(
  text: string,
  alphabet: Alphabet,
  { elements, flash }: { readonly elements: readonly UdhElement[]; readonly flash: boolean },
): SmsPart {
  const hasUdh = elements.length > 0;
  const header = hasUdh ? writeUdh(elements) : new Uint8Array();
  return {
    userData: encodePart(text, alphabet, header),
    udhLength: header.length,
    dataCoding: dataCodingOf(alphabet, flash),
    hasUdh,
    text,
  };
}

/** Class 0 sets bits 4 and 0-1 of the general group [3GPP TS 23.038, 4]. */
function dataCodingOf(alphabet: Alphabet, flash: boolean): SmsPart["dataCoding"] {
  if (alphabet === "ucs2") return flash ? 0x18 : 8;
  return flash ? 0x10 : 0;
}

function addPayload(sum: number, { userData, udhLength, dataCoding }: SmsPart): number {
  return sum + (userData.length - udhLength) / ((dataCoding & 8) === 8 ? 2 : 1);
}

/** Names the character that stops even the alphabet that gets furthest. */
function refuseCharacter(text: string, allowed: readonly Alphabet[]): SplitRefusal {
  const lone = findLoneSurrogate(text);
  if (lone !== -1) {
    const remedy = "Remove the broken character (half of a surrogate pair) at this place.";
    return { kind: "refused", code: "LONE_SURROGATE", at: lone, remedy };
  }
  const at = Math.max(0, ...allowed.map((alphabet) => findUnencodable(text, alphabet)));
  const remedy = "Replace the character at this place, or allow UCS-2, which has every character.";
  return { kind: "refused", code: "CHARACTER_NOT_ENCODABLE", at, remedy };
}
