import type { MarketPack, SendWindow } from "@whiteline/markets";

const MINUTE_MS = 60_000;
const DAY = 1_440;

/** "HH:MM" of the market's day, opening inclusive, closing exclusive; may reach over midnight. */
export type Hours = Pick<SendWindow, "opens" | "closes">;

/** Minutes of a day; never over midnight. */
type Stretch = { readonly from: number; readonly to: number };

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

const inWords = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, "0")).join(":");

const stretchesOf = ({ opens, closes }: Hours): readonly Stretch[] => {
  const [from, to] = [minutesOf(opens), minutesOf(closes)];
  const stretches =
    from < to
      ? [{ from, to }]
      : [
          { from: 0, to },
          { from, to: DAY },
        ];
  return stretches.filter((stretch) => stretch.from < stretch.to);
};

/** The hours that are in both, in the order of the day; one that reaches over midnight is one. Empty: never. */
export const inBoth = (legal: Hours, own: Hours | undefined): readonly Hours[] => {
  if (own === undefined) return [{ opens: legal.opens, closes: legal.closes }];
  const common = stretchesOf(legal)
    .flatMap((a) =>
      stretchesOf(own).map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
    )
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const [first, last] = [common[0], common.at(-1)];
  const reachesOver =
    common.length > 1 && first?.from === 0 && last?.to === DAY
      ? [{ from: last.from, to: first.to }]
      : [];
  const rest = reachesOver.length > 0 ? common.slice(1, -1) : common;
  return [...rest, ...reachesOver].map(({ from, to }) => ({
    opens: inWords(from),
    closes: inWords(to),
  }));
};

/** The stretch an instant falls into, and the instant's minute of the day. */
const placeOf = (pack: MarketPack, hours: readonly Hours[], at: Date) => {
  const local = localMinutes(pack, at);
  const open = hours.flatMap(stretchesOf).find(({ from, to }) => local >= from && local < to);
  return { local, open };
};

const afterMinutes = (at: Date, minutes: number): Date =>
  new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS);

/**
 * When sending may go on: now, or at the next opening. A clock change in between is met by asking again; hours that
 * never open are asked about again in a day.
 */
export const opensAt = (pack: MarketPack, hours: readonly Hours[], now: Date): Date => {
  const { local, open } = placeOf(pack, hours, now);
  if (open !== undefined) return now;
  const waits = hours.flatMap(stretchesOf).map(({ from }) => (from - local + DAY) % DAY || DAY);
  return afterMinutes(now, Math.min(DAY, ...waits));
};

/** So many days are looked ahead for the end of a campaign. */
const MOST_DAYS = 366;

/** When so many seconds of sending that begin at `from` are over, if it rests outside the hours. */
export const finishesAt = (
  pack: MarketPack,
  hours: readonly Hours[],
  from: Date,
  seconds: number,
): Date => {
  let left = seconds * 1_000;
  let at = from;
  for (let turn = 0; turn < 2 * MOST_DAYS; turn += 1) {
    at = opensAt(pack, hours, at);
    const { local, open } = placeOf(pack, hours, at);
    // Not open even now: its hours are none, and every day is as good as the next.
    if (open === undefined) continue;
    const closes = afterMinutes(at, open.to - local);
    const room = closes.getTime() - at.getTime();
    if (left <= room) return new Date(at.getTime() + left);
    left -= room;
    at = closes;
  }
  return new Date(at.getTime() + left);
};
