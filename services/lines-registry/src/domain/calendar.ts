import { workingCalendar, type MarketPack, type WorkingCalendar } from "@whiteline/markets";

export type DayKind = "holiday" | "working" | "paused";

/** A day that staff of a provider set: lunar dates are predictions, operators give notice [vn.md §4]. */
export type DeskDay = {
  /** ISO date of the market. */
  readonly date: string;
  readonly kind: DayKind;
  readonly name: string;
  /** With "paused": the operator that works nothing off; "" = all. */
  readonly operator: string;
};

/** The calendar by which a desk counts terms at an operator: the pack's, with what staff set. */
export function deskCalendar(
  pack: MarketPack,
  days: readonly DeskDay[],
  operator: string,
): WorkingCalendar {
  const known = workingCalendar(pack);
  const datesOf = (kind: DayKind) =>
    days
      .filter((day) => day.kind === kind && (day.operator === "" || day.operator === operator))
      .map(({ date }) => date);
  return {
    ...known,
    holidays: [...known.holidays, ...datesOf("holiday")],
    workingDays: datesOf("working"),
    pausedDays: datesOf("paused"),
  };
}
