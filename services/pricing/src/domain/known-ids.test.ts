import { expect, test } from "vitest";
import { knownIds, MANY_UNKNOWN_IDS } from "./known-ids.js";

const fileOf = (ids: number) => new Map(Array.from({ length: ids }, (_, i) => [`m${i}`, 1n]));
const chunk = (from: number, to: number) => ({
  acceptedIds: Array.from({ length: to - from }, (_, i) => `m${from + i}`),
  extraIds: [{ id: "of-nobody" }],
});

test("a file whose ids are mostly unknown, and many, is a stranger's, with a sample of them", () => {
  const file = knownIds(fileOf(MANY_UNKNOWN_IDS + 2));
  file.addChunk(chunk(0, 2));
  expect(file.finish()).toEqual({
    ...{ unknown: MANY_UNKNOWN_IDS, ids: MANY_UNKNOWN_IDS + 2, sample: ["m2", "m3", "m4"] },
  });
});

test("a file with few unknown ids, or of which half are known, is matched, and no more is read than says so", () => {
  expect(knownIds(fileOf(MANY_UNKNOWN_IDS - 1)).isEnough()).toBe(true);
  const file = knownIds(fileOf(4 * MANY_UNKNOWN_IDS));
  file.addChunk(chunk(0, 2 * MANY_UNKNOWN_IDS - 1));
  expect(file.isEnough()).toBe(false);
  // The second id of a part that was sent twice is known too; one that comes again counts once.
  file.addChunk({ acceptedIds: ["m0"], extraIds: [{ id: `m${2 * MANY_UNKNOWN_IDS}` }] });
  expect([file.isEnough(), file.finish()]).toEqual([true, undefined]);
});

test("ids in a sample are cut short: they are read in an answer", () => {
  const long = Array.from({ length: MANY_UNKNOWN_IDS }, (_, i) => [`${i}${"x".repeat(150)}`, 1n]);
  const { sample = [] } = knownIds(new Map(long as [string, bigint][])).finish() ?? {};
  expect(sample.map(({ length }) => length)).toEqual([40, 40, 40]);
});
