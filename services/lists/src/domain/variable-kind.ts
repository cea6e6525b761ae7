import { persianDay } from "@whiteline/markets";

/** What the values of a column are: texts, numbers that can be compared, or days. */
export type VariableKind = "text" | "number" | "date";

/** So many of the filled cells must be of a kind; the rest are slips of the pen. */
const LEAST_SHARE = 0.95;
/** More digits than a double holds exactly are a code, not an amount. */
const LONGEST_NUMBER = 15;

/** The kind of a column by its filled cells; of nothing: text. */
export function kindOf(cells: readonly string[]): VariableKind {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length === 0) return "text";
  const share = (isOfKind: (cell: string) => boolean): number =>
    filled.filter(isOfKind).length / filled.length;
  if (share((cell) => readDay(cell) !== undefined) >= LEAST_SHARE) return "date";
  // A zero in front carries meaning: it is a code.
  const isAmount = (cell: string): boolean =>
    !/^\s*[0۰٠]\p{Nd}/u.test(cell) && readNumber(cell) !== undefined;
  return share(isAmount) >= LEAST_SHARE ? "number" : "text";
}

/**
 * A number as people and spreadsheets write it: Persian and Arabic digits, thousands set apart by commas, points,
 * blanks or "٬", a decimal comma or point. Undefined: it is none.
 */
export function readNumber(text: string): number | undefined {
  const plain = toLatinDigits(text)
    .replace(/[\s\u00a0\u202f\u066c'\u2019]/gu, "")
    .replace("\u066b", ".");
  if (!/^[+-]?[\d.,]*\d$/u.test(plain) || plain.length > LONGEST_NUMBER + 8) return undefined;
  const value = Number(toPoint(plain));
  const digits = plain.replace(/\D/gu, "").length;
  return Number.isFinite(value) && digits <= LONGEST_NUMBER ? value : undefined;
}

/** "1.234,5" and "1,234.5" are 1234.5; one separator before exactly three digits sets thousands apart. */
function toPoint(plain: string): string {
  const comma = plain.lastIndexOf(",");
  const point = plain.lastIndexOf(".");
  if (comma >= 0 && point >= 0) {
    return comma > point ? plain.replaceAll(".", "").replace(",", ".") : plain.replaceAll(",", "");
  }
  const separator = comma >= 0 ? "," : ".";
  const grouped = /^[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+$/u.test(plain);
  const several = plain.split(separator).length > 2;
  if (grouped && (separator === "," || several)) return plain.replaceAll(separator, "");
  return several ? "NaN" : plain.replace(",", ".");
}

const known = new Map<string, string | undefined>();
const MOST_KNOWN = 20_000;

/**
 * The day that a cell names, as an ISO date: year first, or day first as Türkiye and Vietnam write; a year before 1700
 * is of the Persian calendar. A time of day behind it is left out. Undefined: it is none.
 */
export function readDay(text: string): string | undefined {
  if (text.length < 8 || text.length > 32) return undefined;
  if (known.has(text)) return known.get(text);
  if (known.size >= MOST_KNOWN) known.clear();
  const day = parseDay(toLatinDigits(text).trim());
  known.set(text, day);
  return day;
}

function parseDay(text: string): string | undefined {
  const [, first = "", second = "", third = ""] =
    /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]\d{1,2}:\d{2}.*)?$/u.exec(text) ?? [];
  if (first === "") return undefined;
  const yearFirst = first.length === 4;
  if (!yearFirst && third.length !== 4) return undefined;
  const [year, day] = yearFirst ? [first, third] : [third, first];
  return toIso(Number(year), Number(second), Number(day));
}

function toIso(year: number, month: number, day: number): string | undefined {
  if (year < 1700) return year < 1200 ? undefined : persianDay(year, month, day);
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year < 2200;
  return same ? date.toISOString().slice(0, 10) : undefined;
}

function toLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}
