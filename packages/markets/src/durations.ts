import { Temporal } from "temporal-polyfill";
import type { MarketPack } from "./schema/pack.js";
import { isWorkingDay, type WorkingCalendar } from "./working-days.js";

export type Duration = MarketPack["durations"][number];
type Quantity = NonNullable<Duration["max"]>;

/** A duration of the market by its id, such as `ir.asanak.service_number_applied`. */
export function duration(pack: MarketPack, id: string): Duration | undefined {
  return pack.durations.find((candidate) => candidate.id === id);
}

/** How long a provider says it takes, at this operator where that matters; undefined where no source says. */
export function promisedDuration(
  pack: MarketPack,
  line: { readonly provider: string; readonly family: string; readonly operator?: string },
): Duration | undefined {
  return pack.durations.find(({ promisedFor }) =>
    promisedFor.some(
      ({ provider, family, operators }) =>
        provider === line.provider &&
        family === line.family &&
        (operators.length === 0 || operators.includes(line.operator ?? "")),
    ),
  );
}

/** The working calendar that the pack knows; staff add holidays and paused days. */
export function workingCalendar(pack: MarketPack): WorkingCalendar {
  return {
    weekend: pack.calendar.weekend,
    holidays: pack.calendar.holidays.map(({ date }) => date),
    pausedDays: [],
    workingDays: [],
  };
}

/**
 * First and last day on which something that began on `startDate` may be done, as ISO dates; null =
 * none stated. The start day is not counted; a start on a day off makes the next working day day 1;
 * a working week is 7 less the weekend's days; a month is a Gregorian month with month-end clamping,
 * not lengthened by holidays; minutes end on the day they began on [data/durations.json, rules].
 * Throws RangeError for a calendar without working days.
 */
export function deadline(
  pack: MarketPack,
  { min, max }: Pick<Duration, "min" | "max">,
  startDate: string,
  calendar: Partial<WorkingCalendar> = {},
): { readonly earliest: string | null; readonly latest: string | null } {
  const days = { ...workingCalendar(pack), ...calendar };
  const start = Temporal.PlainDate.from(startDate);
  return {
    earliest: min === null ? null : endOf(min, start, days).toString(),
    latest: max === null ? null : endOf(max, start, days).toString(),
  };
}

/** When a provider answers; undefined where no source says. */
export function supportHours(
  pack: MarketPack,
  provider: string,
): MarketPack["supportHours"][number] | undefined {
  return pack.supportHours.find((hours) => hours.provider === provider);
}

function endOf(
  { value, unit }: Quantity,
  start: Temporal.PlainDate,
  days: WorkingCalendar,
): Temporal.PlainDate {
  switch (unit) {
    case "month":
      return start.add({ months: value });
    case "working_week":
      return addWorkingDays(start, value * (7 - new Set(days.weekend).size), days);
    case "working_day":
      return addWorkingDays(start, value, days);
    case "minute":
      return start;
  }
}

function addWorkingDays(
  start: Temporal.PlainDate,
  count: number,
  days: WorkingCalendar,
): Temporal.PlainDate {
  if (new Set(days.weekend).size === 7) throw new RangeError("a week without working days");
  let day = start;
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day.toString(), days)) left -= 1;
  }
  return day;
}
