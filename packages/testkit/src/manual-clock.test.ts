import { expect, test } from "vitest";

import { manualClock } from "./manual-clock.js";

test("time stands still until the test moves it", () => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  expect(clock.now()).toEqual(clock.now());
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe("2026-11-22T08:01:30.000Z");
  clock.set("2026-11-01T00:00:00Z");
  expect(clock.now().toISOString()).toBe("2026-11-01T00:00:00.000Z");
});

test("alarms ring in the order of their instant, each seeing its own instant", () => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  const rung: string[] = [];
  const ring = (name: string) => () =>
    rung.push(`${name} ${clock.now().toISOString().slice(11, 19)}`);
  clock.after(20_000, ring("second"));
  clock.after(10_000, () => {
    ring("first")();
    clock.after(5_000, ring("made on the way"));
  });
  const cancel = clock.after(12_000, ring("cancelled"));
  cancel();
  clock.after(60_000, ring("too late"));

  clock.advance(30_000);

  expect(rung).toEqual(["first 08:00:10", "made on the way 08:00:15", "second 08:00:20"]);
  expect(clock.now().toISOString()).toBe("2026-11-22T08:00:30.000Z");
});

test("what is not an instant is refused", () => {
  expect(() => manualClock("yesterday")).toThrow("Not an instant: yesterday");
});
