import { expect, test } from "vitest";
import { findPaceFault, restAfter, stepOf } from "./pace.js";

test("a pace of zero, below zero, of a fraction or beyond every operator is refused with a remedy", () => {
  for (const wrong of [0, -1, 1.5, Number.NaN, 1_000_001]) {
    expect(findPaceFault(wrong)).toMatchObject({ code: "PACE_OUT_OF_RANGE" });
  }
  expect(findPaceFault(undefined)).toBeUndefined();
  expect(findPaceFault(1)).toBeUndefined();
});

test("whatever the pace, no minute sees more messages than it says", () => {
  for (const pace of [1, 5, 7, 60, 100, 999, 20_000]) {
    const step = stepOf(pace) ?? 0;
    let sent = 0;
    for (let at = 0; at < 60_000; at += restAfter(step, pace)) sent += step;
    expect(sent).toBeLessThanOrEqual(pace);
    expect(sent).toBeGreaterThan(pace * 0.8);
  }
});
