import {
  carriedAlphabets,
  mostParts,
  scriptOf,
  segmentTable,
  type MarketPack,
} from "@whiteline/markets";
import {
  chooseAlphabet,
  countParts,
  countSegments,
  fitsLatin1,
  isAccented,
  lengthOf,
  MAX_PARTS,
  split,
  withSuffix,
  type Alphabet,
  type Suffix,
} from "@whiteline/sms";
import type { Finding } from "./finding.js";
import { lengthFaults, measureType, typeFinding, type MessageType } from "./message-type.js";
import { PLAIN_ROAD, routeOf, type Route, type TextRoad } from "./routes.js";

/** How the texts of a market are carried and how long they may be. */
export type TextRules = {
  readonly pack: MarketPack;
  /** In order of preference at equal cost. */
  readonly alphabets: readonly Alphabet[];
  /** Those in which a text with accented letters goes. */
  readonly accented: readonly Alphabet[];
  /** Kind of message that was asked for; undefined: the text decides. */
  readonly type: MessageType | undefined;
  /** What an operator's road makes of a text. */
  readonly roadAt: (operator: string) => TextRoad;
};

export type MeasuredText =
  | { readonly kind: "ok"; readonly alphabet: Alphabet; readonly parts: number }
  | { readonly kind: "refused"; readonly finding: Finding };

/** How a pack says its texts are carried. */
export const textRules = (
  pack: MarketPack,
  messageType = "",
  roadAt: TextRules["roadAt"] = () => PLAIN_ROAD,
): TextRules => ({
  pack,
  roadAt,
  type: pack.messageTypes.find(({ id }) => id === messageType),
  alphabets: carriedAlphabets(pack).map(({ alphabet }) => alphabet),
  accented: carriedAlphabets(pack).flatMap(({ alphabet, accents }) => (accents ? [alphabet] : [])),
});

/**
 * What stands behind every text on a road: what we append, or the room that the operator needs for its own where its
 * market's tables leave some [003 · Short message].
 */
export const suffixOf = ({ segmentation }: MarketPack, { suffix }: TextRoad): Suffix => ({
  text: suffix,
  room: suffix === "" ? (segmentation.suffix?.chars ?? 0) : 0,
});

/** What the roads make of texts, for all operators of the market that have one, alike ones together. */
export const textRoads = (
  pack: MarketPack,
  routes: readonly Route[],
): readonly TextRoadOfSome[] => {
  const roads = new Map<string, TextRoadOfSome & { readonly operators: string[] }>();
  for (const { id } of pack.operators) {
    const route = routeOf(routes, id);
    if (route === undefined) continue;
    const { latin1, wideReference } = route;
    const key = `${latin1} ${wideReference} ${route.suffix}`;
    const known = roads.get(key);
    if (known === undefined) {
      roads.set(key, { operators: [id], latin1, wideReference, suffix: suffixOf(pack, route) });
    } else known.operators.push(id);
  }
  return [...roads.values()];
};

export type TextRoadOfSome = {
  readonly operators: readonly string[];
  readonly latin1: boolean;
  readonly wideReference: boolean;
  readonly suffix: Suffix;
};

/**
 * Alphabet and parts of a text with its suffix as the dispatcher will split it, which is as the market's table bills it,
 * or why it cannot be sent.
 *
 * @param operator whose table limits the length, and whose route the alphabet; absent: the market's.
 */
export const measureText = (rules: TextRules, text: string, operator?: string): MeasuredText => {
  const road = operator === undefined ? PLAIN_ROAD : rules.roadAt(operator);
  const countsAccents = rules.accented.length < rules.alphabets.length;
  const alphabets = alphabetsOn(rules, {
    accented: countsAccents && isAccented(text),
    fits: !road.latin1 || fitsLatin1(text),
  });
  const onAir = withSuffix(text, suffixOf(rules.pack, road));
  const concat = road.wideReference ? "16bit" : "8bit";
  const alphabet = chooseAlphabet(onAir, alphabets, concat);
  const needed = text === "" ? 0 : countParts(onAir, alphabets, concat);
  if (needed === 0) return refuseText(rules, text);
  const script = scriptOf(rules.pack, text, alphabet === "ucs2");
  const printed = printedParts(rules.pack, { script, operator }, () => lengthOf(text));
  const parts = Math.max(needed, Number.isFinite(printed) ? printed : 0);
  const most = mostPartsOf(rules.pack, { script, operator });
  if (most === 0) return untaken(rules, { script, operator });
  const mostUnits = rules.pack.segmentation.absoluteMaxChars;
  if (parts > most || (mostUnits !== null && text.length > mostUnits)) return tooLong(rules, most);
  const { pack, type } = rules;
  const [fault] = type === undefined ? [] : lengthFaults(pack, type, measureType(pack, text));
  if (type !== undefined && fault !== undefined) {
    return { kind: "refused", finding: typeFinding(fault, type) };
  }
  return { kind: "ok", alphabet, parts };
};

/**
 * The alphabets in which a text may go. What Latin-1 lacks, its operator gets in another alphabet: half a message, or
 * rubbish, helps nobody.
 *
 * @param text.fits the road has every character in GSM's alphabet, or in the one that stands in its place.
 */
export const alphabetsOn = (
  { alphabets: all, accented }: Pick<TextRules, "alphabets" | "accented">,
  text: { readonly accented: boolean; readonly fits: boolean },
): readonly Alphabet[] => {
  // A market that counts accented texts apart bills them as UCS-2 [004 · Rules 3].
  const alphabets = text.accented ? accented : all;
  if (text.fits) return alphabets;
  const others = alphabets.filter((alphabet) => alphabet !== "gsm7");
  return others.length === 0 ? alphabets : others;
};

/**
 * Parts by the printed table where it counts more than the air needs: "the printed table is followed: 454 characters
 * cost 4 credits" [tr.md §4.1]. So many are sent, so that table, bill and wire are one. 0: the table says nothing else;
 * infinite: it has no row for so many characters.
 */
export const printedParts = (
  pack: MarketPack,
  { script, operator }: Counted,
  length: () => number,
): number => {
  const { tables } = pack.segmentation;
  if (tables.every(({ deviations }) => deviations.length === 0)) return 0;
  const table = segmentTable(pack, { script, ...(operator !== undefined && { operator }) });
  const counted = table && countSegments(length(), table);
  if (counted === undefined) return 0;
  if ("segments" in counted) return counted.segments;
  return counted.error === "too_long" ? Infinity : 0;
};

/** Which table counts. */
type Counted = { readonly script: string; readonly operator: string | undefined };

/** The most parts that are taken of a text of a script; 0: none. */
export const mostPartsOf = (pack: MarketPack, { script, operator }: Counted): number => {
  if (operator === undefined) return mostParts(pack, script) ?? MAX_PARTS;
  const table = segmentTable(pack, { script, operator });
  if (table?.sendable !== true) return 0;
  return table.rows.reduce((most, { segments }) => Math.max(most, segments), 0) || MAX_PARTS;
};

/**
 * Why nothing goes to an operator: its table says that it takes no such letters [004 · Rules 3], or its market has no
 * table for them.
 *
 * @param script absent: of none of the scripts that a text may be of does anything go there.
 */
export const untakenCode = (
  { segmentation }: MarketPack,
  { script, operator }: { readonly script?: string; readonly operator: string | undefined },
): "ACCENTED_NOT_SUPPORTED" | "TEXT_NOT_SENDABLE" =>
  segmentation.tables.some(
    (table) =>
      table.operator === operator &&
      !table.sendable &&
      (script === undefined || table.script === script),
  )
    ? "ACCENTED_NOT_SUPPORTED"
    : "TEXT_NOT_SENDABLE";

const untaken = ({ pack }: TextRules, counted: Counted): MeasuredText => {
  const code = untakenCode(pack, counted);
  const name = counted.operator ?? pack.name;
  return code === "ACCENTED_NOT_SUPPORTED"
    ? refused(
        code,
        `${name} takes no text with accents, nor with another character that needs UCS-2.`,
        "Write the text without accents; POST /v1/texts/examination proposes such a spelling.",
      )
    : refused(code, `${name} has no table for such a text.`, "Change the characters of the text.");
};

const refuseText = (rules: TextRules, text: string): MeasuredText => {
  const result = split(text, { alphabet: rules.alphabets });
  const refusal =
    result.kind === "refused" ? result : { code: "TEXT_NOT_SENDABLE", remedy: "Change the text." };
  return refused(refusal.code, "The text cannot be put into an SMS as it is.", refusal.remedy);
};

const tooLong = ({ pack }: TextRules, most: number): MeasuredText =>
  refused(
    "TEXT_TOO_LONG",
    `A text in this alphabet has at most ${most} parts in ${pack.name}.`,
    "Shorten the text, or leave out characters that need UCS-2.",
  );

const refused = (code: string, rule: string, remedy: string): MeasuredText => ({
  kind: "refused",
  finding: { code, subject: "text", rule, source: "market pack · segmentation", remedy },
});
