import type { MarketPack } from "@whiteline/markets";
import { billedSegments, measureText } from "./segments.js";

/** One kind of replacement in a text. */
export type SpellingChange = {
  readonly kind: ChangeKind;
  readonly from: string;
  readonly to: string;
  readonly times: number;
};

export type ChangeKind =
  "typographic" | "arabic_letters" | "invisible" | "blanks" | "accents" | "national_letters";

/** Another spelling of a text. */
export type Respelled = {
  readonly text: string;
  readonly changes: readonly SpellingChange[];
  /** Whether it reads differently, so that a person must agree. */
  readonly changesLetters: boolean;
};

type Table = readonly (readonly [from: string, to: string])[];

/** What word processors put in place of plain signs; each of them alone makes a text need UCS-2. */
const typographic: Table = [
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["‟", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["‚", "'"],
  ["‛", "'"],
  ["′", "'"],
  ["″", '"'],
  ["…", "..."],
  ["–", "-"],
  ["—", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["−", "-"],
  ["•", "*"],
  ["«", '"'],
  ["»", '"'],
  ["‹", "'"],
  ["›", "'"],
];

/** Arabic keyboards write these where Persian has its own; patterns are compared to the letter [ir.md]. */
const arabicLetters: Table = [
  ["ي", "ی"],
  ["ى", "ی"],
  ["ك", "ک"],
];

const invisible: Table = [
  ["\u200B", ""],
  ["\uFEFF", ""],
  ["\u00AD", ""],
  ["\u2060", ""],
  ["\u200E", ""],
  ["\u200F", ""],
];

const blanks: Table = [
  ["\u00A0", " "],
  ["\u202F", " "],
  ["\u2009", " "],
  ["\u2003", " "],
  ["\u3000", " "],
  ["\t", " "],
];

/**
 * Letters of the Turkish table without their marks [tr.md §4.1], and the circumflexes of Turkish spelling, which no table
 * of the market has: one of them makes a whole text UCS-2.
 */
const turkishLetters: Table = [
  ["ç", "c"],
  ["ğ", "g"],
  ["Ğ", "G"],
  ["ı", "i"],
  ["İ", "I"],
  ["ş", "s"],
  ["Ş", "S"],
  ["â", "a"],
  ["Â", "A"],
  ["î", "i"],
  ["Î", "I"],
  ["û", "u"],
  ["Û", "U"],
];

/**
 * Spellings of a text that may cost less, and at no operator take more segments: what nobody sees on the phone first, then
 * without the letters that make it belong to a dearer table. Only such as differ from the text. Typographic signs stay
 * where their plain ones save nothing: a Persian text has its « » anyhow, and three dots are longer than one sign.
 */
export const respell = (pack: MarketPack, text: string): readonly Respelled[] => {
  const composed = unchanged(text.normalize("NFC"));
  const persian = pack.languages.includes("fa") ? arabicLetters : [];
  const tidied = changed(composed, [
    replaced("arabic_letters", persian),
    replaced("invisible", invisible),
    replaced("blanks", blanks),
    strayJoiners,
    doubledBlanks,
  ]);
  const withPlainSigns = (before: Respelled): Respelled => {
    const after = replaced("typographic", typographic)(before);
    return isShorter(pack, after.text, before.text) ? after : before;
  };
  const triggers = pack.segmentation.scripts.flatMap(({ anyOf }) => anyOf);
  const tidy = withPlainSigns(tidied);
  const lettersChanged = changed(tidied, [
    ...(triggers.some(({ kind }) => kind === "diacritics") ? [withoutAccents] : []),
    ...(triggers.some(({ kind }) => kind === "letters")
      ? [replaced("national_letters", turkishLetters)]
      : []),
  ]);
  return [
    ...(tidy.text === composed.text || tidy.text === "" ? [] : [tidy]),
    ...(lettersChanged.text === tidied.text
      ? []
      : [{ ...withPlainSigns(lettersChanged), changesLetters: true }]),
  ];
};

type Change = (before: Respelled) => Respelled;

const changed = (text: Respelled, changes: readonly Change[]): Respelled =>
  changes.reduce((before, change) => change(before), text);

/** Whether a text takes fewer segments than another at some operator, and more at none. */
const isShorter = (pack: MarketPack, text: string, other: string): boolean => {
  const segmentsOf = (each: string): readonly number[] => {
    const measured = measureText(pack, each);
    return pack.operators.map(({ id: operator }) => {
      const bill = billedSegments(pack, { operator, ...measured });
      return "error" in bill ? Infinity : bill.segments;
    });
  };
  const before = segmentsOf(other);
  const after = segmentsOf(text);
  const grows = after.some((segments, i) => segments > (before[i] ?? Infinity));
  return !grows && after.some((segments, i) => segments < (before[i] ?? 0));
};

const unchanged = (text: string): Respelled => ({ text, changes: [], changesLetters: false });

const replaced =
  (kind: ChangeKind, table: Table): Change =>
  (before) =>
    table.reduce<Respelled>((so, [from, to]) => {
      const times = so.text.split(from).length - 1;
      return times === 0
        ? so
        : {
            ...so,
            text: so.text.replaceAll(from, to),
            changes: [...so.changes, { kind, from, to, times }],
          };
    }, before);

/** A joiner that joins nothing: at an end, beside a blank, or after another. */
const strayJoiners = (before: Respelled): Respelled =>
  counted(before, /\u200C(?=\u200C|\s|$)|(?<=\s|^)\u200C/gu, {
    kind: "invisible",
    from: "\u200C",
    to: "",
  });

const doubledBlanks = (before: Respelled): Respelled =>
  counted(
    counted(before, / {2,}/g, { kind: "blanks", from: "  ", to: " " }),
    / +(?=\n|$)|(?<=\n|^) +/g,
    { kind: "blanks", from: " ", to: "" },
  );

const counted = (
  before: Respelled,
  pattern: RegExp,
  change: Omit<SpellingChange, "times">,
): Respelled => {
  const times = [...before.text.matchAll(pattern)].length;
  return times === 0
    ? before
    : {
        ...before,
        text: before.text.replaceAll(pattern, change.to),
        changes: [...before.changes, { ...change, times }],
      };
};

/** Vietnamese without its marks; đ has no decomposition. */
const withoutAccents = (before: Respelled): Respelled => {
  const seen = new Map<string, { readonly to: string; readonly times: number }>();
  const text = Array.from(before.text, (letter) => {
    const base = letter.normalize("NFD").replace(/\p{M}/gu, "").replace("đ", "d").replace("Đ", "D");
    if (base === letter) return letter;
    seen.set(letter, { to: base, times: (seen.get(letter)?.times ?? 0) + 1 });
    return base;
  }).join("");
  const changes = [...seen].map(([from, { to, times }]) => ({
    kind: "accents" as const,
    from,
    to,
    times,
  }));
  return { ...before, text, changes: [...before.changes, ...changes] };
};
