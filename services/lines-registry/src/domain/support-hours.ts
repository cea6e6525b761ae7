import { isWorkingDay, type MarketPack, type WorkingCalendar } from "@whiteline/markets";

type SupportHours = MarketPack["supportHours"][number];

/**
 * Whether a provider answers at this time of its day (golden kind `ir.support_hours`): opening
 * inclusive, closing exclusive [001 · Closing words, interpretation]. Null = no source says.
 * @param localTime HH:MM in the market's own time
 */
export function isOpen(
  hours: SupportHours | undefined,
  localTime: string,
  isHoliday: boolean,
): boolean | null {
  const today = hoursOf(hours, isHoliday);
  return today === null ? null : today.open <= localTime && localTime < today.close;
}

/** The hours of an ordinary day or of a holiday; null = no source says. */
export function hoursOf(
  hours: SupportHours | undefined,
  isHoliday: boolean,
): SupportHours["ordinaryDay"] {
  return (isHoliday ? hours?.holiday : hours?.ordinaryDay) ?? null;
}

/**
 * Whether a day has the hours of a holiday: the weekdays that the source means, and public holidays. A
 * weekend that it does not mean is an ordinary day there [001 · Closing words, interpretation].
 * @param calendar the pack's, with what the desk set
 */
export function isSupportHoliday(
  hours: SupportHours | undefined,
  day: string,
  calendar: WorkingCalendar,
): boolean {
  const weekend = hours?.holidayWeekdays ?? [];
  return !isWorkingDay(day, { ...calendar, weekend, pausedDays: [] });
}
