import { expect, test } from "vitest";
import { joinCrew } from "./crew.js";
import type { Held } from "./store/leases.js";

const crewOf = (binds: number, others: { members: number; held?: readonly Held[] }) => {
  const crew = joinCrew({
    holder: "we",
    binds,
    leases: {
      present: async () => others.members,
      leave: async () => undefined,
      held: async () => others.held ?? [],
    },
  });
  return { crew };
};

test("a dispatcher alone takes every bind, and gives the last ones to one that joins", async () => {
  const others = { members: 1 };
  const { crew } = crewOf(3, others);
  await crew.beat();
  expect(["a", "b", "c"].map((bind) => crew.claim(bind))).toEqual([true, true, true]);
  others.members = 2;
  await crew.beat();
  expect(["a", "b", "c"].filter((bind) => crew.mustYield(bind))).toEqual(["c"]);
  crew.drop("c");
  expect(crew.claim("c")).toBe(false);
  expect(["a", "b"].filter((bind) => crew.mustYield(bind))).toEqual([]);
});

test("when the others are gone their binds may be taken", async () => {
  const others = { members: 2 };
  const { crew } = crewOf(2, others);
  await crew.beat();
  expect([crew.claim("a"), crew.claim("b")]).toEqual([true, false]);
  others.members = 1;
  await crew.beat();
  expect(crew.claim("b")).toBe(true);
});

test("leases of others are told as they are now, and our own are not among them", async () => {
  const theirs = { bindId: "b", holder: "they", epoch: 4 };
  const others = { members: 2, held: [{ bindId: "a", holder: "we", epoch: 1 }, theirs] };
  const { crew } = crewOf(2, others);
  await crew.beat();
  expect(await crew.elsewhere()).toEqual([theirs]);
  others.held = [];
  expect(await crew.elsewhere()).toEqual([]);
});
