import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acceptedParts,
  foldJournal,
  isComplete,
  nextRested,
  openFor,
  openParts,
  SUB_BATCH,
  type JournalEntry,
} from "./chunk-progress.js";
import type { DoubtPolicy } from "./doubt-policy.js";
import { judgeAnswer, MAX_RETRIES, type Answer } from "./judge-answer.js";
import { submitCode, type SubmitCode } from "./submit-code.js";

const at = { bindId: "mci/1", account: "mci", at: new Date(0) };
const by = (account: string, ms = 0) => ({ account, now: new Date(ms) });
const RESEND: DoubtPolicy = { kind: "resend", elsewhere: false };
const HOLD: DoubtPolicy = { kind: "hold" };
const REPORT: DoubtPolicy = { kind: "report" };

const done = (
  n: number,
  results: readonly (readonly [number, SubmitCode, string?])[],
): JournalEntry => ({
  n,
  ...at,
  epoch: 1,
  state: "done",
  parts: results.map(([part]) => part),
  results: results.map(([part, code, operatorId = ""]) => ({ part, code, operatorId, status: 0 })),
  reason: "",
});
const open = (n: number, parts: readonly number[], state: "intent" | "doubt"): JournalEntry => ({
  n,
  ...at,
  epoch: 1,
  state,
  parts,
  results: [],
  reason: "",
});

describe("the journal of a chunk", () => {
  test("counts each part that was accepted once, however often it was sent", () => {
    const journal = [
      done(0, [
        [0, submitCode.accepted, "a"],
        [1, submitCode.notSent],
        [2, submitCode.refused],
      ]),
      open(1, [1, 3], "doubt"),
      done(2, [[1, submitCode.accepted, "b"]]),
      done(3, [[1, submitCode.accepted, "c"]]),
      open(4, [4], "intent"),
    ];
    expect(acceptedParts(journal)).toBe(2);
    const { codes } = foldJournal(5, journal, REPORT);
    expect(codes.filter((code) => code === submitCode.accepted)).toHaveLength(2);
    expect(acceptedParts([])).toBe(0);
  });

  test("parts of an open intent are neither sent again nor finished", () => {
    const progress = foldJournal(3, [open(0, [0, 1], "intent")], RESEND);
    expect(openParts(progress)).toEqual([2]);
    expect(isComplete(progress)).toBe(false);
  });

  test("a part in doubt is sent again and listed as possibly doubled", () => {
    const progress = foldJournal(2, [open(0, [0, 1], "doubt")], RESEND);
    expect(openParts(progress)).toEqual([0, 1]);
    expect([...progress.duplicatePossible]).toEqual([0, 1]);
  });

  test("a part in doubt is sent again once and then reported: an operator that never answers gets no part without end", () => {
    const once = foldJournal(1, [open(0, [0], "doubt")], RESEND);
    expect(openParts(once)).toEqual([0]);
    const twice = foldJournal(1, [open(0, [0], "doubt"), open(1, [0], "doubt")], RESEND);
    expect(twice.codes[0]).toBe(submitCode.inDoubt);
    expect(isComplete(twice)).toBe(true);
  });

  test("after a passing fault a part rests, longer each time, while the others go on", () => {
    const fault = (n: number): JournalEntry => ({
      ...open(n, [0], "doubt"),
      state: "done",
      results: [{ part: 0, code: submitCode.notSent, operatorId: "", status: 8 }],
      at: new Date(n * 10_000),
    });
    const once = foldJournal(2, [fault(0)], RESEND);
    expect(openFor(once, by("mci", 999))).toEqual([1]);
    expect(openFor(once, by("mci", 1_000))).toEqual([0, 1]);
    const twice = foldJournal(2, [fault(0), fault(1)], RESEND);
    expect(nextRested(twice)).toBe(15_000);
    expect(openFor(twice, by("mci", 14_999))).toEqual([1]);
  });

  test("an OTP in doubt is reported, not sent twice", () => {
    const progress = foldJournal(1, [open(0, [0], "doubt")], REPORT);
    expect(isComplete(progress)).toBe(true);
    expect(progress.codes[0]).toBe(submitCode.inDoubt);
  });

  test("both ids of a part that went out twice are kept", () => {
    const journal = [
      done(0, [[0, submitCode.accepted, "a"]]),
      done(1, [[0, submitCode.accepted, "b"]]),
    ];
    const progress = foldJournal(1, journal, RESEND);
    expect(progress.operatorIds).toEqual(["a"]);
    expect(progress.extraIds).toEqual([[0, "b", "mci"]]);
  });

  test("a part in doubt at one account is not sent again by another, unless the policy says so", () => {
    const journal = [open(0, [0], "doubt")];
    const bound = foldJournal(2, journal, RESEND);
    expect([openFor(bound, by("mci")), openFor(bound, by("other"))]).toEqual([[0, 1], [1]]);
    expect(isComplete(bound)).toBe(false);
    const free = foldJournal(2, journal, { kind: "resend", elsewhere: true });
    expect(openFor(free, by("other"))).toEqual([0, 1]);
  });

  test("ids of two accounts are kept apart, also when both give the same one", () => {
    const second = { ...done(1, [[0, submitCode.accepted, "7"]]), account: "other" };
    const progress = foldJournal(1, [done(0, [[0, submitCode.accepted, "7"]]), second], RESEND);
    expect(progress.accounts).toEqual(["mci"]);
    expect(progress.extraIds).toEqual([[0, "7", "other"]]);
  });

  test("what is held stays open until operations decide, and each decision is a new version", () => {
    const journal = [done(0, [[1, submitCode.accepted]]), open(1, [0], "doubt")];
    const held = foldJournal(2, journal, HOLD);
    expect([isComplete(held), openParts(held), [...held.held]]).toEqual([false, [], [0]]);
    const dropped = foldJournal(2, journal, HOLD, new Map([[1, "drop"]]));
    expect([isComplete(dropped), dropped.codes[0]]).toEqual([true, submitCode.inDoubt]);
    expect(dropped.duplicatePossible.has(0)).toBe(false);
    expect(dropped.version).toBeGreaterThan(held.version);
    const released = foldJournal(2, journal, HOLD, new Map([[1, "release"]]));
    expect(openParts(released)).toEqual([0]);
    expect(released.duplicatePossible.has(0)).toBe(true);
  });

  test("a part that was released and fell in doubt again is held again", () => {
    const journal = [open(0, [0], "doubt"), open(1, [0], "doubt")];
    const again = foldJournal(1, journal, HOLD, new Map([[0, "release"]]));
    expect([...again.held]).toEqual([0]);
    expect(again.duplicatePossible.has(0)).toBe(true);
  });

  test("the version rises with every finished entry and never with an intent", () => {
    const journal = [done(0, [[0, submitCode.accepted]]), open(1, [1], "intent")];
    expect(foldJournal(2, journal, RESEND)).toMatchObject({ version: 1, nextEntry: 2 });
  });
});

/** A process that crashes after any effect, and an operator that answers anything. */
type Effect = "intent" | "sent" | "written";

describe("whatever crashes when", () => {
  const answer: fc.Arbitrary<Answer> = fc.oneof(
    fc.constant<Answer>({ kind: "answered", class: "ok", status: 0, messageId: "id" }),
    fc.constant<Answer>({ kind: "answered", class: "throttled", status: 0x58, messageId: "" }),
    fc.constant<Answer>({ kind: "answered", class: "retry_soon", status: 8, messageId: "" }),
    fc.constant<Answer>({ kind: "answered", class: "final", status: 0xb, messageId: "" }),
    fc.constant<Answer>({ kind: "in_doubt" }),
    fc.constant<Answer>({ kind: "not_sent" }),
  );
  const step = fc.record({
    crashAfter: fc.option(fc.constantFrom<Effect>("intent", "sent", "written"), {
      nil: undefined,
      freq: 3,
    }),
    answers: fc.infiniteStream(answer),
  });

  test("no part is lost, and each part that reached the operator twice is listed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 250 }),
        fc.array(step, { maxLength: 60 }),
        (parts, steps) => {
          const journal: JournalEntry[] = [];
          /** Ground truth: how often the operator took each part. */
          const taken = new Array<number>(parts).fill(0);
          for (const { crashAfter, answers } of steps) {
            // A restart: open intents have lost their holder.
            journal.forEach((entry, i) => {
              if (entry.state === "intent") journal[i] = { ...entry, state: "doubt" };
            });
            const progress = foldJournal(parts, journal, RESEND);
            if (isComplete(progress)) break;
            const batch = openFor(progress, by("mci", 3_600_000)).slice(0, SUB_BATCH);
            const n = progress.nextEntry;
            journal.push(open(n, batch, "intent"));
            if (crashAfter === "intent") continue;
            const results = batch.map((part) => {
              const got = answers.next().value as Answer;
              const code = judgeAnswer(got, progress.retries.get(part) ?? 0);
              if (got.kind === "in_doubt" || code === submitCode.accepted)
                taken[part] = (taken[part] ?? 0) + 1;
              return [part, code, code === submitCode.accepted ? `id-${n}-${part}` : ""] as const;
            });
            if (crashAfter === "sent") continue;
            journal[journal.length - 1] = done(n, results);
          }
          const end = foldJournal(parts, journal, RESEND);
          taken.forEach((times, part) => {
            if (times > 1) expect(end.duplicatePossible.has(part)).toBe(true);
            if (end.codes[part] === submitCode.accepted) expect(times).toBeGreaterThan(0);
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a passing fault is tried again a bounded number of times, a throttled part without bound", () => {
    const fault: Answer = { kind: "answered", class: "retry_soon", status: 8, messageId: "" };
    expect(judgeAnswer(fault, MAX_RETRIES - 1)).toBe(submitCode.notSent);
    expect(judgeAnswer(fault, MAX_RETRIES)).toBe(submitCode.refused);
    const throttled: Answer = { kind: "answered", class: "throttled", status: 0x58, messageId: "" };
    expect(judgeAnswer(throttled, 1_000)).toBe(submitCode.notSent);
  });
});
