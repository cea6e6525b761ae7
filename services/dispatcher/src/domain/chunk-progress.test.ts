import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  foldJournal,
  isComplete,
  nextSubBatch,
  openParts,
  SUB_BATCH,
  type JournalEntry,
} from "./chunk-progress.js";
import { judgeAnswer, MAX_RETRIES, type Answer } from "./judge-answer.js";
import { submitCode, type SubmitCode } from "./submit-code.js";

const done = (
  n: number,
  results: readonly (readonly [number, SubmitCode, string?])[],
): JournalEntry => ({
  n,
  epoch: 1,
  state: "done",
  parts: results.map(([part]) => part),
  results: results.map(([part, code, operatorId = ""]) => ({ part, code, operatorId, status: 0 })),
  reason: "",
});
const open = (n: number, parts: readonly number[], state: "intent" | "doubt"): JournalEntry => ({
  n,
  epoch: 1,
  state,
  parts,
  results: [],
  reason: "",
});

describe("the journal of a chunk", () => {
  test("parts of an open intent are neither sent again nor finished", () => {
    const progress = foldJournal(3, [open(0, [0, 1], "intent")], "resend");
    expect(openParts(progress)).toEqual([2]);
    expect(isComplete(progress)).toBe(false);
  });

  test("a part in doubt is sent again and listed as possibly doubled", () => {
    const progress = foldJournal(2, [open(0, [0, 1], "doubt")], "resend");
    expect(openParts(progress)).toEqual([0, 1]);
    expect([...progress.duplicatePossible]).toEqual([0, 1]);
  });

  test("a part in doubt is sent again once and then reported: an operator that never answers gets no part without end", () => {
    const once = foldJournal(1, [open(0, [0], "doubt")], "resend");
    expect(openParts(once)).toEqual([0]);
    const twice = foldJournal(1, [open(0, [0], "doubt"), open(1, [0], "doubt")], "resend");
    expect(twice.codes[0]).toBe(submitCode.inDoubt);
    expect(isComplete(twice)).toBe(true);
  });

  test("an OTP in doubt is reported, not sent twice", () => {
    const progress = foldJournal(1, [open(0, [0], "doubt")], "report");
    expect(isComplete(progress)).toBe(true);
    expect(progress.codes[0]).toBe(submitCode.inDoubt);
  });

  test("both ids of a part that went out twice are kept", () => {
    const journal = [
      done(0, [[0, submitCode.accepted, "a"]]),
      done(1, [[0, submitCode.accepted, "b"]]),
    ];
    const progress = foldJournal(1, journal, "resend");
    expect(progress.operatorIds).toEqual(["a"]);
    expect(progress.extraIds).toEqual([[0, "b"]]);
  });

  test("the version rises with every finished entry and never with an intent", () => {
    const journal = [done(0, [[0, submitCode.accepted]]), open(1, [1], "intent")];
    expect(foldJournal(2, journal, "resend")).toMatchObject({ version: 1, nextEntry: 2 });
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
            const progress = foldJournal(parts, journal, "resend");
            if (isComplete(progress)) break;
            const batch = nextSubBatch(progress, SUB_BATCH);
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
          const end = foldJournal(parts, journal, "resend");
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
