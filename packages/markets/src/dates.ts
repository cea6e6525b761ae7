import { Temporal } from "temporal-polyfill";

/** Days of the Gregorian calendar as ISO dates, for services whose domain imports no library of dates. */

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The ISO date of a day of the Persian calendar (1405, 1, 1 is 2026-03-21); undefined: there is no such day. */
export function persianDay(year: number, month: number, day: number): string | undefined {
  const daysBefore = month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const wanted = `${month}/${day}/${year}`;
  // The year begins on 19 to 22 March; ICU knows which.
  for (let newYear = 19; newYear <= 22; newYear += 1) {
    const instant = new Date(Date.UTC(year + 621, 2, newYear + daysBefore + day - 1));
    if (persian.format(instant).startsWith(wanted)) return instant.toISOString().slice(0, 10);
  }
  return undefined;
}

const persian = new Intl.DateTimeFormat("en-US-u-ca-persian-nu-latn", {
  timeZone: "UTC",
  year: "numeric",
  month: "numeric",
  day: "numeric",
});

/** With month-end clamping, as deadlines count months. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
}
