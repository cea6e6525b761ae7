import { Temporal } from "temporal-polyfill";

/** Days of the Gregorian calendar as ISO dates, for services whose domain imports no library of dates. */

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** With month-end clamping, as deadlines count months. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
}
