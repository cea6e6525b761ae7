import { describe, expect, test } from "vitest";

import { type Timers, bindTimers, hearPeer, startTimers, tick } from "./timers.js";

const LIMITS = { bindWithinMs: 5_000, enquireIntervalMs: 10_000 };

type Instant =
  | readonly [at: number, event: "bound" | "heard"]
  | readonly [at: number, event: "tick", expected: string];

/** Walks the instants; each tick must say what stands beside it. */
const walk = (instants: readonly Instant[]) => {
  let timers: Timers = startTimers(LIMITS, 0);
  for (const [at, event, expected] of instants) {
    if (event === "bound") timers = bindTimers(timers, at);
    if (event === "heard") timers = hearPeer(timers, at);
    if (event !== "tick") continue;
    const verdict = tick(timers, at);
    timers = verdict.timers;
    const said = verdict.do === "close" ? `close: ${verdict.why}` : verdict.do;
    expect(`${at} ${said}`).toBe(`${at} ${expected}`);
  }
};

describe("the timers of a session", () => {
  test("close a connection that is not bound in time, whatever arrives on it", () => {
    walk([
      [4_000, "heard"],
      [4_999, "tick", "nothing"],
      [5_000, "tick", "close: bind_timeout"],
    ]);
  });

  test("ask nothing before the bind, and count silence from the bind", () => {
    walk([
      [4_900, "bound"],
      [14_899, "tick", "nothing"],
      [14_900, "tick", "enquire-link"],
    ]);
  });

  test("ask after a silence, once per interval, and close after two misses", () => {
    walk([
      [0, "bound"],
      [9_999, "tick", "nothing"],
      [10_000, "tick", "enquire-link"],
      [10_001, "tick", "nothing"],
      [19_999, "tick", "nothing"],
      [20_000, "tick", "enquire-link"],
      [29_999, "tick", "nothing"],
      [30_000, "tick", "close: silent"],
    ]);
  });

  test("forget the misses when any PDU arrives", () => {
    walk([
      [0, "bound"],
      [10_000, "tick", "enquire-link"],
      [20_000, "tick", "enquire-link"],
      [29_000, "heard"],
      [30_000, "tick", "nothing"],
      [39_000, "tick", "enquire-link"],
      [49_000, "tick", "enquire-link"],
      [59_000, "tick", "close: silent"],
    ]);
  });

  test("do not ask a peer that talks", () => {
    walk([
      [0, "bound"],
      [9_000, "heard"],
      [18_000, "heard"],
      [27_000, "tick", "nothing"],
      [28_000, "tick", "enquire-link"],
    ]);
  });

  test("count one miss at most for a tick that comes an hour late", () => {
    walk([
      [0, "bound"],
      [3_600_000, "tick", "enquire-link"],
      [3_600_001, "tick", "nothing"],
      [3_605_000, "heard"],
      [3_614_999, "tick", "nothing"],
    ]);
  });
});
