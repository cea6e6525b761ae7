import { defaultTable, ESCAPE, extensionTable } from "./gsm7.js";
import { turkishLockingTable, turkishSingleShiftTable } from "./turkish.js";

/** How a text is carried. The Turkish alphabets announce their table in every part's header. */
export type Alphabet = "gsm7" | "gsm7-tr-single" | "gsm7-tr-locking" | "ucs2";

export type SeptetAlphabet = Exclude<Alphabet, "ucs2">;

/**
 * All alphabets, in order of preference at equal cost. The single shift comes before the locking
 * shift because a phone that knows neither shows plain letters with it, and rubbish without.
 */
export const alphabets: readonly Alphabet[] = ["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"];

/** A table for plain septets and one for septets after the escape. */
export type SeptetTables = {
  readonly main: readonly string[];
  readonly shift: ReadonlyMap<number, string>;
};

export const septetTables: Readonly<Record<SeptetAlphabet, SeptetTables>> = {
  gsm7: { main: defaultTable, shift: extensionTable },
  "gsm7-tr-single": { main: defaultTable, shift: turkishSingleShiftTable },
  "gsm7-tr-locking": { main: turkishLockingTable, shift: extensionTable },
};

/** Bits of a code: the septet itself, the need of an escape, and "this alphabet has it". */
export const SEPTET_BITS = 0x7f;
export const ESCAPED = 0x80;
const ENCODABLE = 0x100;

/** € (U+20AC) is the highest character of any septet alphabet. */
const HIGHEST = 0x20ac;

function indexCodes({ main, shift }: SeptetTables): Uint16Array {
  const codes = new Uint16Array(HIGHEST + 1);
  for (const [septet, character] of shift) {
    codes[character.charCodeAt(0)] = ENCODABLE | ESCAPED | septet;
  }
  // After the shift table: a character in both (€ of the locking table) is cheaper unescaped.
  main.forEach((character, septet) => {
    if (septet !== ESCAPE) codes[character.charCodeAt(0)] = ENCODABLE | septet;
  });
  return codes;
}

const codes: Readonly<Record<SeptetAlphabet, Uint16Array>> = {
  gsm7: indexCodes(septetTables.gsm7),
  "gsm7-tr-single": indexCodes(septetTables["gsm7-tr-single"]),
  "gsm7-tr-locking": indexCodes(septetTables["gsm7-tr-locking"]),
};

/**
 * The codes of an alphabet, indexed by UTF-16 unit; shorter than 65,536, so read it with
 * `?? 0`. 0 means that the alphabet does not have the character. Septet alphabets have no
 * character beyond the BMP, so a unit is a character here.
 */
export function codesOf(alphabet: SeptetAlphabet): Uint16Array {
  return codes[alphabet];
}
