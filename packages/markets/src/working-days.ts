import { Temporal } from "temporal-polyfill";
import type { Weekday } from "./schema/process.js";

/** Days off as ISO dates and weekday names; what is left out is the pack's own calendar. */
export type WorkingCalendar = {
  readonly weekend: readonly Weekday[];
  readonly holidays: readonly string[];
  /** Days on which the clock stands still for another reason, such as an operator notice. */
  readonly pausedDays: readonly string[];
  /** Days on which people work although it is a weekend or a holiday of the pack. */
  readonly workingDays: readonly string[];
};

const weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** Whether people work on a day (ISO date). */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  if (calendar.pausedDays.includes(day)) return false;
  if (calendar.workingDays.includes(day)) return true;
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  const name = weekdays[dayOfWeek - 1];
  return name !== undefined && !calendar.weekend.includes(name) && !calendar.holidays.includes(day);
}

/**
 * Working days since a day, as a deadline counts them: the first day is not counted, the last is.
 * 0 when `to` is not after `from`. ISO dates of the market.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  const end = Temporal.PlainDate.from(to);
  let day = Temporal.PlainDate.from(from);
  let count = 0;
  while (Temporal.PlainDate.compare(day, end) < 0) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day.toString(), calendar)) count += 1;
  }
  return count;
}
