import { expect, test } from "vitest";

import { type Bucket, takeToken } from "./throttle.js";

const takeAll = (instants: readonly number[], perSecond: number) => {
  let bucket: Bucket | undefined;
  return instants.filter((at) => {
    const taken = takeToken(bucket, perSecond, at);
    bucket = taken.bucket;
    return taken.allowed;
  }).length;
};

test("a throttled operator lets a tenth of a second through at once, then its rate", () => {
  expect(takeAll(Array<number>(50).fill(0), 100)).toBe(10);
  const everyMs = Array.from({ length: 2_001 }, (_, at) => at);
  expect(takeAll(everyMs, 100)).toBeGreaterThanOrEqual(209);
  expect(takeAll(everyMs, 100)).toBeLessThanOrEqual(211);
});

test("a rate below ten still lets one through at a time", () => {
  expect(takeAll([0, 0, 500, 999, 1_000, 2_000], 1)).toBe(3);
});
