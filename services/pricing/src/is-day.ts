import { localDay, type MarketPack } from "@whiteline/markets";

/** Whether a text is a day of the calendar, such as "2026-11-29". */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const YEAR_MS = 366 * 86_400_000;

/** The last day of a market for which a price can be named now: one that begins later is a slip of the finger. */
export const lastDayAhead = (pack: MarketPack, at: Date): string =>
  localDay(pack, new Date(at.getTime() + YEAR_MS).toISOString());
