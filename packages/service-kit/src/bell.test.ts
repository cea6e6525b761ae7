import { expect, test } from "vitest";

import { createBell } from "./bell.js";

const signal = new AbortController().signal;
const NEVER_MS = 2 ** 30;

test("a ring wakes everybody who waits", async () => {
  const bell = createBell();
  const waiting = [bell.wait(0, NEVER_MS, signal), bell.wait(0, NEVER_MS, signal)];
  bell.ring();
  expect(await Promise.all(waiting)).toEqual([1, 1]);
});

test("who was busy when it rang does not wait", async () => {
  const bell = createBell();
  const heard = bell.rings;
  bell.ring();
  expect(await bell.wait(heard, NEVER_MS, signal)).toBe(1);
});

test("who has heard it waits for the time given", async () => {
  const bell = createBell();
  bell.ring();
  expect(await bell.wait(bell.rings, 1, signal)).toBe(1);
});

test("an end of the service ends the wait", async () => {
  const end = new AbortController();
  const waiting = createBell().wait(0, NEVER_MS, end.signal);
  end.abort();
  expect(await waiting).toBe(0);
});
