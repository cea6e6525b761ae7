/** Days from Excel's day 0 to 1970-01-01; the other epoch is that of old Macintosh files. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
const DAY_MS = 86_400_000;

/** Text of a cell as its author sees it: Excel writes forbidden characters as _xHHHH_. */
export function unescapeCell(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * A number cell as text. Excel stores 9121234567 also as 9.121234567E9 and 0.1 as 0.10000000000000001;
 * it shows fifteen digits.
 */
export function numberText(stored: string): string {
  if (!/[.eE]/u.test(stored)) return stored;
  const value = Number(stored);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : stored;
}

/** A date cell as ISO text: "2026-03-21", with the time when it has one, the time alone when it is no day. */
export function dateText(stored: string, date1904: boolean): string {
  const serial = Number(stored);
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return stored;
  const days = serial - (date1904 ? EPOCH_1904 : EPOCH_1900);
  const iso = new Date(Math.round(days * DAY_MS)).toISOString();
  const time = iso.slice(11, 16);
  if (serial < 1) return time;
  return time === "00:00" ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}

/** Column of a reference: "B7" is 1. Undefined when there is no letter. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) return i === 0 ? undefined : column - 1;
    column = column * 26 + code - 64;
  }
  return column === 0 ? undefined : column - 1;
}
