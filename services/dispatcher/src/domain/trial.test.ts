import { expect, test } from "vitest";
import {
  hear,
  mayTry,
  openStanding,
  senderOf,
  type Meaning,
  type Standing,
  type Verdict,
} from "./trial.js";

const good = senderOf({ tenantId: "good", lineId: "1" });
const bad = senderOf({ tenantId: "bad", lineId: "1" });
type Heard = readonly [sender: string, meaning: Meaning, at?: number];

/** What is said of a link after each answer, from the fifth fault in a row on. */
const hearAll = (heard: readonly Heard[], isOnTrial = false, mayGoElsewhere = true) => {
  let standing: Standing = openStanding(isOnTrial);
  const verdicts: Verdict[] = [];
  for (const [sender, meaning, at = 0] of heard) {
    const next = hear(standing, { meaning, sender, at, mayGoElsewhere }, 5);
    standing = next.standing;
    verdicts.push(next.verdict);
  }
  return { standing, verdicts, last: verdicts.at(-1) };
};
const faults = (sender: string, n: number, at = 0): readonly Heard[] =>
  Array.from({ length: n }, () => [sender, "fault", at] as const);

test("the faults of one sender do not take the account from the others, however many they are", () => {
  const { verdicts } = hearAll([[good, "accepted"], ...faults(bad, 500)]);
  expect(new Set(verdicts)).toEqual(new Set(["go-on"]));
  // Also when it was taken itself in between.
  const both = hearAll([[good, "accepted"], [bad, "accepted"], ...faults(bad, 500)]);
  expect(new Set(both.verdicts)).toEqual(new Set(["go-on"]));
});

test("faults of two senders without an accepted part between them are the account's", () => {
  const both = hearAll([[good, "accepted"], ...faults(bad, 4), ...faults(good, 1)]);
  expect(both).toMatchObject({ last: "faulty", standing: { isOnTrial: true } });
  const between: readonly Heard[] = [...faults(bad, 4), [good, "accepted"], ...faults(good, 4)];
  expect(hearAll(between).last).toBe("go-on");
  // Whoever was judged was not taken.
  expect(hearAll([...faults(bad, 4), [good, "judged"], ...faults(good, 1)]).last).toBe("faulty");
});

test("two lines of one tenant are two senders", () => {
  const other = senderOf({ tenantId: "good", lineId: "2" });
  expect(hearAll([...faults(good, 4), ...faults(other, 1)]).last).toBe("faulty");
});

test("who sends alone speaks for the account, as soon as nobody else was taken for a minute", () => {
  expect(hearAll(faults(bad, 4)).last).toBe("go-on");
  expect(hearAll(faults(bad, 5)).last).toBe("faulty");
  expect(hearAll([[good, "accepted", 0], ...faults(bad, 5, 60_000)]).last).toBe("go-on");
  expect(hearAll([[good, "accepted", 0], ...faults(bad, 5, 60_001)]).last).toBe("faulty");
});

test("on trial a fault is judged when somebody else's part has met one too, and nobody is tried twice", () => {
  const first = hearAll(faults(bad, 1), true);
  expect(first.last).toBe("ask-another");
  expect([mayTry(first.standing, bad), mayTry(first.standing, good)]).toEqual([false, true]);
  expect(hearAll([...faults(bad, 1), ...faults(good, 1)], true).last).toBe("faulty");
});

test.each(["accepted", "judged"] as const)(
  "one part that is %s ends the trial, and whoever met a fault on it may send again",
  (meaning) => {
    const { last, standing } = hearAll([...faults(bad, 1), [good, meaning]], true);
    expect(last).toBe("passed");
    expect(standing).toMatchObject({ isOnTrial: false, faults: 0 });
    expect(mayTry(standing, bad)).toBe(true);
  },
);

test("a link that is not taken for bound is renewed once, and a refused account is refused at once", () => {
  expect(hearAll([[good, "rebind"]]).verdicts).toEqual(["renew"]);
  expect(hearAll([[good, "rebind"]], true).verdicts).toEqual(["refused"]);
  expect(hearAll([[good, "stop_bind"]]).verdicts).toEqual(["refused"]);
});

const finals = (sender: string, n: number): readonly Heard[] =>
  Array.from({ length: n }, () => [sender, "final"] as const);

test("an operator that refuses for good what several senders send is no road, as long as there is another", () => {
  const heard = [[good, "accepted"], ...finals(bad, 4), ...finals(good, 1)] as const;
  expect(hearAll(heard)).toMatchObject({ last: "faulty", standing: { isOnTrial: true } });
  // Without another account it is the operator's word.
  expect(hearAll(heard, false, false)).toMatchObject({ last: "go-on" });
});

test("an account is not judged by what it refuses of one sender, however much it is", () => {
  const { verdicts } = hearAll([...finals(bad, 500), [good, "accepted"], ...finals(bad, 500)]);
  expect(new Set(verdicts)).toEqual(new Set(["go-on"]));
});

test("a part that is accepted now and then does not excuse a road that refuses nearly all", () => {
  const other = senderOf({ tenantId: "other", lineId: "1" });
  const mostly = (sender: string) => [...finals(sender, 12), [other, "accepted"]] as const;
  expect(
    hearAll([...mostly(bad), ...mostly(good), ...mostly(bad), ...mostly(good)]).verdicts,
  ).toContain("faulty");
  const seldom = (sender: string) => [...finals(sender, 2), [other, "accepted"]] as const;
  const healthy = Array.from({ length: 50 }, () => [...seldom(bad), ...seldom(good)]).flat();
  expect(new Set(hearAll(healthy).verdicts)).toEqual(new Set(["go-on"]));
});

test("on trial a refusal for good is asked of somebody else's part, and ends the trial where nobody else carries", () => {
  expect(hearAll(finals(bad, 1), true).last).toBe("ask-another");
  expect(hearAll([...finals(bad, 1), [good, "accepted"]], true).last).toBe("passed");
  expect(hearAll([...finals(bad, 1), ...finals(good, 1)], true).last).toBe("faulty");
  expect(hearAll(finals(bad, 1), true, false).last).toBe("passed");
});
