import { market, workingCalendar } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import {
  calledForList,
  dueNotice,
  expiryText,
  isLapsed,
  newLife,
  refreshState,
  renewed,
} from "./line-life.js";
import { submittedMessages } from "./submitted-messages.js";

const iran = market("IR");
const line = { lineId: "l", tenantId: "t", providerId: "asanak", market: "IR", platform: false };
const life = newLife(iran, line, "2026-11-22");

describe("[IR-MEL-20] the term of a line", () => {
  test("is a year in Iran, and none where no source knows one", () => {
    expect(life.renewsOn).toBe("2027-11-22");
    expect(newLife(iran, { ...line, platform: true }, "2026-11-22").renewsOn).toBeNull();
    for (const code of ["TR", "VN"] as const)
      expect(newLife(market(code), line, "2026-11-22").renewsOn).toBeNull();
  });

  test("is told of 30, 7 and 1 days before; of those slept through only the last", () => {
    expect(dueNotice(iran, life, "2027-10-22")).toBeUndefined();
    expect(dueNotice(iran, life, "2027-10-23")).toEqual({ notice: 30, daysLeft: 30 });
    const told = { ...life, told: [30] };
    expect(dueNotice(iran, told, "2027-11-14")).toBeUndefined();
    expect(dueNotice(iran, told, "2027-11-16")).toEqual({ notice: 7, daysLeft: 6 });
    expect(dueNotice(iran, life, "2027-11-21")).toEqual({ notice: 1, daysLeft: 1 });
    expect(dueNotice(iran, life, "2027-11-23")).toBeUndefined();
  });

  test("ends with its last day, and another begins where it ended", () => {
    expect([isLapsed(life, "2027-11-22"), isLapsed(life, "2027-11-23")]).toEqual([false, true]);
    expect(renewed(iran, { ...life, told: [30, 7, 1] }, "2027-11-01")).toMatchObject({
      renewsOn: "2028-11-22",
      told: [],
    });
    expect(renewed(iran, life, "2030-01-01").renewsOn).toBe("2031-01-01");
  });

  test("is written as people of the market write dates", () => {
    const text = expiryText(iran, { number: "0219100", renewsOn: "2027-11-22", daysLeft: 7 });
    expect(text).toContain("۱۴۰۶/۹/۱");
    expect(text).toContain("0219100");
  });
});

test("a list that was called for is due after ten working days, unless people name a day", () => {
  const asked = {
    at: new Date("2026-11-22T08:00:00Z"),
    today: "2026-11-22",
    calendar: workingCalendar(iran),
  };
  const called = calledForList(iran, life, { ...asked, dueOn: "" });
  expect(called.refresh?.dueOn).toBe("2026-12-06");
  expect(calledForList(iran, life, { ...asked, dueOn: "2027-01-01" }).refresh?.dueOn).toBe(
    "2027-01-01",
  );
  expect([life, called].map((each) => refreshState(each, "2026-12-06"))).toEqual([
    "fresh",
    "refresh_due",
  ]);
  expect(refreshState(called, "2026-12-07")).toBe("overdue");
});

test("a message counts when one of its parts went out, or may have", () => {
  const parts = Uint8Array.from([2, 1, 1, 1]);
  expect(submittedMessages(parts, Uint8Array.from([2, 1, 3, 4, 0]))).toBe(2);
  expect(submittedMessages(new Uint8Array(), new Uint8Array())).toBe(0);
});
