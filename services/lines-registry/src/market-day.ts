import { Temporal } from "temporal-polyfill";

/** The market's own day at an instant, as ISO date. */
export function dayOf(at: Date, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}

/** The time of day of the market at an instant, as HH:MM. */
export function timeOf(at: Date, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
}

/** The last second of a day of the market. */
export function endOfDay(day: string, timezone: string): Date {
  const end = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: timezone,
    plainTime: "23:59:59",
  });
  return new Date(end.epochMilliseconds);
}

/** Whether a text is a day of the calendar, as ISO date. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}
