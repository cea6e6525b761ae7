import type { MarketPack, SendWindow } from "@whiteline/markets";

const MINUTE_MS = 60_000;

/** Minutes since local midnight of an instant in the market's zone. */
const localMinutes = (pack: MarketPack, at: Date): number => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: pack.timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const value = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? "0");
  return value("hour") * 60 + value("minute");
};

const minutesOf = (local: string): number => {
  const [hour = "0", minute = "0"] = local.split(":");
  return Number(hour) * 60 + Number(minute);
};

/**
 * When sending may go on: now, or at the window's next opening. Opening inclusive, closing
 * exclusive; a window may reach over midnight. A clock change in between is met by asking again.
 */
export const opensAt = (pack: MarketPack, window: SendWindow, now: Date): Date => {
  const opens = minutesOf(window.opens);
  const closes = minutesOf(window.closes);
  if (opens === 0 && closes === 1_440) return now;
  const local = localMinutes(pack, now);
  const isOpen =
    opens < closes ? local >= opens && local < closes : local >= opens || local < closes;
  if (isOpen) return now;
  const wait = (opens - local + 1_440) % 1_440;
  const startOfMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  return new Date(startOfMinute + wait * MINUTE_MS);
};
