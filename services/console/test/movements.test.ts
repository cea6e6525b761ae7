import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

import { movementsOf, readCause } from "../src/web/money/movements.js";

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
