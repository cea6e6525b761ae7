import { decode } from "@whiteline/sms";

/** Which part of a longer message a subscriber's text is (3GPP TS 23.040 §9.2.3.24.1, SMPP 3.4 §5.3.2.22). */
export type PartOf = {
  /** The handset's own count; the same for all parts of one message. */
  readonly reference: number;
  readonly total: number;
  /** From 1. */
  readonly index: number;
};

/** Undefined for a message of one part, and for rubbish, which is heard as a message of its own. */
export const partOf = (said: PartOf | undefined): PartOf | undefined =>
  said !== undefined && said.total > 1 && said.index >= 1 && said.index <= said.total
    ? said
    : undefined;

/** A subscriber's message, or a part of one, as it came. */
export type CameIn = {
  readonly octets: Uint8Array;
  readonly dataCoding: number;
  readonly hasUdh: boolean;
  /** Said beside the text, by `sar_*` parameters. */
  readonly sar: PartOf | undefined;
};

/** Data coding of Latin-1 (SMPP 3.4 §5.2.19). */
const LATIN_1 = 3;

/**
 * What a subscriber wrote; whatever the octets, it is read as far as it can be. Pure.
 *
 * @param isLatin1 the operator writes Latin-1 under data coding 0.
 */
export const readPart = (
  { octets, dataCoding, hasUdh, sar }: CameIn,
  isLatin1: boolean,
): { readonly text: string; readonly part: PartOf | undefined } => {
  const coding = dataCoding === 0 && isLatin1 ? LATIN_1 : dataCoding;
  const { text, concat } = decode(octets, { dataCoding: coding, hasUdh });
  return { text, part: partOf(concat ?? sar) };
};

/** Where parts are missing, so that nobody takes the halves for one sentence. */
const GAP = "…";

/**
 * The text of a message from the parts that came. Texts are joined as they are: half a surrogate pair at the end of
 * one is completed by the next. Pure.
 *
 * @returns `missing`: how many parts have not come.
 */
export const joinParts = (
  texts: ReadonlyMap<number, string>,
  total: number,
): { readonly text: string; readonly missing: number } => {
  const places = Array.from({ length: total }, (_, at) => texts.get(at + 1));
  const missing = places.filter((text) => text === undefined).length;
  const shown = places.filter(
    (text, at) => text !== undefined || places[at - 1] !== undefined || at === 0,
  );
  return { text: shown.map((text) => text ?? GAP).join(""), missing };
};
