import { Temporal } from "temporal-polyfill";
import type { MarketPack } from "./schema/pack.js";

/**
 * The calendar month of an instant by the market's clock, e.g. "2026-11"; prices of a month count in it.
 * @param at ISO instant.
 */
export function localMonth({ timezone }: Pick<MarketPack, "timezone">, at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timezone).toString().slice(0, 7);
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

/** The calendar day of an instant by the market's clock, e.g. "2026-11-29". */
export function localDay({ timezone }: Pick<MarketPack, "timezone">, at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

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
