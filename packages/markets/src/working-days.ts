import { Temporal } from "temporal-polyfill";
import type { WorkingCalendar } from "./durations.js";

const weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** Whether people work on a day (ISO date). */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  const name = weekdays[dayOfWeek - 1];
  return (
    name !== undefined &&
    !calendar.weekend.includes(name) &&
    !calendar.holidays.includes(day) &&
    !calendar.pausedDays.includes(day)
  );
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
