import { expect, test } from "vitest";
import { behaviourFault, outcomeOf, outcomesOf, sinceWhen, standingWords } from "./behaviour.js";

const notServed = new Set(["0x0000000B"]);
const end = (state: string, reason = "", parts = 1) =>
  outcomeOf({ state, reason, parts }, notServed);
const any = { withinDays: 0, atLeast: 0, campaignId: "" };

test("what never went out or is not over says nothing of a recipient", () => {
  const silent = ["pending", "accepted", "in_doubt", "withheld", "something new"];
  for (const state of silent) expect(end(state)).toBeUndefined();
});

test("a message that ended otherwise than delivered has failed, whatever the reason", () => {
  expect(end("delivered")).toBe("delivered");
  for (const state of ["undelivered", "expired", "deleted", "rejected", "failed", "unknown"])
    expect(end(state, "001")).toBe("failed");
});

test("an operator that does not know the number speaks against the number plan", () => {
  expect(end("rejected", "0x0000000B")).toBe("not_served");
  expect(end("delivered", "0x0000000B")).toBe("delivered");
  expect(end("failed", "0x0000000B")).toBe("failed");
});

test("a delivery that is told after another end is one; of several parts one is not the message", () => {
  for (const state of ["undelivered", "expired", "deleted"])
    expect(end(state, `DELIVRD after ${state}`)).toBe("delivered");
  expect(end("undelivered", "DELIVRD after undelivered", 2)).toBe("failed");
  expect(end("undelivered", "EXPIRED after undelivered")).toBe("failed");
  expect(end("failed", "DELIVRD after failed")).toBe("failed");
});

test("of each operator the last word holds, and a failure for another reason is none", () => {
  const word = (operator: string, outcome: "delivered" | "failed" | "not_served", day: number) => ({
    ...{ operator, outcome, detail: `${operator}-${day}` },
    at: new Date(Date.UTC(2026, 10, day)),
  });
  const taught = [
    word("MCI", "not_served", 3),
    word("MCI", "delivered", 1),
    word("MCI", "failed", 9),
    word("RIGHTEL", "delivered", 5),
    word("RIGHTEL", "not_served", 2),
  ];
  expect(standingWords(taught)).toEqual([taught[3], taught[0]]);
  expect(standingWords(taught.toReversed())).toEqual([taught[3], taught[0]]);
});

test("failed counts what the operator did not take, never written and written count all that went out", () => {
  expect(outcomesOf("failed")).toEqual(["failed", "not_served"]);
  expect(outcomesOf("never_written")).toEqual(outcomesOf("written"));
});

test("a question that nobody can answer says what is wrong with it", () => {
  expect(behaviourFault({ behaviour: "delivered", ...any, atLeast: 100 })).toBeUndefined();
  expect(behaviourFault({ behaviour: "delivered", ...any, atLeast: 101 })).toContain("100");
  expect(behaviourFault({ behaviour: "delivered", ...any, withinDays: -1 })).toContain("days");
  expect(behaviourFault({ behaviour: "refused", ...any, atLeast: 2 })).toContain("not counted");
  expect(behaviourFault({ behaviour: "replied", ...any, campaignId: "c" })).toContain("campaign");
  const twice = { behaviour: "delivered", ...any, atLeast: 2, campaignId: "c" } as const;
  expect(behaviourFault(twice)).toContain("once");
});

test("days are counted back from now, none means ever", () => {
  const now = new Date("2026-11-29T12:00:00Z");
  expect(sinceWhen({ behaviour: "written", ...any, withinDays: 2 }, now)).toEqual(
    new Date("2026-11-27T12:00:00Z"),
  );
  expect(sinceWhen({ behaviour: "written", ...any }, now)).toBeUndefined();
});
