import { DomainError } from "@whiteline/service-kit";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";

import { coalescer, type CoalescerOptions } from "./coalesce.js";
import { failureOfAll } from "./problem.js";

type Options = CoalescerOptions<string, string, string>;

/** A coalescer whose clock and service the test holds. */
function bench(given: Partial<Options> = {}) {
  let clock = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const pass = (ms: number): void => {
    clock += ms;
    const due = timers.filter(({ at }) => at <= clock);
    timers = timers.filter(({ at }) => at > clock);
    for (const { run } of due) run();
  };
  const sent: { readonly group: string; readonly items: readonly string[] }[] = [];
  const options: Options = {
    waitMs: 3,
    maxItems: 1_000,
    maxGroups: 2,
    maxPending: 5_000,
    now: () => clock,
    after: (ms, run) => timers.push({ at: clock + ms, run }),
    isUrgent: () => false,
    send: async (group, items) => {
      sent.push({ group, items });
      return items.map((item) => `answer to ${item}`);
    },
    failureOfAll,
    tooMany: () => new DomainError("exhausted", "TOO_MANY_PENDING", "Too many wait."),
    ...given,
  };
  return {
    sent,
    ...coalescer(options),
    pass,
    passWindow: () => pass(options.waitMs),
  };
}

/** A service that answers when the test says so. */
function heldService() {
  const waiting: { readonly items: readonly string[]; readonly answer: () => void }[] = [];
  const send: Options["send"] = (_group, items) =>
    new Promise((resolve) => waiting.push({ items, answer: () => resolve(items) }));
  return { send, waiting };
}

test("singles that arrive within the window leave as one group and each gets its own answer", async () => {
  const { submit, passWindow, sent } = bench();
  const answers = ["a", "b", "c"].map((item) => submit("line 1", "token", [item]));
  expect(sent).toEqual([]);
  passWindow();
  expect(await Promise.all(answers)).toEqual([["answer to a"], ["answer to b"], ["answer to c"]]);
  expect(sent).toEqual([{ group: "token", items: ["a", "b", "c"] }]);
});

test("other keys make other groups", async () => {
  const { submit, passWindow, sent } = bench();
  const answers = [submit("line 1", "one", ["a"]), submit("line 2", "two", ["b"])];
  passWindow();
  await Promise.all(answers);
  expect(sent).toEqual([
    { group: "one", items: ["a"] },
    { group: "two", items: ["b"] },
  ]);
});

test("a group goes with the token of its latest caller", async () => {
  const { submit, passWindow, sent } = bench();
  const answers = [submit("line", "old", ["a"]), submit("line", "new", ["b"])];
  passWindow();
  await Promise.all(answers);
  expect(sent.map(({ group }) => group)).toEqual(["new"]);
});

test("a full group does not wait for the window", async () => {
  const { submit, sent } = bench({ maxItems: 2 });
  await Promise.all([submit("line", "token", ["a"]), submit("line", "token", ["b"])]);
  expect(sent).toEqual([{ group: "token", items: ["a", "b"] }]);
});

test("a caller's items stay together even where they would overfill the group", async () => {
  const { submit, passWindow, sent } = bench({ maxItems: 3 });
  const answers = [submit("line", "t", ["a", "b"]), submit("line", "t", ["c", "d"])];
  passWindow();
  expect(await Promise.all(answers)).toEqual([
    ["answer to a", "answer to b"],
    ["answer to c", "answer to d"],
  ]);
  expect(sent.map(({ items }) => items)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

/** Of a crowd of four, the first two leave together, and the others wait. */
async function crowd() {
  const { send, waiting } = heldService();
  const { submit, pass } = bench({ send, maxGroups: 8 });
  const ask = (item: string) => submit("line", "t", [item]);
  const first = [ask("a"), ask("b")];
  pass(3);
  const second = [ask("c"), ask("d")];
  pass(20);
  expect(waiting.map(({ items }) => items)).toEqual([["a", "b"]]);
  const answer = async (): Promise<void> => {
    waiting.at(-1)?.answer();
    await Promise.all(first);
    await Promise.resolve();
  };
  return { ask, pass, answer, second, sent: () => waiting.map(({ items }) => items) };
}

test("of a crowd one group is under way at a time, and leaves whole when as many are there as before", async () => {
  const { ask, answer, second, sent } = await crowd();
  await answer();
  const again = [ask("e"), ask("f")];
  expect(sent()).toEqual([
    ["a", "b"],
    ["c", "d", "e", "f"],
  ]);
  await answer();
  expect(await Promise.all([...second, ...again])).toEqual([["c"], ["d"], ["e"], ["f"]]);
});

test("codes of a crowd wait beside a slow group for a quarter of what the last one took, and for nobody to come back", async () => {
  const { send, waiting } = heldService();
  const { submit, pass } = bench({ send, maxGroups: 8, isUrgent: () => true });
  const ask = (item: string) => submit("line", "t", [item]);
  const sent = () => waiting.map(({ items }) => items);
  const first = [ask("a"), ask("b")];
  pass(3);
  const second = [ask("c"), ask("d")];
  pass(29);
  expect(sent()).toEqual([["a", "b"]]);
  pass(1);
  expect(sent()).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  pass(167);
  for (const { answer } of waiting) answer();
  await Promise.all([...first, ...second]);
  await setImmediate();
  const third = [ask("e"), ask("f"), ask("g")];
  pass(3);
  expect(sent().at(-1)).toEqual(["e", "f", "g"]);
  const fourth = [ask("h"), ask("i")];
  pass(41);
  expect(sent().at(-1)).toEqual(["e", "f", "g"]);
  pass(9);
  expect(sent().at(-1)).toEqual(["h", "i"]);
  for (const { answer } of waiting) answer();
  await Promise.all([...third, ...fourth]);
});

test("who does not come back is waited for a quarter of what the group took", async () => {
  const { pass, answer, second, sent } = await crowd();
  await answer();
  pass(4);
  expect(sent()).toHaveLength(1);
  pass(1);
  expect(sent()).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  await answer();
  expect(await Promise.all(second)).toEqual([["c"], ["d"]]);
});

test("a group that does not come back holds nobody up", async () => {
  const { pass, sent } = await crowd();
  pass(79);
  expect(sent()).toHaveLength(1);
  pass(1);
  expect(sent()).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("a code does not wait for the answer of another one", async () => {
  const { send, waiting } = heldService();
  const { submit, pass } = bench({ send });
  void submit("line", "t", ["a"]);
  pass(3);
  void submit("line", "t", ["b"]);
  pass(3);
  expect(waiting.map(({ items }) => items)).toEqual([["a"], ["b"]]);
});

test("who comes while all groups are under way leaves together when one returns", async () => {
  const { send, waiting } = heldService();
  const { submit, pass } = bench({ maxGroups: 1, send });
  const first = submit("line", "t", ["a"]);
  pass(3);
  const later = [submit("line", "t", ["b"]), submit("line", "t", ["c"])];
  pass(1_000);
  expect(waiting.map(({ items }) => items)).toEqual([["a"]]);
  waiting[0]?.answer();
  await first;
  await Promise.resolve();
  pass(100);
  expect(waiting.map(({ items }) => items)).toEqual([["a"], ["b", "c"]]);
  waiting[1]?.answer();
  expect(await Promise.all(later)).toEqual([["b"], ["c"]]);
});

test("a group that fails as a whole fails once, and nobody is told another's fault as his own", async () => {
  let calls = 0;
  const send: Options["send"] = async () => {
    calls += 1;
    throw new DomainError("invalid", "TEXT_INVALID", "One is bad.");
  };
  const { submit, passWindow } = bench({ send });
  const all = ["a", "b", "bad", "c", "d"].map((item) => submit("line", "t", [item]));
  passWindow();
  const failed = { kind: "unavailable", reason: "GROUP_FAILED" };
  await Promise.all(all.map((one) => expect(one).rejects.toMatchObject(failed)));
  expect(calls).toBe(1);
  const alone = submit("line", "t", ["bad"]);
  passWindow();
  await expect(alone).rejects.toMatchObject({ kind: "invalid", reason: "TEXT_INVALID" });
});

test("what is wrong with what a group shares is told to every caller as it is", async () => {
  const send: Options["send"] = async () => {
    throw new DomainError("not_found", "LINE_UNKNOWN", "The line is not one of this tenant.");
  };
  const { submit, passWindow } = bench({ send });
  const all = ["a", "b"].map((item) => submit("line", "t", [item]));
  passWindow();
  const unknown = { reason: "LINE_UNKNOWN" };
  await Promise.all(all.map((one) => expect(one).rejects.toMatchObject(unknown)));
});

test("an outage is told to every caller of the group without a second try", async () => {
  let calls = 0;
  const send: Options["send"] = async () => {
    calls += 1;
    throw new DomainError("unavailable", "UNAVAILABLE", "Away.");
  };
  const { submit, passWindow, pending } = bench({ send });
  const all = [submit("line", "t", ["a"]), submit("line", "t", ["b"])];
  passWindow();
  const away = { reason: "UNAVAILABLE" };
  await Promise.all(all.map((one) => expect(one).rejects.toMatchObject(away)));
  expect(calls).toBe(1);
  expect(pending()).toBe(0);
});

test("above its bound it refuses instead of keeping more", async () => {
  const { submit, passWindow, pending } = bench({ maxPending: 2 });
  const all = [submit("line", "t", ["a"]), submit("line", "t", ["b"])];
  await expect(submit("line", "t", ["c"])).rejects.toMatchObject({ reason: "TOO_MANY_PENDING" });
  expect(pending()).toBe(2);
  passWindow();
  await Promise.all(all);
});

test("a service that answers with too few answers harms nobody's neighbour", async () => {
  const { submit, passWindow } = bench({ send: async () => [] });
  const one = submit("line", "t", ["a"]);
  passWindow();
  await expect(one).rejects.toThrow("A group of 1 got 0 answers.");
});

test("whatever the arrivals, every item is sent once, in order of its key, and answered to its caller", async () => {
  const arrivals = fc.array(
    fc.record({
      key: fc.constantFrom("x", "y"),
      size: fc.integer({ min: 1, max: 7 }),
      flush: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(arrivals, async (callers) => {
      const { submit, pass, passWindow, sent, pending } = bench({ maxItems: 7, maxGroups: 1_000 });
      let number = 0;
      const expected: { readonly key: string; readonly items: readonly string[] }[] = [];
      const answers = callers.map(({ key, size, flush }) => {
        const items = Array.from({ length: size }, () => `${key}${(number += 1)}`);
        expected.push({ key, items });
        const answer = submit(key, key, items);
        if (flush) passWindow();
        return answer;
      });
      for (let second = 0; pending() > 0 && second < callers.length; second += 1) {
        pass(1_000);
        await setImmediate();
      }
      const got = await Promise.all(answers);
      expect(got).toEqual(expected.map(({ items }) => items.map((item) => `answer to ${item}`)));
      for (const key of ["x", "y"]) {
        const sentItems = sent.filter(({ group }) => group === key).flatMap(({ items }) => items);
        expect(sentItems).toEqual(expected.filter((e) => e.key === key).flatMap((e) => e.items));
      }
      expect(sent.every(({ items }) => items.length <= 7)).toBe(true);
      expect(pending()).toBe(0);
    }),
  );
});
