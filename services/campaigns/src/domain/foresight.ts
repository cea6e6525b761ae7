import { scriptOf, type MarketPack } from "@whiteline/markets";
import {
  addExtents,
  eitherExtent,
  extentOf,
  isWithin,
  kinds,
  mostPartsIn,
  NO_EXTENT,
  repeatExtent,
  withSuffix,
  type Alphabet,
  type Extent,
} from "@whiteline/sms";
import { variablesOf, type Pattern } from "./message-text.js";
import { alphabetsOn, mostPartsOf, printedParts, suffixOf, type TextRules } from "./text-rules.js";

/** Messages that go in an alphabet have at most so many parts. */
export type PartKind = { readonly alphabet: Alphabet; readonly parts: number };

/**
 * What a pattern may become, one extent for each kind of text: at least every text that it makes of values of which these
 * are the longest.
 *
 * @param longestOf the longest values that a variable may have, of each kind one; none: nobody has a value for it.
 */
export const extentsOf = (
  pattern: Pattern,
  longestOf: (name: string) => readonly Extent[],
): readonly Extent[] => {
  const literal = pattern
    .map((piece) => (piece.kind === "literal" ? extentOf(piece.text) : NO_EXTENT))
    .reduce(addExtents, NO_EXTENT);
  let texts: ReadonlyMap<number, Extent> = new Map([[literal.kind, literal]]);
  for (const name of variablesOf(pattern)) {
    const times = pattern.filter((piece) => piece.kind === "variable" && piece.name === name);
    const { maxLength = 0 } = times.find((piece) => piece.kind === "variable") ?? {};
    const longer = new Map<number, Extent>();
    for (const value of longestOf(name)) {
      const said = repeatExtent(cutTo(value, maxLength), times.length);
      for (const text of texts.values()) {
        const whole = addExtents(text, said);
        const known = longer.get(whole.kind);
        longer.set(whole.kind, known === undefined ? whole : eitherExtent(known, whole));
      }
    }
    texts = longer;
  }
  return [...texts.values()];
};

/** NFC makes four of a character at most. */
const MOST_COMPOSED = 4;

/** Of the values that are no longer than was approved: longer ones drop their recipient. */
const cutTo = (value: Extent, most: number): Extent => {
  if (value.units <= most) return value;
  const { escapes, lockingEscapes } = value;
  return {
    kind: value.kind,
    units: most,
    pairs: Math.min(value.pairs, most),
    septets: Math.min(value.septets, most + Math.min(escapes, most)),
    escapes: Math.min(escapes, most),
    lockingSeptets: Math.min(value.lockingSeptets, most + Math.min(lockingEscapes, most)),
    lockingEscapes: Math.min(lockingEscapes, most),
    // In a septet alphabet each unit is a character.
    chars: isWithin(value, "gsm7-tr-single") ? most : Math.min(value.chars, MOST_COMPOSED * most),
  };
};

/**
 * What texts of these extents become at an operator: for each alphabet in which one may go, the most parts of it. As
 * {@link measureText} counts each of them, which is what is reserved, sent and billed. None: no text goes there.
 */
export const mostPartsAt = (
  rules: TextRules,
  extents: readonly Extent[],
  operator: string,
): readonly PartKind[] => {
  const most = new Map<Alphabet, number>();
  for (const extent of extents) {
    for (const { alphabet, parts } of kindsOf(rules, extent, operator)) {
      most.set(alphabet, Math.max(parts, most.get(alphabet) ?? 0));
    }
  }
  return Array.from(most, ([alphabet, parts]) => ({ alphabet, parts }));
};

const kindsOf = (rules: TextRules, text: Extent, operator: string): readonly PartKind[] => {
  const road = rules.roadAt(operator);
  const concat = road.wideReference ? "16bit" : "8bit";
  const onAir = addExtents(text, extentOf(withSuffix("", suffixOf(rules.pack, road))));
  const able = alphabetsOn(rules, {
    accented: (text.kind & kinds.accented) !== 0,
    fits: !road.latin1 || (text.kind & kinds.outsideLatin1) === 0,
  }).filter((alphabet) => isWithin(onAir, alphabet));
  // The cheapest goes, so that any of them bounds it.
  const needed = Math.min(...able.map((alphabet) => mostPartsIn(onAir, alphabet, concat)));
  return able
    .filter((alphabet) => mayBeChosen(alphabet, able, onAir))
    .flatMap((alphabet) => {
      const tables = scriptsOf(rules.pack, text, alphabet).map((script) => ({ script, operator }));
      const printed = tables.map((of) => printedParts(rules.pack, of, () => text.chars));
      const most = Math.max(...tables.map((of) => mostPartsOf(rules.pack, of)));
      const parts = Math.min(Math.max(needed, ...printed), most);
      return parts === 0 ? [] : [{ alphabet, parts }];
    });
};

/**
 * Whether an alphabet may be the cheapest: nothing takes less than GSM's where it has every character, but the locking
 * shift where it spares an escape; UCS-2 holds less than any other, each of whose characters twice.
 */
const mayBeChosen = (
  alphabet: Alphabet,
  able: readonly Alphabet[],
  { escapes }: Extent,
): boolean => {
  if (alphabet === "ucs2") return able.length === 1;
  if (alphabet === "gsm7" || !able.includes("gsm7")) return true;
  return alphabet === "gsm7-tr-locking" && escapes > 0;
};

/** The scripts that such a text may be of, by which its table is chosen. */
const scriptsOf = (pack: MarketPack, text: Extent, alphabet: Alphabet): readonly string[] => {
  const letters = pack.segmentation.scripts
    .flatMap(({ anyOf }) => anyOf)
    .map((trigger) => (trigger.kind === "letters" ? trigger.letters : ""))
    .join("");
  const hasLetters =
    !isWithin(text, "gsm7") || Array.from(letters).some((each) => isWithin(extentOf(each), "gsm7"));
  const samples = [
    "",
    ...(hasLetters ? [letters] : []),
    ...((text.kind & kinds.accented) === 0 ? [] : ["\u00e9"]),
  ];
  return [...new Set(samples.map((sample) => scriptOf(pack, sample, alphabet === "ucs2")))];
};
