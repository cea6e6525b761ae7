import { deadline, workingCalendar, workingDaysBetween, type MarketPack } from "@whiteline/markets";

/** How long a case has waited, in working days of its market. */
export type DeskClock = {
  readonly ageWorkingDays: number;
  /** ISO date, the market's own day. */
  readonly dueOn: string;
  readonly overdue: boolean;
};

/** Age and due date of a case that was opened at an instant and is to be decided within some working days. */
export const deskClock = (
  pack: MarketPack,
  {
    openedAt,
    now,
    withinDays,
  }: { readonly openedAt: Date; readonly now: Date; readonly withinDays: number },
): DeskClock => {
  const openedOn = dayOf(openedAt, pack.timezone);
  const today = dayOf(now, pack.timezone);
  const max = { value: withinDays, unit: "working_day" as const };
  const dueOn = deadline(pack, { min: null, max }, openedOn).latest ?? openedOn;
  return {
    ageWorkingDays: workingDaysBetween(openedOn, today, workingCalendar(pack)),
    dueOn,
    overdue: dueOn < today,
  };
};

/** The market's own day at an instant, as ISO date; en-CA writes days so. */
const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
