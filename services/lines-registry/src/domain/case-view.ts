import { deadline, workingDaysBetween, type MarketPack } from "@whiteline/markets";
import { lineStatusIn, possibleEvents, stepOf, type Application } from "./application.js";
import { deskCalendar, type DeskDay } from "./calendar.js";
import { emptyDesk } from "./desk.js";
import { dueOn } from "./due-date.js";

/** How a case stands on a day. */
export type CaseView = {
  /** Working days of the market since it was submitted. */
  readonly ageWorkingDays: number;
  /** ISO date; null when nobody's clock runs. */
  readonly dueOn: string | null;
  readonly dueSource: string;
  readonly overdue: boolean;
};

/**
 * Age and due date of a case in working days of its market. The term is the printed one; while the
 * desk has the case and none is printed, the desk's own target from the day the state began.
 */
export function viewCase(
  pack: MarketPack,
  application: Application,
  {
    submittedOn,
    today,
    days,
  }: { readonly submittedOn: string; readonly today: string; readonly days: readonly DeskDay[] },
): CaseView {
  const calendar = deskCalendar(pack, days, application.operator);
  const printed = application.dueOn;
  const target = printed === null ? deskTarget(pack, application, submittedOn, days) : null;
  const due = printed ?? target;
  return {
    ageWorkingDays: workingDaysBetween(submittedOn, today, calendar),
    dueOn: due,
    dueSource: dueSource(pack, printed, target),
    overdue: due !== null && due < today,
  };
}

/** Whether somebody at the desk, or an operator whose word it enters, leads on from here before there is a line. */
export function isOpen(pack: MarketPack, application: Application): boolean {
  const { state } = application;
  const hasLine = lineStatusIn(pack, application, state) !== undefined;
  return !hasLine && possibleEvents(pack, application).length > 0;
}

/** The due date counted again, after the calendar changed; the same one where no term runs. */
export function dueAgain(
  pack: MarketPack,
  application: Application,
  days: readonly DeskDay[],
): string | null {
  const { clockOn } = application.desk ?? emptyDesk;
  if (clockOn === null || application.dueOn === null) return application.dueOn;
  const calendar = deskCalendar(pack, days, application.operator);
  const started = application.history.findLast(
    ({ to }) => dueOn(pack, application, { state: to, today: clockOn, calendar }) !== null,
  );
  const state = started?.to ?? application.state;
  return dueOn(pack, application, { state, today: clockOn, calendar }) ?? application.dueOn;
}

function deskTarget(
  pack: MarketPack,
  application: Application,
  submittedOn: string,
  days: readonly DeskDay[],
): string | null {
  const isDesks = possibleEvents(pack, application).some(
    (event) => stepOf(pack, application, event)?.role === "expert",
  );
  if (!isDesks) return null;
  const max = { value: pack.lineLife.deskDays, unit: "working_day" as const };
  const from = application.desk?.stateOn ?? submittedOn;
  const calendar = deskCalendar(pack, days, application.operator);
  return deadline(pack, { min: null, max }, from, calendar).latest;
}

function dueSource(pack: MarketPack, printed: string | null, target: string | null): string {
  if (printed !== null) return "printed term";
  return target === null ? "" : `desk target, ${pack.lineLife.deskDays} working days`;
}
