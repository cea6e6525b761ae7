import { split } from "@whiteline/sms";
import { expect, test } from "vitest";
import { foldJournal } from "./chunk-progress.js";
import { submitCode } from "./submit-code.js";
import { nextSubBatch, submitUnits } from "./submit-units.js";

/** Recipients with so many parts each. */
const of = (...parts: readonly number[]) =>
  parts.flatMap((count, recipient) => Array.from({ length: count }, () => ({ recipient })));
const all = (recipients: readonly unknown[]) => recipients.map((_, part) => part);

test("where the operator cuts long texts itself, all parts of a message go in one submit", () => {
  const two = of(1, 3, 2);
  expect(submitUnits(two, all(two), true)).toEqual([[0], [1, 2, 3], [4, 5]]);
  expect(submitUnits(two, all(two), false)).toEqual([[0], [1], [2], [3], [4], [5]]);
});

test("of a message that was begun elsewhere, the rest goes part by part", () => {
  expect(submitUnits(of(3, 2), [1, 2, 3, 4], true)).toEqual([[1], [2], [3, 4]]);
  expect(submitUnits(of(3, 2), [0, 1, 4], true)).toEqual([[0], [1], [4]]);
  expect(submitUnits(of(3), [0, 2], true)).toEqual([[0], [2]]);
});

test("a sub-batch ends with a message, and a message too long for one PDU goes part by part", () => {
  const asking = { account: "op", now: new Date(), isWhole: true };
  const fresh = (recipients: readonly unknown[]) =>
    foldJournal(recipients.length, [], { kind: "report" });
  const threes = of(...Array<number>(50).fill(3));
  const units = nextSubBatch(threes, fresh(threes), asking);
  expect(units).toHaveLength(33);
  expect(units.every((unit) => unit.length === 3)).toBe(true);
  const huge = of(1, 101);
  expect(nextSubBatch(huge, fresh(huge), asking)).toHaveLength(100);
  const long = split("ş".repeat(67 * 99 + 1), { alphabet: "ucs2" });
  expect(long.kind === "ok" && long.parts.length).toBe(100);
  const full = of(100, 1);
  expect(nextSubBatch(full, fresh(full), asking)).toEqual([all(of(100))]);
});

test("parts that were answered in one submit are counted each", () => {
  const at = new Date(0);
  const entry = { n: 0, bindId: "op/1", account: "op", epoch: 1, at, reason: "" };
  const results = [0, 1, 2].map((part) => ({
    part,
    code: submitCode.accepted,
    operatorId: "77",
    status: 0,
  }));
  const done = { ...entry, state: "done", parts: [0, 1, 2], results } as const;
  const known = foldJournal(3, [done], { kind: "report" });
  expect([...known.codes]).toEqual([1, 1, 1]);
  expect(known.operatorIds).toEqual(["77", "77", "77"]);
  expect(known.extraIds).toEqual([]);
});
