import { scriptOf, segmentTable, type MarketPack } from "@whiteline/markets";
import {
  chooseAlphabet,
  countSegments,
  hasTriggerCharacters,
  lengthOf,
  type Alphabet,
  type SegmentCount,
} from "@whiteline/sms";

/** Billed segments of a text, or why it cannot be sent there; `no_table`: the market counts no such text. */
export type BilledSegments = SegmentCount | { readonly error: "no_table" };

/**
 * Segments that a market bills for a text of so many characters, by its own table
 * [003 · Long message; 004 · Rules 3].
 * @param text.operator the operator whose own table counts, if it has one.
 * @param text.script the pack's word for the letters of the text.
 */
export const billedSegments = (
  pack: MarketPack,
  text: { readonly operator?: string; readonly script: string; readonly length: number },
): BilledSegments => {
  const table = segmentTable(pack, text);
  return table === undefined ? { error: "no_table" } : countSegments(text.length, table);
};

export type MeasuredText = {
  readonly length: number;
  /** The script that chooses the table. */
  readonly script: string;
  /** Whether it holds one of the letters that make a text belong to the market's own 7-bit table. */
  readonly national: boolean;
};

/** What the tables ask of a text: its length in code points after NFC, and its script. */
export const measureText = (pack: MarketPack, text: string): MeasuredText => ({
  length: lengthOf(text),
  script: scriptOf(pack, text, chooseAlphabet(text) === "ucs2"),
  national: hasTriggerCharacters(text, nationalLetters(pack)),
});

/** Alphabets as contracts name them, to tell a word from a slip. */
const alphabetWords: readonly Alphabet[] = ["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"];

export const isAlphabet = (word: string): word is Alphabet =>
  alphabetWords.some((known) => known === word);

/**
 * The script whose prices hold for parts in an alphabet: UCS-2 carries what needs it, a national
 * 7-bit table what has that market's letters, the default alphabet the rest. Undefined: the market
 * has no such texts.
 */
export const scriptOfAlphabet = (pack: MarketPack, alphabet: Alphabet): string | undefined => {
  const { scripts } = pack.segmentation;
  switch (alphabet) {
    case "gsm7":
      return scripts.find(({ anyOf }) => anyOf.length === 0)?.id;
    case "gsm7-tr-single":
    case "gsm7-tr-locking":
      return scripts.find(({ anyOf }) => anyOf.some(({ kind }) => kind === "letters"))?.id;
    case "ucs2":
      return scripts.find(({ anyOf }) => anyOf.some(({ kind }) => kind === "needs_ucs2"))?.id;
  }
};

const nationalLetters = ({ segmentation }: MarketPack): string =>
  segmentation.scripts
    .flatMap(({ anyOf }) => anyOf)
    .map((trigger) => (trigger.kind === "letters" ? trigger.letters : ""))
    .join("");
