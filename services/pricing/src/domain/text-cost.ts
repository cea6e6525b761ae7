import { carriedAlphabets, type MarketPack } from "@whiteline/markets";
import { chooseAlphabet, fitsLatin1 } from "@whiteline/sms";
import { billedSegments, measureText, scriptOfAlphabet } from "./segments.js";

/** What a text is at one operator, before its price. */
export type TextAt = {
  readonly operator: string;
  readonly script: string;
  readonly alphabet: string;
  readonly length: number;
  /** 0 where it cannot be sent. */
  readonly segments: number;
  /** Why not; empty: it can. */
  readonly error: string;
};

/**
 * How a text counts at each operator: by the market's own tables, the same that bill it.
 *
 * @param latin1 operators that have Latin-1 in the place of GSM's alphabet.
 */
export const textAt = (
  pack: MarketPack,
  text: string,
  operators: readonly string[],
  latin1: readonly string[] = [],
): readonly TextAt[] => {
  const { script: usual, length } = measureText(pack, text);
  const usualAlphabet = alphabetOf(pack, text, usual);
  const isLacking = usualAlphabet === "gsm7" && !fitsLatin1(text);
  return operators.map((operator) => {
    const other = isLacking && latin1.includes(operator) ? alphabetBeside(pack, text) : undefined;
    const { alphabet, script } = other ?? { alphabet: usualAlphabet, script: usual };
    const bill = billedSegments(pack, { operator, script, length });
    const counted = "error" in bill ? { segments: 0, error: bill.error } : { ...bill, error: "" };
    return { operator, script, alphabet, length, segments: counted.segments, error: counted.error };
  });
};

/** What carries a text where GSM's alphabet is not; undefined where the market knows no other. */
const alphabetBeside = (
  pack: MarketPack,
  text: string,
): { readonly alphabet: string; readonly script: string } | undefined => {
  const others = carriedAlphabets(pack).flatMap(({ alphabet }) =>
    alphabet === "gsm7" ? [] : [alphabet],
  );
  const alphabet = chooseAlphabet(text, others);
  const script = scriptOfAlphabet(pack, alphabet);
  return script === undefined ? undefined : { alphabet, script };
};

/** The alphabet that carries a text of a script; an accented text goes as UCS-2 even where 7 bits have its letters. */
const alphabetOf = (pack: MarketPack, text: string, script: string): string => {
  const allowed = carriedAlphabets(pack).map(({ alphabet }) => alphabet);
  const chosen = chooseAlphabet(text, allowed);
  if (scriptOfAlphabet(pack, chosen) === script) return chosen;
  return allowed.find((known) => scriptOfAlphabet(pack, known) === script) ?? "ucs2";
};
