import { expect, test } from "vitest";
import { localDay, localMonth } from "./local-month.js";
import { market } from "./markets.js";

test("a month begins at the market's midnight, not at Greenwich's", () => {
  expect(localMonth(market("VN"), "2026-11-30T16:59:59Z")).toBe("2026-11");
  expect(localMonth(market("VN"), "2026-11-30T17:00:00Z")).toBe("2026-12");
});

test("a day holds every instant from its midnight to the next, whichever was asked about before", () => {
  const tehran = market("IR");
  const days = (instants: readonly string[]): readonly string[] =>
    instants.map((at) => localDay(tehran, at));
  const instants = [
    "2026-11-29T20:29:59.999Z",
    "2026-11-29T20:30:00.000Z",
    "2026-11-30T20:29:59.999Z",
    "2026-11-30T20:30:00.000Z",
  ];
  expect(days(instants)).toEqual(["2026-11-29", "2026-11-30", "2026-11-30", "2026-12-01"]);
  expect(days(instants.toReversed())).toEqual(days(instants).toReversed());
});

test("days of different clocks do not mix", () => {
  const at = "2026-11-29T20:45:00.000Z";
  expect((["IR", "TR", "VN", "IR"] as const).map((code) => localDay(market(code), at))).toEqual([
    "2026-11-30",
    "2026-11-29",
    "2026-11-30",
    "2026-11-30",
  ]);
});

test("an instant is refused that is none", () => {
  localDay(market("IR"), "2026-03-02T10:00:00.000Z");
  for (const wrong of ["2026-02-30T10:00:00.000Z", "2026-11-29", "yesterday", ""]) {
    expect(() => localDay(market("IR"), wrong)).toThrow(RangeError);
  }
});
