import { market, supportHours } from "@whiteline/markets";
import { expect, test } from "vitest";
import { isOpen } from "./support-hours.js";

const melipayamak = supportHours(market("IR"), "melipayamak");

test.each([
  ["07:59", false, false],
  ["08:00", false, true],
  ["21:59", false, true],
  ["22:00", false, false],
  ["08:59", true, false],
  ["09:00", true, true],
  ["16:59", true, true],
  ["17:00", true, false],
])("support at %s (holiday: %s) answers: %s [001 · Closing words]", (time, isHoliday, open) => {
  expect(isOpen(melipayamak, time, isHoliday)).toBe(open);
});

test("hours that no source states are unknown, not closed", () => {
  expect(isOpen(supportHours(market("IR"), "kando"), "10:00", false)).toBeNull();
  expect(isOpen(supportHours(market("TR"), "aktan"), "10:00", false)).toBeNull();
});
