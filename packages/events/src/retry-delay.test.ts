import { expect, test } from "vitest";
import { reconnectDelayMs, retryDelayMs } from "./retry-delay.js";

test("a failed message waits 1 s, 5 s, 30 s and then a minute each time", () => {
  expect([1, 2, 3, 4, 19].map(retryDelayMs)).toEqual([1_000, 5_000, 30_000, 60_000, 60_000]);
});

test("a loop without its server asks ever more slowly, but at least every 5 s", () => {
  expect([0, 1, 5, 6, 1_000].map(reconnectDelayMs)).toEqual([100, 200, 3_200, 5_000, 5_000]);
});
