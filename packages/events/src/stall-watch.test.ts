import { expect, test } from "vitest";
import { stallWatch, type Backlog } from "./stall-watch.js";

const backlog = (waiting: number, inHand = 0, paused = false): Backlog => ({
  num_pending: waiting,
  num_ack_pending: inHand,
  paused,
  config: { max_ack_pending: 1 },
});

test("messages that wait twice in a row although nothing is in hand are stuck", () => {
  const watch = stallWatch();
  expect(watch.isStuck(backlog(3))).toBe(false);
  expect(watch.isStuck(backlog(3))).toBe(true);
});

test("an empty stream in between ends the suspicion", () => {
  const watch = stallWatch();
  expect([backlog(3), backlog(0), backlog(3)].map((each) => watch.isStuck(each))).toEqual([
    false,
    false,
    false,
  ]);
});

test("messages held up by one in hand, or by a pause, are not stuck", () => {
  const watch = stallWatch();
  const seen = [backlog(3, 1), backlog(3, 1), backlog(3, 0, true), backlog(3, 0, true)];
  expect(seen.some((each) => watch.isStuck(each))).toBe(false);
});
