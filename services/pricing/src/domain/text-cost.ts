import { carriedAlphabets, type MarketPack } from "@whiteline/markets";
import { chooseAlphabet } from "@whiteline/sms";
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

/** How a text counts at each operator: by the market's own tables, the same that bill it. */
export const textAt = (
  pack: MarketPack,
  text: string,
  operators: readonly string[],
): readonly TextAt[] => {
  const { script, length } = measureText(pack, text);
  const alphabet = alphabetOf(pack, text, script);
  return operators.map((operator) => {
    const bill = billedSegments(pack, { operator, script, length });
    const counted = "error" in bill ? { segments: 0, error: bill.error } : { ...bill, error: "" };
    return { operator, script, alphabet, length, segments: counted.segments, error: counted.error };
  });
};

/** The alphabet that carries a text of a script; an accented text goes as UCS-2 even where 7 bits have its letters. */
const alphabetOf = (pack: MarketPack, text: string, script: string): string => {
  const allowed = carriedAlphabets(pack).map(({ alphabet }) => alphabet);
  const chosen = chooseAlphabet(text, allowed);
  if (scriptOfAlphabet(pack, chosen) === script) return chosen;
  return allowed.find((known) => scriptOfAlphabet(pack, known) === script) ?? "ucs2";
};
