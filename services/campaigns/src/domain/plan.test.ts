import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { dayOf, instantOf, monthDayOf } from "./local-day.js";
import {
  dateMeant,
  findRuleFault,
  nextOccurrence,
  stepOf,
  type PlanDays,
  type PlanRule,
} from "./plan.js";

const iran = market("IR");
const turkey = market("TR");
const everyDay: PlanDays = { kind: "recurring", weekdays: [], monthDays: [] };
const rule = (over: Partial<PlanRule> = {}): PlanRule => ({
  days: everyDay,
  at: "09:00",
  firstDay: "",
  lastDay: "",
  lateMinutes: 120,
  ...over,
});
// Monday the 30th of November 2026, 9 Azar 1405, 10:30 in Tehran.
const now = new Date("2026-11-30T07:00:00Z");
const days = (of: PlanRule, many: number): string[] => {
  const found: string[] = [];
  let after = now;
  for (let i = 0; i < many; i += 1) {
    const next = nextOccurrence(of, iran, after);
    if (next === undefined) break;
    found.push(next.day);
    after = next.dueAt;
  }
  return found;
};

test("a timetable of classes sends on its weekdays at its local hour", () => {
  const classes = rule({ days: { kind: "recurring", weekdays: [1, 3], monthDays: [] } });
  expect(days(classes, 3)).toEqual(["2026-12-02", "2026-12-07", "2026-12-09"]);
  const next = nextOccurrence(classes, iran, now);
  expect(next?.dueAt.toISOString()).toBe("2026-12-02T05:30:00.000Z");
  expect(days(rule({ at: "11:00" }), 1)).toEqual(["2026-11-30"]);
});

test("days of a month are those of the market's calendar, and a month without the day is left out", () => {
  const first: PlanDays = { kind: "recurring", weekdays: [], monthDays: [1] };
  expect(days(rule({ days: first }), 2)).toEqual(["2026-12-22", "2027-01-21"]);
  expect(monthDayOf(iran, "2026-12-22")).toBe(1);
  expect(monthDayOf(turkey, "2026-12-22")).toBe(22);
  const last: PlanDays = { kind: "recurring", weekdays: [], monthDays: [31] };
  const [one = ""] = days(rule({ days: last }), 1);
  expect(monthDayOf(iran, one)).toBe(31);
});

test("an insurance that expires is written of so many days before its date", () => {
  const expires: PlanDays = { kind: "date", column: "expires", daysBefore: 7 };
  expect(dateMeant(expires, "2026-12-28")).toEqual({ column: "expires", day: "2027-01-04" });
  expect(dateMeant({ ...expires, daysBefore: -1 }, "2026-12-01")?.day).toBe("2026-11-30");
  expect(dateMeant(everyDay, "2026-12-01")).toBeUndefined();
  expect(days(rule({ days: expires }), 2)).toEqual(["2026-12-01", "2026-12-02"]);
});

test("a plan begins on its first day and ends after its last", () => {
  expect(days(rule({ firstDay: "2027-02-01", lastDay: "2027-02-02" }), 9)).toEqual([
    "2027-02-01",
    "2027-02-02",
  ]);
});

test("what is late within its grace is still sent, and beyond it is skipped", () => {
  const next = { day: "2026-11-30", dueAt: new Date("2026-11-30T06:00:00Z") };
  const kind = (at: string, lateMinutes: number) =>
    stepOf(next, { lateMinutes }, new Date(at)).kind;
  expect(kind("2026-11-30T05:59:59Z", 60)).toBe("wait");
  expect(kind("2026-11-30T06:00:00Z", 0)).toBe("make");
  expect(kind("2026-11-30T07:00:00Z", 60)).toBe("make");
  expect(kind("2026-11-30T07:00:01Z", 60)).toBe("skip");
  expect(stepOf(undefined, { lateMinutes: 60 }, now).kind).toBe("wait");
});

test("a local hour is one instant also where clocks change", () => {
  const berlin = { timezone: "Europe/Berlin" };
  const at = (day: string, hour: string) => instantOf(berlin, day, hour).toISOString();
  expect(at("2026-03-29", "01:30")).toBe("2026-03-29T00:30:00.000Z");
  expect(at("2026-03-29", "02:30")).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-03-29", "03:30")).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-10-26", "09:00")).toBe("2026-10-26T08:00:00.000Z");
  expect(dayOf(iran, new Date("2026-11-30T20:31:00Z"))).toBe("2026-12-01");
});

test("a rule that is none, or that never sends, is refused with what to do", () => {
  const code = (of: Partial<PlanRule>, hasList = true) =>
    findRuleFault(rule(of), { pack: iran, hasList, now })?.code;
  expect(code({})).toBeUndefined();
  expect(code({ at: "25:00" })).toBe("PLAN_INVALID");
  expect(code({ firstDay: "2026-02-30" })).toBe("PLAN_INVALID");
  expect(code({ lateMinutes: -1 })).toBe("PLAN_INVALID");
  expect(code({ days: { kind: "recurring", weekdays: [8], monthDays: [] } })).toBe("PLAN_INVALID");
  expect(code({ days: { kind: "date", column: "", daysBefore: 1 } })).toBe("PLAN_INVALID");
  expect(code({ days: { kind: "date", column: "d", daysBefore: 400 } })).toBe("PLAN_INVALID");
  expect(code({ days: { kind: "date", column: "d", daysBefore: 3 } }, false)).toBe("PLAN_INVALID");
  expect(code({ lastDay: "2026-11-29" })).toBe("PLAN_NEVER_SENDS");
  expect(code({ firstDay: "2026-12-05", lastDay: "2026-12-04" })).toBe("PLAN_NEVER_SENDS");
});
