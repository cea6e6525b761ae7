import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { dayAfter, dayOf, instantOf, monthDayOf, weekdayOf } from "./local-day.js";

/** On which days a plan sends: on days of a rule, or every day to those whose date is so many days away. */
export type PlanDays =
  | {
      readonly kind: "recurring";
      /** 1 is Monday, 7 is Sunday. */
      readonly weekdays: readonly number[];
      /** Of the market's calendar; a month without the day is left out. */
      readonly monthDays: readonly number[];
    }
  /** Of a column of the list; negative: after the date. */
  | { readonly kind: "date"; readonly column: string; readonly daysBefore: number };

export type PlanRule = {
  readonly days: PlanDays;
  /** "HH:MM" of the subscribers' time. */
  readonly at: string;
  /** Local days, "2026-11-30", both inclusive; "": from now, without end. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** What could not be made at its hour is made up to so many minutes later, else skipped. */
  readonly lateMinutes: number;
};

/** One time that a plan sends: its local day names it for ever. */
export type Occurrence = { readonly day: string; readonly dueAt: Date };

/** What a plan does at an instant: nothing yet, or with the occurrence that is due. */
export type PlanStep =
  { readonly kind: "wait" } | { readonly kind: "make" | "skip"; readonly occurrence: Occurrence };

/** A plan without an occurrence in so many days has none. */
const LOOK_AHEAD_DAYS = 400;
const MOST_DAYS_AWAY = 365;
const MOST_LATE_MINUTES = 1_440;
export const DEFAULT_LATE_MINUTES = 120;

type Place = Pick<MarketPack, "timezone" | "calendar">;

export type PlanState = "running" | "paused" | "ended";

/** A sending that comes back; each occurrence becomes one campaign. */
export type Plan = {
  readonly planId: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly state: PlanState;
  /** Of its line, whose clock and calendar it goes by. */
  readonly market: string;
  readonly rule: PlanRule;
  /** Undefined once it has ended. */
  readonly next: Occurrence | undefined;
  /** The order of each of its campaigns, encoded as it came. */
  readonly campaign: Uint8Array;
  /** "person:…" or "key:…". */
  readonly submittedBy: string;
  readonly createdAt: Date;
};

/** What became of an occurrence. */
export type MadeOccurrence = Occurrence & {
  readonly planId: string;
  readonly madeAt: Date;
  readonly outcome: "sent" | "skipped" | "refused";
  /** Empty when none was made. */
  readonly campaignId: string;
  readonly reason: Finding | undefined;
};

/** The first occurrence after an instant; undefined when the plan has none any more. */
export const nextOccurrence = (
  rule: PlanRule,
  pack: Place,
  after: Date,
): Occurrence | undefined => {
  let day = dayOf(pack, after);
  if (rule.firstDay > day) day = rule.firstDay;
  for (let looked = 0; looked <= LOOK_AHEAD_DAYS; looked += 1, day = dayAfter(day, 1)) {
    if (rule.lastDay !== "" && day > rule.lastDay) return undefined;
    if (!isDayOf(rule.days, pack, day)) continue;
    const dueAt = instantOf(pack, day, rule.at);
    if (dueAt > after) return { day, dueAt };
  }
  return undefined;
};

const isDayOf = (days: PlanDays, pack: Place, day: string): boolean => {
  if (days.kind === "date") return true;
  const { weekdays, monthDays } = days;
  if (weekdays.length === 0 && monthDays.length === 0) return true;
  return weekdays.includes(weekdayOf(day)) || monthDays.includes(monthDayOf(pack, day));
};

/** What is to be done with the next occurrence now: late within its grace is still sent, beyond it is skipped. */
export const stepOf = (
  next: Occurrence | undefined,
  { lateMinutes }: Pick<PlanRule, "lateMinutes">,
  now: Date,
): PlanStep => {
  if (next === undefined || next.dueAt > now) return { kind: "wait" };
  const late = now.getTime() - next.dueAt.getTime();
  return { kind: late <= lateMinutes * 60_000 ? "make" : "skip", occurrence: next };
};

/** The day of the list's dates whose members are written to on a day of the plan; undefined: everybody. */
export const dateMeant = (
  days: PlanDays,
  day: string,
): { column: string; day: string } | undefined =>
  days.kind === "date" ? { column: days.column, day: dayAfter(day, days.daysBefore) } : undefined;

const LOCAL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** What is wrong with the rule of a plan by itself; undefined: nothing. */
export const findRuleFault = (
  rule: PlanRule,
  { pack, hasList, now }: { readonly pack: Place; readonly hasList: boolean; readonly now: Date },
): Finding | undefined => {
  if (!LOCAL_TIME.test(rule.at)) {
    return fault("rule.at", "A plan sends at an hour of the day.", 'Give an hour such as "09:00".');
  }
  if (![rule.firstDay, rule.lastDay].every((day) => day === "" || isDay(day))) {
    return fault(
      "rule.first_day",
      "Days are written as 2026-11-30.",
      "Write them so, or leave them out.",
    );
  }
  const { lateMinutes, days } = rule;
  if (!Number.isInteger(lateMinutes) || lateMinutes < 0 || lateMinutes > MOST_LATE_MINUTES) {
    return fault(
      "rule.late_minutes",
      `What comes late is sent up to ${MOST_LATE_MINUTES} minutes later.`,
      "Give 0 to 1440 minutes, or none for two hours.",
    );
  }
  const wrong = days.kind === "date" ? dateFault(days, hasList) : recurringFault(days);
  if (wrong !== undefined) return wrong;
  if (nextOccurrence(rule, pack, now) !== undefined) return undefined;
  return {
    ...fault(
      "rule",
      "This plan has no occurrence from now on.",
      "Give days that come, and a last day after the first.",
    ),
    code: "PLAN_NEVER_SENDS",
  };
};

const isDay = (day: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

const dateFault = (
  { column, daysBefore }: Extract<PlanDays, { kind: "date" }>,
  hasList: boolean,
): Finding | undefined => {
  if (column === "" || !hasList) {
    return fault(
      "rule.date.column",
      "Dates stand in a column of a list.",
      "Name a list or a segment, and its column of dates.",
    );
  }
  return Number.isInteger(daysBefore) && Math.abs(daysBefore) <= MOST_DAYS_AWAY
    ? undefined
    : fault("rule.date.days_before", "At most 365 days before or after.", "Give fewer days.");
};

const recurringFault = ({
  weekdays,
  monthDays,
}: Extract<PlanDays, { kind: "recurring" }>): Finding | undefined =>
  weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
  monthDays.every((day) => Number.isInteger(day) && day >= 1 && day <= 31)
    ? undefined
    : fault(
        "rule.recurring",
        "Weekdays are 1 (Monday) to 7 (Sunday), days of a month 1 to 31.",
        "Give such numbers, or none for every day.",
      );

const fault = (subject: string, rule: string, remedy: string): Finding => ({
  code: "PLAN_INVALID",
  ...{ subject, rule, remedy },
  source: "plan",
});
