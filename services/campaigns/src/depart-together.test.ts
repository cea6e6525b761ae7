import { expect, test } from "vitest";
import { departTogether } from "./depart-together.js";

const station = (most = 100) => {
  let now = 0;
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const left: { readonly at: number; readonly items: readonly string[] }[] = [];
  const come = departTogether<string>({
    restMs: 200,
    most,
    leave: (items) => left.push({ at: now, items }),
    monotonic: () => now,
    after: (ms, run) => timers.push({ at: now + ms, run }),
  });
  const passTo = (at: number): void => {
    for (const timer of timers.splice(0).sort((a, b) => a.at - b.at)) {
      if (timer.at > at) timers.push(timer);
      else {
        now = timer.at;
        timer.run();
      }
    }
    now = at;
  };
  return { come, passTo, left };
};

test("who comes alone leaves at once, also the next one when it comes later", () => {
  const { come, passTo, left } = station();
  come(["a"]);
  passTo(250);
  come(["b"]);
  expect(left).toEqual([
    { at: 0, items: ["a"] },
    { at: 250, items: ["b"] },
  ]);
});

test("of a crowd the first leaves at once and the others together, in the order in which they came", () => {
  const { come, passTo, left } = station();
  for (const [at, items] of [
    [0, ["a"]],
    [10, ["b", "c"]],
    [190, ["d"]],
    [201, ["e"]],
    [390, ["f"]],
  ] as const) {
    passTo(at);
    come(items);
  }
  passTo(1_000);
  expect(left).toEqual([
    { at: 0, items: ["a"] },
    { at: 200, items: ["b", "c", "d"] },
    { at: 400, items: ["e", "f"] },
  ]);
});

test("no more wait than may, and what left early leaves no second time", () => {
  const { come, passTo, left } = station(3);
  come(["a"]);
  passTo(50);
  come(["b", "c"]);
  come(["d"]);
  passTo(1_000);
  expect(left).toEqual([
    { at: 0, items: ["a"] },
    { at: 50, items: ["b", "c", "d"] },
  ]);
});
