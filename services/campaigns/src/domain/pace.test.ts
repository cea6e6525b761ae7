import { expect, test } from "vitest";
import { findPaceFault, restAfter, stepOf } from "./pace.js";

test("a pace of zero, below zero, of a fraction or beyond every operator is refused with a remedy", () => {
  for (const wrong of [0, -1, 1.5, Number.NaN, 1_000_001]) {
    expect(findPaceFault(wrong)).toMatchObject({ code: "PACE_OUT_OF_RANGE" });
  }
  expect(findPaceFault(undefined)).toBeUndefined();
  expect(findPaceFault(1)).toBeUndefined();
});

test("whatever the pace, no minute sees more messages than it says, and hardly fewer", () => {
  const paces = Array.from({ length: 400 }, (_, i) => i + 1);
  for (const pace of [...paces, 999, 1_559, 3_001, 20_300, 77_777, 1_000_000]) {
    const step = stepOf(pace) ?? 0;
    // A chunk holds no more, so what a step says is what leaves.
    expect(step).toBeLessThanOrEqual(500);
    let sent = 0;
    for (let at = 0; at < 60_000; at += restAfter(step, pace)) sent += step;
    expect(sent).toBeLessThanOrEqual(pace);
    // Rests are whole milliseconds: of a pace of thousands of steps a few may not fit.
    expect(sent).toBeGreaterThanOrEqual(pace - Math.max(5, pace * 0.02));
  }
});
