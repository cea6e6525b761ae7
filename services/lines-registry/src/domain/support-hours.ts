import type { MarketPack } from "@whiteline/markets";

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
  const today = isHoliday ? hours?.holiday : hours?.ordinaryDay;
  return today == null ? null : today.open <= localTime && localTime < today.close;
}
