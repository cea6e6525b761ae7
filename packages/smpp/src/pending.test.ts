import { describe, expect, test } from "vitest";

import { pendingRequests } from "./pending.js";

describe("requests that wait", () => {
  test("are taken by their number, once", () => {
    const pending = pendingRequests<string>(1_000);
    pending.add(pending.nextSequence(), "first", 0);
    pending.add(pending.nextSequence(), "second", 0);
    expect(pending.take(2)).toBe("second");
    expect(pending.take(2)).toBeUndefined();
    expect(pending.take(99)).toBeUndefined();
    expect(pending.size).toBe(1);
  });

  test("are told once when their time is up, and keep their place until the late answer", () => {
    const pending = pendingRequests<string>(1_000);
    pending.add(pending.nextSequence(), "early", 0);
    pending.add(pending.nextSequence(), "later", 500);
    expect(pending.expire(999)).toEqual([]);
    expect(pending.expire(1_000)).toEqual(["early"]);
    expect(pending.expire(1_001)).toEqual([]);
    expect([pending.size, pending.waiting, pending.overdue]).toEqual([2, 1, 1]);
    expect(pending.take(1)).toBeUndefined();
    expect([pending.size, pending.overdue]).toEqual([1, 0]);
  });

  test("are drained oldest first, without those told already", () => {
    const pending = pendingRequests<string>(1_000);
    for (const [entry, at] of [["a", 0] as const, ["b", 10] as const, ["c", 20] as const]) {
      pending.add(pending.nextSequence(), entry, at);
    }
    pending.expire(1_000);
    expect(pending.drain()).toEqual(["b", "c"]);
    expect(pending.size).toBe(0);
  });

  test("are numbered 1 to 0x7FFFFFFF and never with a number that still waits", () => {
    const pending = pendingRequests<string>(1_000, 0x7fff_fffe);
    const numbers = [0, 1, 2, 3].map(() => {
      const number = pending.nextSequence();
      pending.add(number, "entry", 0);
      return number;
    });
    expect(numbers).toEqual([0x7fff_fffe, 0x7fff_ffff, 1, 2]);

    const wrapped = pendingRequests<string>(1_000, 0x7fff_ffff);
    wrapped.add(1, "overdue", 0);
    wrapped.expire(1_000);
    wrapped.add(2, "waiting", 1_000);
    expect([wrapped.nextSequence(), wrapped.nextSequence()]).toEqual([0x7fff_ffff, 3]);
  });
});
