import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { deskClock } from "./desk-clock.js";

const at = (openedAt: string, now: string, withinDays: number) =>
  deskClock(market("IR"), { openedAt: new Date(openedAt), now: new Date(now), withinDays });

test("age and term are working days of the market, Thursday and Friday are none in Iran", () => {
  // Wednesday 25 November 2026; the desk works again on Saturday.
  expect(at("2026-11-25T08:00:00Z", "2026-11-28T08:00:00Z", 1)).toEqual({
    ageWorkingDays: 1,
    dueOn: "2026-11-28",
    overdue: false,
  });
  expect(at("2026-11-25T08:00:00Z", "2026-11-29T08:00:00Z", 1)).toMatchObject({
    ageWorkingDays: 2,
    overdue: true,
  });
});

test("the day is the market's own: late in the evening in London it is tomorrow in Tehran", () => {
  expect(at("2026-11-24T21:00:00Z", "2026-11-24T21:00:00Z", 1).dueOn).toBe("2026-11-28");
});
