import fc from "fast-check";
import { expect, test } from "vitest";
import { deadline, workingCalendar } from "./durations.js";
import { market } from "./markets.js";
import { isWorkingDay, workingDaysBetween } from "./working-days.js";

const iran = workingCalendar(market("IR"));

test("people in Iran do not work on Thursday, Friday and at Nowruz", () => {
  expect(isWorkingDay("2026-11-22", iran)).toBe(true);
  for (const day of ["2026-11-26", "2026-11-27", "2027-03-21"])
    expect(isWorkingDay(day, iran), day).toBe(false);
  // Sunday the 22nd to Sunday the 29th: Monday, Tuesday, Wednesday, Saturday, Sunday.
  expect(workingDaysBetween("2026-11-22", "2026-11-29", iran)).toBe(5);
  expect(workingDaysBetween("2026-11-22", "2026-11-22", iran)).toBe(0);
  expect(workingDaysBetween("2026-11-22", "2026-11-20", iran)).toBe(0);
});

test("a deadline of n working days ends when n working days have passed, in every market", () => {
  const property = fc.property(
    fc.constantFrom("IR" as const, "TR" as const, "VN" as const),
    fc.integer({ min: 0, max: 3_000 }),
    fc.integer({ min: 1, max: 30 }),
    (code, offset, value) => {
      const pack = market(code);
      const start = new Date(Date.UTC(2021, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
      const max = { value, unit: "working_day" as const };
      const { latest } = deadline(pack, { min: null, max }, start);
      expect(workingDaysBetween(start, latest!, workingCalendar(pack))).toBe(value);
      expect(isWorkingDay(latest!, workingCalendar(pack))).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 200, seed: 4 });
});
