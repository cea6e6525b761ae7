import { expect, test } from "vitest";
import { reserve, run, settle, topUp } from "./iran-books.testing.js";
import { money } from "./money.js";
import { check, type Run } from "./run-movements.testing.js";

test("each broken invariant is named", () => {
  const done = run([topUp("1", 100_000n), reserve("r", { MCI: 10n }), settle("r", { parts: 2n })]);
  const [first, ...rest] = done.entries;
  const { book } = done;
  const reservation = book.reservations.get("r")!;
  const broken = (over: Partial<Run>): string => check({ ...done, ...over }).broken.join("\n");
  expect(broken({ entries: rest })).toMatch(/top-up:asanak:1 sum to 100000 IRR[^]*ledger sums to/);
  expect(broken({ entries: [...done.entries, first!, done.entries[1]!] })).toMatch(
    /balance of tenant:t1:available is 91900; its entries sum to 191900/,
  );
  const poorer = { ...book.wallet, held: money("IRR", -1n) };
  expect(broken({ book: { ...book, wallet: poorer } })).toMatch(
    /negative[^]*reservations hold 7200/,
  );
  const wrong = { ...reservation, settled: money("IRR", 1n) };
  expect(broken({ book: { ...book, reservations: new Map([["r", wrong]]) } })).toMatch(
    /reservation r are not 9000[^]*revenue IRR is 900; reservations settled 1/,
  );
});
