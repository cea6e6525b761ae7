import type { MarketPack } from "@whiteline/markets";

type Place = Pick<MarketPack, "timezone" | "calendar">;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The local day of an instant, "2026-11-30". */
export const dayOf = ({ timezone }: Pick<Place, "timezone">, at: Date): string =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);

/** So many days after a day; negative: before it. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The day of its month in the market's calendar. */
export const monthDayOf = ({ calendar }: Pick<Place, "calendar">, day: string): number =>
  Number(
    new Intl.DateTimeFormat(`en-u-ca-${calendar.months ?? "gregory"}-nu-latn`, {
      timeZone: "UTC",
      day: "numeric",
    }).format(new Date(`${day}T12:00:00Z`)),
  );

/**
 * The instant of a local hour. An hour that a change of clocks leaves out is the one after it; one that comes twice is
 * the first.
 */
export const instantOf = ({ timezone }: Pick<Place, "timezone">, day: string, at: string): Date => {
  const wanted = Date.parse(`${day}T${at}:00Z`);
  const first = wanted - offsetAt(timezone, wanted - DAY_MS);
  const second = wanted - offsetAt(timezone, wanted + DAY_MS);
  const fits = (instant: number): boolean => instant + offsetAt(timezone, instant) === wanted;
  const [earlier, later] = [Math.min(first, second), Math.max(first, second)];
  return new Date(fits(earlier) ? earlier : later);
};

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
const offsetAt = (timezone: string, instant: number): number => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const value = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const local = Date.parse(
    `${value("year")}-${value("month")}-${value("day")}T${value("hour")}:${value("minute")}:00Z`,
  );
  return local - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
};
