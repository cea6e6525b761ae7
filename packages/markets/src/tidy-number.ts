/** A cell with all its decoration gone: its digits, and whether a plus stood before them. */
export type TidyNumber =
  | { readonly kind: "digits"; readonly digits: string; readonly international: boolean }
  | { readonly kind: "refused"; readonly code: "EMPTY" | "NOT_A_NUMBER" | "SCIENTIFIC_NOTATION" };

/** Longer cells are prose, not numbers; nothing below runs over a pasted page. */
const LONGEST_CELL = 64;

/** Blanks of every width, zero-width and direction marks that phones and Excel leave behind. */
const INVISIBLE = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const SEPARATORS = /[-()\u2010-\u2015\u2212\uff0d]/gu;
const SCIENTIFIC = /^(\+?)(\d)(?:[.,](\d*))?[eE]\+?(\d{1,2})$/u;

/** Reads what people and spreadsheets make of a number. Digits only; says nothing of markets. */
export function tidyNumber(raw: string): TidyNumber {
  if (raw.length > LONGEST_CELL) return { kind: "refused", code: "NOT_A_NUMBER" };
  // A leading apostrophe is Excel's mark for text.
  const text = westernDigits(raw).replace(INVISIBLE, "").replace(/^'/u, "");
  if (text === "") return { kind: "refused", code: "EMPTY" };

  const scientific = SCIENTIFIC.exec(text);
  if (scientific !== null) return expand(scientific);

  const bare = dropPoints(text.replace(SEPARATORS, ""));
  const match = /^(\+?)(\d+)$/u.exec(bare);
  return match?.[2] === undefined
    ? { kind: "refused", code: "NOT_A_NUMBER" }
    : { kind: "digits", digits: match[2], international: match[1] === "+" };
}

/** Persian, Arabic and full-width digits, plus, decimal point and thousands mark as ASCII. */
function westernDigits(text: string): string {
  return text.replace(
    /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19\uff0b\u066b\u066c]/gu,
    (character) => {
      const code = character.charCodeAt(0);
      if (code === 0xff0b) return "+";
      if (code === 0x066b) return ".";
      if (code === 0x066c) return ",";
      return String((code >= 0xff10 ? code - 0xff10 : code) & 0xf);
    },
  );
}

/**
 * 9.123456789E9 has all its digits. 9.12E+09 may be 9120000000 or any number near it, so it is
 * refused: a wrong recipient is worse than a missing one.
 */
function expand([
  ,
  plus = "",
  first = "",
  fraction = "",
  power = "",
]: readonly string[]): TidyNumber {
  const exponent = Number(power);
  if (fraction.length < exponent) return { kind: "refused", code: "SCIENTIFIC_NOTATION" };
  if (/[1-9]/u.test(fraction.slice(exponent))) return { kind: "refused", code: "NOT_A_NUMBER" };
  return {
    kind: "digits",
    digits: first + fraction.slice(0, exponent),
    international: plus === "+",
  };
}

/** "9123456789.0" is a number cell read as text, "9,123,456,789" one with thousands; two dots separate. */
function dropPoints(text: string): string {
  if (/^\+?\d{1,3}(?:,\d{3})+$/u.test(text)) return text.replaceAll(",", "");
  const whole = text.replace(/^(\+?\d+)\.0*$/u, "$1");
  return whole.split(".").length > 2 ? whole.replaceAll(".", "") : whole;
}
