import { describe, expect, test } from "vitest";
import type { Movement } from "./book.js";
import { move } from "./movement.js";
import { at, check, facts } from "./run-movements.testing.js";
import { dong, due, reserve, run, settle, topUp } from "./vietnam-books.testing.js";

test("a contract that pays for what was delivered is charged that, once everything is known", () => {
  const terms: Movement = {
    kind: "set_terms",
    requestId: "1",
    mode: "prepaid",
    limit: dong(0n),
    rule: { chargeable: "delivered", chunkFinal: "all_outcomes_final" },
    by: "key:finance",
  };
  const begun = run([topUp("1", 100_000n), terms, reserve("campaign:a:1", 100n)]);
  const outcome = (delivered: bigint, final: boolean): Movement => {
    const fact = settle("campaign:a:1", "k1", 100n, 90n);
    return { ...fact, outcome: { ...fact.outcome, delivered, final } };
  };
  const answered = run([outcome(10n, false)], begun.book);
  expect(answered.book).toBe(begun.book);
  const known = run([outcome(70n, true)], begun.book);
  expect(known.book.wallet).toMatchObject({
    available: dong(100_000n - 70n * 800n),
    held: dong(0n),
    termsSet: { by: "key:finance", at },
  });
  const entries = [...begun.entries, ...known.entries];
  expect(check({ ...known, entries })).toMatchObject({ exact: true, broken: [] });
});

describe("a limit", () => {
  const terms = (requestId: string, minor: bigint): Movement => ({
    kind: "set_terms",
    requestId,
    mode: minor > 0n ? "postpaid" : "prepaid",
    limit: dong(minor),
    rule: undefined,
    by: "key:finance",
  });

  test("[VN-BLK-15] can be spent before it is paid, and no balance becomes negative", () => {
    const { book } = run([terms("1", 1_000_000n), reserve("campaign:a:1", 100n)]);
    expect(book.wallet).toMatchObject({ available: dong(920_000n), held: dong(80_000n) });
  });

  test("cannot be taken back while it is used", () => {
    const used = run([terms("1", 100_000n), reserve("campaign:a:1", 100n)]);
    expect(move(used.book, terms("2", 0n), at).verdict).toEqual({
      kind: "limit_in_use",
      free: dong(20_000n),
    });
    expect(move(used.book, terms("2", 80_000n), at).book.wallet.available).toEqual(dong(0n));
  });

  test("is set once per request, and a request of the same name with other content sets nothing", () => {
    const set = run([terms("1", 100_000n), terms("2", 200_000n)]);
    expect(move(set.book, terms("1", 100_000n), at).verdict).toMatchObject({ kind: "done" });
    for (const other of [
      terms("1", 300_000n),
      { ...terms("1", 100_000n), rule: "as_before" } as Movement,
    ]) {
      const step = move(set.book, other, at);
      expect(step).toMatchObject({ book: set.book, verdict: { kind: "reused" } });
    }
  });

  test("is not given back while a fee is owed: its payment would be invoiced once more", () => {
    const owing = run([terms("1", 100n), due("2026-10")]);
    expect(owing.book.wallet.owed.minor).toBeGreaterThan(0n);
    expect(move(owing.book, terms("2", 0n), at).verdict).toMatchObject({ kind: "still_owed" });
  });
});

describe("a warning", () => {
  test("is told once when less is available, and again only after there was more", () => {
    const wish: Movement = { kind: "set_low_balance", below: 100_000n };
    const low = run([topUp("1", 150_000n), wish, reserve("a", 100n), reserve("b", 10n)]);
    expect(facts(low)).toEqual(["topped_up", "balance_low"]);
    const again = run([topUp("2", 100_000n), reserve("c", 100n)], low.book);
    expect(facts(again)).toEqual(["topped_up", "balance_low"]);
  });

  test("is told once more by each top-up that is not enough, and by nothing else", () => {
    const wish: Movement = { kind: "set_low_balance", below: 1_000_000n };
    const low = run([topUp("1", 100_000n), wish]);
    expect(facts(low)).toEqual(["topped_up", "balance_low"]);
    const still = run(
      [topUp("2", 5n), topUp("2", 5n), reserve("a", 10n), topUp("3", 5n), topUp("4", 1_000_000n)],
      low.book,
    );
    expect(facts(still)).toEqual([
      ...["topped_up", "balance_low", "topped_up", "balance_low", "topped_up"],
    ]);
  });
});
