import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

import { foldedByDay, movementsOf, readCause } from "../src/web/money/movements.js";

const rial = (minor: string) => ({ currency: "IRR", minor });
const own = (account: string) => `tenant:65f0a1b2c3d4e5f6a7b8c9d0:${account}`;

test("the entries of one cause are one movement, the newest first", () => {
  const movements = movementsOf([
    { entryId: "b:available", cause: "reserve:c1", account: own("available"), amount: rial("-4") },
    { entryId: "b:held", cause: "reserve:c1", account: own("held"), amount: rial("4") },
    {
      entryId: "a:available",
      cause: "top-up:asanak:7",
      account: own("available"),
      amount: rial("9"),
    },
  ]);
  expect(movements).toMatchObject([
    { kind: "reserve", subject: "c1", available: rial("-4"), held: rial("4") },
    { kind: "top_up", subject: "asanak:7", available: rial("9"), held: undefined },
  ]);
});

test("what the chunks of a day did is one line for each kind, which holds them all", () => {
  const of = (kind: string, day: number, minor: string) => ({
    ...{ entryId: `${kind}-${minor}`, cause: `${kind}:chunk${minor}`, account: own("available") },
    ...{ amount: rial(minor), at: `2026-11-0${day}T08:00:00Z` },
  });
  const lines = foldedByDay(
    movementsOf([
      ...[of("settle", 2, "-1"), of("release", 2, "7"), of("settle", 2, "-2")],
      ...[of("order", 2, "50"), of("order", 2, "60"), of("settle", 1, "-4")],
    ]),
    (iso) => iso.slice(0, 10),
  );
  expect(
    lines.map(({ kind, available, within }) => [kind, available?.minor, within.length]),
  ).toEqual([
    ["settle", "-3", 2],
    ["release", "7", 0],
    ["order", "50", 0],
    ["order", "60", 0],
    ["settle", "-4", 0],
  ]);
});

test("a fee that is raised is told apart from one that is paid", () => {
  const due = "fee:maintenance:l1:VIETTEL:2026-11";
  expect(readCause(due)).toEqual({ kind: "fee_maintenance", subject: "l1:VIETTEL:2026-11" });
  expect(readCause(`pay:${due}`)).toEqual({
    kind: "pay_maintenance",
    subject: "l1:VIETTEL:2026-11",
  });
});

test("whatever pricing names as moving money has its word", async () => {
  const ledger = new URL("../../pricing/src/domain/ledger.ts", import.meta.url);
  const named = (await readFile(ledger, "utf8")).matchAll(/=>\s*`([a-z-]+):\$\{/g);
  const prefixes = [...named].map(([, prefix]) => prefix!);
  expect(prefixes).toEqual(expect.arrayContaining(["top-up", "paid-again", "sale-again"]));
  // A due is paid under its own name.
  const causes = prefixes.map((prefix) => `${prefix}:${prefix === "pay" ? "fine:" : ""}x`);
  expect(causes.filter((cause) => readCause(cause).kind === "other")).toEqual([]);
});

test("a cause of a kind to come is shown as it is named", () => {
  expect(readCause("gift:7")).toEqual({ kind: "other", subject: "gift:7" });
});
