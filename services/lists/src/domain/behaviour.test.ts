import { expect, test } from "vitest";
import { behaviourFault, outcomeOf, outcomesOf, sinceWhen } from "./behaviour.js";

const notServed = new Set(["0x0000000B"]);
const any = { withinDays: 0, atLeast: 0, campaignId: "" };

test("what never went out or is not over says nothing of a recipient", () => {
  const silent = ["pending", "accepted", "in_doubt", "withheld", "something new"];
  for (const state of silent) expect(outcomeOf(state, "", notServed)).toBeUndefined();
});

test("a message that ended otherwise than delivered has failed, whatever the reason", () => {
  expect(outcomeOf("delivered", "", notServed)).toBe("delivered");
  for (const state of ["undelivered", "expired", "deleted", "rejected", "failed", "unknown"])
    expect(outcomeOf(state, "001", notServed)).toBe("failed");
});

test("an operator that does not know the number speaks against the number plan", () => {
  expect(outcomeOf("rejected", "0x0000000B", notServed)).toBe("not_served");
  expect(outcomeOf("delivered", "0x0000000B", notServed)).toBe("delivered");
  expect(outcomeOf("failed", "0x0000000B", notServed)).toBe("failed");
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
