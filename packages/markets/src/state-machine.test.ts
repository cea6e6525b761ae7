import { describe, expect, test } from "vitest";
import { market } from "./markets.js";
import { next, stateMachine } from "./state-machine.js";

const road = stateMachine(market("IR"), "irServiceNumber")!;

/** The states that a list of events leads through. */
function walk(machine: typeof road, events: readonly string[]): readonly (string | undefined)[] {
  const seen: (string | undefined)[] = [machine.initial];
  for (const event of events) seen.push(next(machine, seen.at(-1) ?? "", event)?.to);
  return seen;
}

describe("the road of an Iranian service number", () => {
  test("[IR-ASN-16] [IR-ASN-17] [IR-ASN-18] leads from draft to the white list", () => {
    const events = [
      "submit",
      "approve",
      "originals_arrive",
      "forward",
      "start_review",
      "whitelist",
    ];
    expect(walk(road, events)).toEqual([
      "draft",
      "provider_review",
      "originals_awaited",
      "originals_received",
      "forwarded_to_operator",
      "operator_review",
      "active_service",
    ]);
  });

  test("[IR-ASN-16] returns a deficient application for correction", () => {
    expect(walk(road, ["submit", "deficient", "correct_and_resubmit"]).at(-1)).toBe(
      "provider_review",
    );
  });

  test("[IR-ASN-17] is not forwarded before the originals arrived", () => {
    expect(next(road, "originals_awaited", "forward")).toBeUndefined();
    expect(next(road, "provider_review", "forward")).toBeUndefined();
  });

  test("[IR-ASN-25] never leads back from removal", () => {
    expect(
      walk(road, [
        "submit",
        "approve",
        "originals_arrive",
        "forward",
        "start_review",
        "whitelist",
        "violate",
      ]).at(-1),
    ).toBe("removed");
    expect(road.transitions.filter(({ from }) => from === "removed")).toEqual([]);
    const ends = ["rejected", "withdrawn_by_applicant", "reverted", "delisted", "given_up"];
    expect(road.terminal).toEqual([...ends, "removed"]);
  });

  test("marks what the seeds do not print", () => {
    const read = road.transitions.filter(({ basis }) => basis === "interpretation");
    expect([...new Set(read.map(({ event }) => event))]).toEqual([
      "correct_and_resubmit",
      "refuse",
      "withdraw",
      "lift",
      "expire",
      "renew",
      "cancel",
      "delist",
      "give_up",
    ]);
  });

  test("says who makes a step", () => {
    expect(next(road, "operator_review", "whitelist")).toMatchObject({
      actor: "operator expert",
      basis: "seed",
    });
  });
});

test("[IR-MEL-08] a rejected pattern is edited and submitted again", () => {
  const pattern = stateMachine(market("IR"), "irPattern")!;
  expect(walk(pattern, ["submit", "reject", "edit", "submit", "approve"]).at(-1)).toBe("approved");
});

test("[VN-BLK-04] a brandname is declared per operator and sleeps while its fee is unpaid", () => {
  const brandname = stateMachine(market("VN"), "vnBrandname")!;
  const events = [
    "submit",
    "incomplete",
    "complete",
    "complete",
    "operator_accepts",
    "fee_unpaid",
    "fee_paid",
  ];
  expect(walk(brandname, events).at(-1)).toBe("active");
});

test("every state is reached from the first", () => {
  for (const { name, initial, states, transitions } of [
    ...market("IR").stateMachines,
    ...market("TR").stateMachines,
    ...market("VN").stateMachines,
  ]) {
    const reached = new Set([initial]);
    for (const _ of states)
      for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
    expect([...reached].sort(), name).toEqual(states.map((state) => state.name).sort());
  }
});

test("an unknown machine is not there", () => {
  expect(stateMachine(market("TR"), "irServiceNumber")).toBeUndefined();
});
