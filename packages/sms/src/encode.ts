import { type Alphabet, codesOf, ESCAPED, SEPTET_BITS, type SeptetAlphabet } from "./alphabet.js";
import { ESCAPE } from "./gsm7.js";
import { findLoneSurrogate, isHighSurrogate, writeUcs2 } from "./ucs2.js";

/** The place (in UTF-16 units) of the first character the alphabet does not have, or -1. */
export function findUnencodable(text: string, alphabet: Alphabet): number {
  if (alphabet === "ucs2") return findLoneSurrogate(text);
  const codes = codesOf(alphabet);
  for (let i = 0; i < text.length; i += 1) {
    if ((codes[text.charCodeAt(i)] ?? 0) === 0) return i;
  }
  return -1;
}

/**
 * Where the parts after the first start (in UTF-16 units), when a part holds `perPart` septets or
 * units. Never between an escape and its septet, nor between the halves of a surrogate pair.
 */
export function findCuts(text: string, alphabet: Alphabet, perPart: number): readonly number[] {
  const cuts: number[] = [];
  let used = 0;
  for (let i = 0; i < text.length;) {
    const length = isHighSurrogate(text.charCodeAt(i)) ? 2 : 1;
    const cost = alphabet === "ucs2" ? length : septetsOf(text, i, alphabet);
    if (used + cost > perPart) {
      cuts.push(i);
      used = 0;
    }
    used += cost;
    i += length;
  }
  return cuts;
}

function septetsOf(text: string, at: number, alphabet: SeptetAlphabet): number {
  return ((codesOf(alphabet)[text.charCodeAt(at)] ?? 0) & ESCAPED) === 0 ? 1 : 2;
}

/**
 * The header followed by the text: one septet per octet, or big-endian UTF-16.
 * The text must be encodable ({@link findUnencodable} answers -1).
 */
export function encodePart(text: string, alphabet: Alphabet, header: Uint8Array): Uint8Array {
  return alphabet === "ucs2" ? encodeUcs2(text, header) : encodeSeptets(text, alphabet, header);
}

function encodeUcs2(text: string, header: Uint8Array): Uint8Array {
  const octets = new Uint8Array(header.length + 2 * text.length);
  octets.set(header);
  writeUcs2(text, octets, header.length);
  return octets;
}

function encodeSeptets(text: string, alphabet: SeptetAlphabet, header: Uint8Array): Uint8Array {
  const codes = codesOf(alphabet);
  const octets = new Uint8Array(header.length + 2 * text.length);
  octets.set(header);
  let at = header.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = codes[text.charCodeAt(i)] ?? 0;
    if ((code & ESCAPED) !== 0) {
      octets[at] = ESCAPE;
      at += 1;
    }
    octets[at] = code & SEPTET_BITS;
    at += 1;
  }
  return octets.slice(0, at);
}
