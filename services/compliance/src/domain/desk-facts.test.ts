import { expect, test } from "vitest";
import { lookTwice, type PendingDecision } from "./desk-facts.js";

const said = (by: string, over: Partial<PendingDecision> = {}): PendingDecision => ({
  decision: "approve",
  by,
  at: new Date("2026-11-22T10:00:00Z"),
  note: "",
  ...over,
});

const two = { needsTwo: true, isSamePerson: false };

test("one person decides what is small", () => {
  expect(lookTwice(null, said("person:a"), { needsTwo: false, isSamePerson: false })).toEqual({
    kind: "decided",
    decidedBy: ["person:a"],
  });
});

test("what is large is decided when a second person says the same", () => {
  expect(lookTwice(null, said("person:a"), two)).toMatchObject({ kind: "pending" });
  expect(lookTwice(said("person:a"), said("person:a"), { ...two, isSamePerson: true })).toEqual({
    kind: "same_person",
  });
  expect(lookTwice(said("person:a"), said("person:b"), two)).toEqual({
    kind: "decided",
    decidedBy: ["person:a", "person:b"],
  });
});

test("another word than the pending one waits for its own second person", () => {
  const refusal = said("person:b", { decision: "refuse" });
  expect(lookTwice(said("person:a"), refusal, two)).toEqual({ kind: "pending", pending: refusal });
});
