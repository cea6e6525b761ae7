const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The hour, since 1970, in which the market's calendar day began. */
export function localDayHour(at: Date, timezone: string): number {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  formats.set(timezone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const sinceMidnight = (parts.get("hour") ?? 0) * HOUR_MS + (parts.get("minute") ?? 0) * 60_000;
  return Math.floor((at.getTime() - sinceMidnight) / HOUR_MS);
}
