import { expect, test } from "vitest";
import { asideAfter, isAside, nobodyAside, type Aside } from "./step-aside.js";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 30) + seconds * 1_000);
const set = (...ids: readonly string[]) => new Set(ids);
const fail = (before: Aside, seconds: number) =>
  asideAfter(before, { failed: set("a"), went: set(), open: set("a", "b") }, at(seconds));

test("who fails lets the others go first, each time twice as long, up to a quarter of a minute", () => {
  let aside = nobodyAside;
  const waits = [1, 2, 4, 8, 15, 15].map((seconds) => {
    aside = fail(aside, 0);
    return [isAside(aside, "a", at(seconds - 0.001)), isAside(aside, "a", at(seconds))];
  });
  expect(waits).toEqual(Array(6).fill([true, false]));
  expect(isAside(aside, "b", at(0))).toBe(false);
});

test("who went begins again with the shortest wait, and who may not send any more is forgotten", () => {
  const aside = fail(fail(nobodyAside, 0), 2);
  const went = asideAfter(aside, { failed: set(), went: set("a"), open: set("a") }, at(4));
  expect(went.size).toBe(0);
  const inPart = asideAfter(aside, { failed: set("a"), went: set("a"), open: set("a") }, at(4));
  expect(isAside(inPart, "a", at(5))).toBe(false);
  expect(asideAfter(aside, { failed: set(), went: set(), open: set("a") }, at(4))).toEqual(aside);
  expect(asideAfter(aside, { failed: set(), went: set(), open: set("b") }, at(4)).size).toBe(0);
});
