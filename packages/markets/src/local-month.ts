import { Temporal } from "temporal-polyfill";
import type { MarketPack } from "./schema/pack.js";

/**
 * The calendar month of an instant by the market's clock, e.g. "2026-11"; prices of a month count in it.
 * @param at ISO instant.
 */
export function localMonth(market: Pick<MarketPack, "timezone">, at: string): string {
  return localDay(market, at).slice(0, 7);
}

/**
 * The first instant of a calendar month by the market's clock, and that of the month after it.
 * @param month e.g. "2026-11".
 */
export function monthBounds(
  { timezone }: Pick<MarketPack, "timezone">,
  month: string,
): { readonly from: Date; readonly to: Date } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const instant = (day: Temporal.PlainDate): Date =>
    new Date(day.toZonedDateTime(timezone).epochMilliseconds);
  return { from: instant(first), to: instant(first.add({ months: 1 })) };
}

/**
 * The calendar day of an instant by the market's clock, e.g. "2026-11-29".
 * @param at ISO instant.
 * @throws RangeError when it is none.
 */
export function localDay({ timezone }: Pick<MarketPack, "timezone">, at: string): string {
  const last = lastDays.get(timezone);
  const ms = Date.parse(at);
  // What Date reads and would not write so, e.g. 30 February, is Temporal's to read or to refuse.
  if (last && ms >= last.from && ms < last.to && new Date(ms).toISOString() === at) return last.day;
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(timezone).toPlainDate().toString();
  const { from, to } = dayBounds({ timezone }, day);
  lastDays.set(timezone, { day, from: from.getTime(), to: to.getTime() });
  return day;
}

/**
 * The day of each time zone that was asked for last, with its bounds in ms: nearly every instant is of the same day as
 * the one before, and reckoning with time zones is what a price or a pack costs most.
 */
const lastDays = new Map<
  string,
  { readonly day: string; readonly from: number; readonly to: number }
>();

/** The first instant of a calendar day by the market's clock, and that of the day after it. */
export function dayBounds(
  { timezone }: Pick<MarketPack, "timezone">,
  day: string,
): { readonly from: Date; readonly to: Date } {
  const first = Temporal.PlainDate.from(day);
  const instant = (at: Temporal.PlainDate): Date =>
    new Date(at.toZonedDateTime(timezone).epochMilliseconds);
  return { from: instant(first), to: instant(first.add({ days: 1 })) };
}
