import { type Alphabet, codesOf, ESCAPED } from "./alphabet.js";
import { capacityOf } from "./capacity.js";
import { isAccented } from "./character-class.js";
import { fitsLatin1 } from "./latin1.js";
import { lengthOf } from "./segments.js";
import { isHighSurrogate } from "./ucs2.js";
import { type Concat } from "./udh.js";

/**
 * How much room a text takes, in every measure that parts are counted by, and what its characters are. Extents of pieces
 * add up to at least that of the text which they make, so what a text costs at most is known from its longest values
 * without the values.
 */
export type Extent = {
  /** Bits of {@link kinds}; those of a text are those of its pieces together. */
  readonly kind: number;
  /** UTF-16 units, and how many of its characters take two. */
  readonly units: number;
  readonly pairs: number;
  /** Septets of the default alphabet and of the Turkish single shift, and characters behind an escape. */
  readonly septets: number;
  readonly escapes: number;
  /** The same of the Turkish locking shift. */
  readonly lockingSeptets: number;
  readonly lockingEscapes: number;
  /** Characters as the tables of the bill count them ({@link lengthOf}). */
  readonly chars: number;
};

/** What some character of a text is. */
export const kinds = {
  outsideGsm7: 1,
  outsideTurkishSingle: 2,
  outsideTurkishLocking: 4,
  accented: 8,
  outsideLatin1: 16,
} as const;

export const NO_EXTENT: Extent = {
  ...{ kind: 0, units: 0, pairs: 0, septets: 0, escapes: 0 },
  ...{ lockingSeptets: 0, lockingEscapes: 0, chars: 0 },
};

const EVERY_KIND = Object.values(kinds).reduce((all, bit) => all | bit, 0);
const outsideOf: Readonly<Record<Alphabet, number>> = {
  gsm7: kinds.outsideGsm7,
  "gsm7-tr-single": kinds.outsideTurkishSingle,
  "gsm7-tr-locking": kinds.outsideTurkishLocking,
  ucs2: 0,
};

/** Beside the kind of a unit: what it costs twice, that it is a mark, and that it was looked at. */
const ESCAPED_BIT = 0x100;
const LOCKING_ESCAPED_BIT = 0x200;
const BY_LENGTH = 0x400;
const KNOWN = 0x800;

/** Each unit of the BMP is looked at once. */
const unitBits = new Uint16Array(0x1_0000);

function bitsOf(unit: number): number {
  const known = unitBits[unit] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const [gsm7, single, locking] = [
    codesOf("gsm7")[unit] ?? 0,
    codesOf("gsm7-tr-single")[unit] ?? 0,
    codesOf("gsm7-tr-locking")[unit] ?? 0,
  ];
  const bits =
    KNOWN |
    (gsm7 === 0 ? kinds.outsideGsm7 : 0) |
    (single === 0 ? kinds.outsideTurkishSingle : 0) |
    (locking === 0 ? kinds.outsideTurkishLocking : 0) |
    (isAccented(character) ? kinds.accented : 0) |
    (fitsLatin1(character) ? 0 : kinds.outsideLatin1) |
    ((single & ESCAPED) === 0 ? 0 : ESCAPED_BIT) |
    ((locking & ESCAPED) === 0 ? 0 : LOCKING_ESCAPED_BIT) |
    // Marks join what stands before them; a few characters are two or three after NFC.
    (/\p{M}/u.test(character) || lengthOf(character) !== 1 ? BY_LENGTH : 0);
  unitBits[unit] = bits;
  return bits;
}

/** A mark behind a letter of up to three marks may set them all free: four characters instead of one. */
const SET_FREE = 3;

/** The extent of a text; a few table look-ups per character, nothing is made. */
export function extentOf(text: string): Extent {
  let seen = 0;
  let pairs = 0;
  let escapes = 0;
  let lockingEscapes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xf800) === 0xd800) {
      seen |= EVERY_KIND | BY_LENGTH;
      // Half a pair may meet its other half in the next piece.
      if (isHighSurrogate(unit)) pairs += 1;
      continue;
    }
    const bits = bitsOf(unit);
    seen |= bits;
    if ((bits & ESCAPED_BIT) !== 0) escapes += 1;
    if ((bits & LOCKING_ESCAPED_BIT) !== 0) lockingEscapes += 1;
  }
  const units = text.length;
  const chars =
    (seen & BY_LENGTH) === 0 ? units : lengthOf(text) + (/^\p{M}/u.test(text) ? SET_FREE : 0);
  return {
    ...{ kind: seen & EVERY_KIND, units, pairs, chars },
    ...{ septets: units + escapes, escapes },
    ...{ lockingSeptets: units + lockingEscapes, lockingEscapes },
  };
}

function combine(a: Extent, b: Extent, measure: (a: number, b: number) => number): Extent {
  return {
    kind: a.kind | b.kind,
    units: measure(a.units, b.units),
    pairs: measure(a.pairs, b.pairs),
    septets: measure(a.septets, b.septets),
    escapes: measure(a.escapes, b.escapes),
    lockingSeptets: measure(a.lockingSeptets, b.lockingSeptets),
    lockingEscapes: measure(a.lockingEscapes, b.lockingEscapes),
    chars: measure(a.chars, b.chars),
  };
}

/** Of two pieces one after the other: at least what they take together. */
export const addExtents = (a: Extent, b: Extent): Extent => combine(a, b, (x, y) => x + y);

/** Of either of two pieces: each measure at its largest. */
export const eitherExtent = (a: Extent, b: Extent): Extent => combine(a, b, Math.max);

/** Of a piece that stands so many times in a text. */
export const repeatExtent = (extent: Extent, times: number): Extent =>
  combine(extent, extent, (one) => one * times);

/** Whether an alphabet has every character. */
export const isWithin = ({ kind }: Pick<Extent, "kind">, alphabet: Alphabet): boolean =>
  (kind & outsideOf[alphabet]) === 0;

/**
 * The parts that a text of this extent takes at most in an alphabet, and so any shorter one; 0 where the alphabet lacks a
 * character. A part before the last leaves at most one place free, and only where an escape or a pair did not fit.
 */
export function mostPartsIn(extent: Extent, alphabet: Alphabet, concat: Concat = "8bit"): number {
  if (!isWithin(extent, alphabet) || extent.units === 0) return 0;
  const { single, perPart } = capacityOf(alphabet, concat);
  const [places, doubles] =
    alphabet === "ucs2"
      ? [extent.units, extent.pairs]
      : alphabet === "gsm7-tr-locking"
        ? [extent.lockingSeptets, extent.lockingEscapes]
        : [extent.septets, extent.escapes];
  if (places <= single) return 1;
  const filled = Math.ceil((places + doubles) / perPart);
  return doubles === 0 ? filled : Math.min(filled, Math.ceil(places / (perPart - 1)));
}
