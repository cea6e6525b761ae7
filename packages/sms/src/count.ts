import { type Alphabet, alphabets, codesOf, ESCAPED, type SeptetAlphabet } from "./alphabet.js";
import { type Capacity, capacityOf } from "./capacity.js";
import { isHighSurrogate, isLowSurrogate } from "./ucs2.js";
import { type Concat } from "./udh.js";

/** The index and the total of a concatenated part are one octet each. */
export const MAX_PARTS = 255;

/**
 * Parts that {@link split} would make, without making them: this runs for every recipient of a
 * campaign. 0 where split refuses the text (ask split why).
 * @param allowed see {@link chooseAlphabet}.
 */
export function countParts(
  text: string,
  allowed: readonly Alphabet[] = alphabets,
  concat: Concat = "8bit",
): number {
  const parts = chooseBest(text, allowed, concat).parts;
  return parts > MAX_PARTS ? 0 : parts;
}

/**
 * The allowed alphabet that carries the text in the fewest parts; at equal cost the one listed
 * first. Without `allowed` all are, in the order gsm7, Turkish single shift, Turkish locking shift,
 * UCS-2. Where none can carry the text the answer is the last one allowed, and split refuses.
 */
export function chooseAlphabet(
  text: string,
  allowed: readonly Alphabet[] = alphabets,
  concat: Concat = "8bit",
): Alphabet {
  return chooseBest(text, allowed, concat).alphabet ?? allowed.at(-1) ?? "ucs2";
}

type Choice = { readonly alphabet: Alphabet | undefined; readonly parts: number };

/** The best alphabet with its parts (not limited to 255), or no alphabet and 0 parts. */
export function chooseBest(text: string, allowed: readonly Alphabet[], concat: Concat): Choice {
  const fewest = fewestPossible(text.length, concat);
  let alphabet: Alphabet | undefined;
  let parts = 0;
  for (const candidate of allowed) {
    const needed = partsIn(text, candidate, concat);
    if (needed === 0 || (parts !== 0 && needed >= parts)) continue;
    alphabet = candidate;
    parts = needed;
    if (parts === fewest) break;
  }
  return { alphabet, parts };
}

/** No alphabet takes less than one unit per UTF-16 unit, and none has more room than gsm7. */
function fewestPossible(length: number, concat: Concat): number {
  const { single, perPart } = capacityOf("gsm7", concat);
  return length <= single ? 1 : Math.ceil(length / perPart);
}

/** Parts in one alphabet; 0 where it cannot carry the text, and for the empty text. */
function partsIn(text: string, alphabet: Alphabet, concat: Concat): number {
  const capacity = capacityOf(alphabet, concat);
  return alphabet === "ucs2"
    ? countUcs2Parts(text, capacity)
    : countSeptetParts(text, alphabet, capacity);
}

function countSeptetParts(text: string, alphabet: SeptetAlphabet, capacity: Capacity): number {
  const { single, perPart } = capacity;
  const codes = codesOf(alphabet);
  let seen = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = codes[text.charCodeAt(i)] ?? 0;
    if (code === 0) return 0;
    seen |= code;
  }
  if ((seen & ESCAPED) !== 0) return countEscapedParts(text, codes, capacity);
  return text.length > single ? Math.ceil(text.length / perPart) : Math.min(1, text.length);
}

/** With escapes the parts must be filled one by one: an escape and its septet stay together. */
function countEscapedParts(
  text: string,
  codes: Uint16Array,
  { single, perPart }: Capacity,
): number {
  let septets = 0;
  let parts = 1;
  let used = 0;
  for (let i = 0; i < text.length; i += 1) {
    const cost = ((codes[text.charCodeAt(i)] ?? 0) & ESCAPED) === 0 ? 1 : 2;
    septets += cost;
    used += cost;
    if (used > perPart) {
      parts += 1;
      used = cost;
    }
  }
  return septets <= single ? 1 : parts;
}

function countUcs2Parts(text: string, { single, perPart }: Capacity): number {
  if (text.length === 0) return 0;
  let parts = 1;
  let used = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    let cost = 1;
    if ((unit & 0xf800) === 0xd800) {
      if (!isHighSurrogate(unit) || !isLowSurrogate(text.charCodeAt(i + 1))) return 0;
      cost = 2;
      i += 1;
    }
    used += cost;
    if (used > perPart) {
      parts += 1;
      used = cost;
    }
  }
  return text.length <= single ? 1 : parts;
}
