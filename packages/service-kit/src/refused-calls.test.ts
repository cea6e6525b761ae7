import { manualClock } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { DomainError } from "./domain-error.js";
import type { Principal } from "./principal.js";
import { refusalBook, type RefusedCalls } from "./refused-calls.js";

const expert: Principal = {
  kind: "staff",
  providerId: "asanak",
  personId: "p1",
  roles: ["expert"],
};
const forbidden = new DomainError("forbidden", "ROLE_REQUIRED", "no");

function book(fails = false) {
  const told: RefusedCalls[] = [];
  const faults: string[] = [];
  const clock = manualClock("2026-11-29T10:00:00Z");
  const refusals = refusalBook({
    now: () => clock.now(),
    tell: async (refused) => {
      if (fails) throw new Error("no store");
      told.push(refused);
    },
    log: { error: (_fields: unknown, message?: unknown) => void faults.push(String(message)) },
  });
  return { told, faults, clock, refusals };
}

test("the first refusal of a minute is told at once, its repeats together when the minute is over", async () => {
  const { told, clock, refusals } = book();
  for (let call = 0; call < 1_000; call += 1) {
    await refusals.note(expert, "DeskService.SetDay", forbidden);
  }
  const about = {
    tenantId: undefined,
    providerId: "asanak",
    actor: "person:p1",
    methods: ["DeskService.SetDay"],
    codes: ["ROLE_REQUIRED"],
  };
  expect(told).toEqual([{ ...about, count: 1, at: clock.now() }]);
  await refusals.sweep();
  expect(told).toHaveLength(1);
  clock.set("2026-11-29T10:01:00Z");
  await refusals.sweep();
  expect(told[1]).toEqual({ ...about, count: 999, at: clock.now() });
  await refusals.note(expert, "DeskService.SetDay", forbidden);
  expect(told).toHaveLength(3);
});

test("who tries every method of a contract leaves six entries a minute, whatever the number of calls", async () => {
  const { told, refusals } = book();
  for (let method = 0; method < 200; method += 1) {
    await refusals.note(expert, `S.M${method}`, forbidden);
  }
  await refusals.sweep(true);
  expect(told).toHaveLength(6);
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(200);
  expect(told.at(-1)?.methods).toHaveLength(10);
});

test("callers are told apart, and services leave nothing", async () => {
  const { told, refusals } = book();
  const owner: Principal = { kind: "tenant", tenantId: "t1", keyId: "k1", roles: ["owner"] };
  const service: Principal = { kind: "service", service: "lists", roles: [] };
  for (const caller of [expert, owner, service]) await refusals.note(caller, "S.M", forbidden);
  expect(told.map(({ actor, tenantId }) => [actor, tenantId])).toEqual([
    ["person:p1", undefined],
    ["key:k1", "t1"],
  ]);
});

test("a trace that cannot be written hides no refusal", async () => {
  const { faults, refusals } = book(true);
  await refusals.note(expert, "S.M", forbidden);
  expect(faults).toEqual(["refusal_not_told"]);
});
