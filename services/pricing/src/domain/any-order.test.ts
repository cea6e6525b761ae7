import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BillingRule } from "./billing-rule.js";
import type { Movement } from "./book.js";
import { dueIds } from "./due.js";
import { priceOfRun } from "./graduated-price.js";
import {
  balance,
  finish,
  fresh,
  reserve,
  run,
  settle,
  tenantId,
  topUp,
  billing,
} from "./iran-books.testing.js";
import { money } from "./money.js";
import type { Quote } from "./quote.js";
import { at, check } from "./run-movements.testing.js";
import * as vietnam from "./vietnam-books.testing.js";
import { emptyWallet } from "./wallet.js";

describe("[property] the ledger stays exact", () => {
  const reservations = ["campaign:a:1", "campaign:a:2", "group:1", "group:2"];
  const operator = fc.constantFrom("MCI", "IRANCELL");
  const count = fc.bigInt({ min: 1n, max: 50n });
  const movement: fc.Arbitrary<Movement> = fc.oneof(
    fc
      .tuple(fc.constantFrom("1", "2", "3", "4"), fc.bigInt({ min: 1n, max: 200_000n }))
      .map(([id, minor]) => topUp(id, minor)),
    fc
      .tuple(fc.constantFrom(...reservations), count, count, fc.boolean())
      .map(([id, MCI, IRANCELL, free]) => reserve(id, { MCI, IRANCELL }, free)),
    fc
      .record({
        id: fc.constantFrom(...reservations),
        chunkId: fc.constantFrom("k1", "k2", "k3", "k4", "k5", "k6"),
        operator,
        parts: fc.bigInt({ min: 0n, max: 40n }),
        accepted: fc.bigInt({ min: 0n, max: 40n }),
        allAnswered: fc.boolean(),
      })
      .map(({ id, ...over }) => settle(id, over)),
    fc
      .tuple(fc.constantFrom(...reservations), fc.nat({ max: 4 }))
      .map(([id, chunks]) => finish(id, chunks)),
  );

  test("over any interleaving and repetition of top-up, reserve, settle and finish", () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 60 }), (movements) => {
        const done = run(movements);
        expect(check(done)).toMatchObject({ exact: true, broken: [] });
        const ids = done.entries.map(({ entryId }) => entryId);
        expect(new Set(ids).size).toBe(ids.length);
        const again = run(
          movements.filter(({ kind }) => kind !== "reserve"),
          done.book,
        );
        const moved = again.steps.filter(({ verdict }) => verdict.kind === "done");
        expect(check({ ...again, entries: [...done.entries, ...again.entries] }).exact).toBe(true);
        expect(moved.length).toBeLessThanOrEqual(movements.length);
      }),
      { numRuns: 400 },
    );
  });

  const plan = fc.array(
    fc.record({ operator, parts: fc.integer({ min: 1, max: 20 }), answer: fc.nat({ max: 20 }) }),
    { minLength: 1, maxLength: 12 },
  );

  test("whatever the order in which the facts of a campaign come, and however often", () => {
    fc.assert(
      fc.property(
        plan,
        fc.infiniteStream(fc.nat()),
        fc.nat({ max: 12 }),
        (chunks, dice, unsent) => {
          const parts: Record<string, bigint> = {};
          for (const chunk of chunks) {
            parts[chunk.operator] = (parts[chunk.operator] ?? 0n) + BigInt(chunk.parts);
          }
          const sent = chunks.slice(0, Math.max(0, chunks.length - unsent));
          const id = "campaign:a:1";
          const facts: Movement[] = [
            ...sent.map(({ operator: to, parts: n, answer }, i) =>
              settle(id, {
                chunkId: `k${i}`,
                operator: to,
                parts: BigInt(n),
                accepted: BigInt(Math.min(n, answer)),
              }),
            ),
            finish(id, sent.length),
          ];
          const held = run([topUp("1", 10_000_000n), reserve(id, parts)]);
          const straight = run(facts, held.book);
          const shuffled = [...facts, ...facts]
            .map((fact) => ({ fact, order: dice.next().value ?? 0 }))
            .sort((a, b) => a.order - b.order)
            .map(({ fact }) => fact);
          const crooked = run(shuffled, held.book);
          expect(balance(crooked)).toEqual(balance(straight));
          expect(crooked.book.wallet.held.minor).toBe(0n);
          expect(crooked.book.reservations.get(id)).toMatchObject({
            closed: true,
            settled: straight.book.reservations.get(id)?.settled,
            released: straight.book.reservations.get(id)?.released,
          });
          const entries = [...held.entries, ...crooked.entries];
          expect(check({ ...crooked, entries })).toMatchObject({ exact: true, broken: [] });
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("[property] [VN-BLK-10] a month costs the same however campaigns, chunks and repetitions are mixed", () => {
  const steps = [
    { fromPart: 1n, perPart: 150n },
    { fromPart: 51n, perPart: 350n },
  ];
  const dong = (minor: bigint) => money("VND", minor);
  const held = (parts: bigint): Quote => {
    const line = { operator: "VIETTEL", alphabet: "gsm7", parts, steps, run: "2.1|VIETTEL" };
    const amount = dong(parts * 350n);
    const priced = {
      ...line,
      ...{ perPart: dong(350n), amount, expected: amount, margin: 0n, source: "test" },
    };
    return {
      lines: [priced],
      total: amount,
      expected: amount,
      tariffId: "test",
      resellerId: "",
      at,
    };
  };
  const wallet = emptyWallet({
    tenantId,
    providerId: "vn-bulksms",
    market: "VN",
    currency: "VND",
    platform: false,
  });
  const chunk = fc.record({
    campaign: fc.constantFrom("a", "b", "c"),
    parts: fc.bigInt({ min: 1n, max: 20n }),
    refused: fc.bigInt({ min: 0n, max: 20n }),
  });
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (chunks, dice) => {
      const facts = chunks.map(({ campaign, parts, refused }, i) =>
        settle(`campaign:${campaign}:1`, {
          chunkId: `k${i}`,
          operator: "VIETTEL",
          alphabet: "gsm7",
          parts,
          accepted: refused > parts ? 0n : parts - refused,
        }),
      );
      const shuffled = [...facts, ...facts]
        .map((fact) => ({ fact, order: dice.next().value ?? 0 }))
        .sort((x, y) => x.order - y.order)
        .map(({ fact }) => fact);
      const reserved = ["a", "b", "c"].map((campaign): Movement => {
        const reservationId = `campaign:${campaign}:1`;
        const sums = [{ operator: "VIETTEL", alphabet: "gsm7", parts: 500n }];
        return { kind: "reserve", reservationId, sums, quote: held(500n), billing };
      });
      const money = { ...topUp("1", 10_000_000n), amount: dong(10_000_000n) } as Movement;
      const done = run([money, ...reserved, ...shuffled], { ...fresh, wallet });
      const accepted = chunks.reduce(
        (sum, { parts, refused }) => sum + (refused > parts ? 0n : parts - refused),
        0n,
      );
      const { available, held: still } = done.book.wallet;
      expect(10_000_000n - available.minor - still.minor).toBe(priceOfRun(steps, 0n, accepted));
      expect(done.book.monthTotals.get("2.1|VIETTEL|2026-11") ?? 0n).toBe(accepted);
      expect(check(done)).toMatchObject({ exact: true, broken: [] });
    }),
    { numRuns: 200 },
  );
});

test("[property] over any interleaving and repetition of all movements the ledger stays exact", () => {
  const { alone, decide, dong, due, fine, order, reserve, run, settle, topUp } = vietnam;
  const id = fc.constantFrom("1", "2", "3");
  const reservation = fc.constantFrom("campaign:a:1", "campaign:b:1", "group:1");
  // By contract a customer may pay for what was delivered only: known when nothing of a chunk can change any more.
  const rule = fc.constantFrom<BillingRule>(
    { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
    { chargeable: "delivered", chunkFinal: "all_outcomes_final" },
  );
  const minor = fc.bigInt({ min: 1n, max: 300_000n });
  const movement: fc.Arbitrary<Movement> = fc.oneof(
    fc.tuple(id, minor).map(([name, amount]) => topUp(name, amount)),
    fc
      .tuple(
        fc.tuple(reservation, fc.bigInt({ min: 1n, max: 200n }), fc.constantFrom(0n, 7n)),
        rule,
      )
      .map(([of, itsRule]): Movement => ({ ...reserve(...of), billing: itsRule })),
    fc
      .tuple(
        fc.tuple(
          reservation,
          fc.constantFrom("k1", "k2", "k3", "k4"),
          fc.bigInt({ min: 0n, max: 100n }),
          fc.bigInt({ min: 0n, max: 100n }),
        ),
        fc.record({ delivered: fc.bigInt({ min: 0n, max: 100n }), final: fc.boolean() }),
      )
      .map(([of, receipts]): Movement => {
        const { outcome } = settle(...of);
        return { kind: "settle", outcome: { ...outcome, ...receipts } };
      }),
    fc.tuple(reservation, fc.nat({ max: 3 })).map(([reservationId, chunks]): Movement => ({
      kind: "finish",
      reservationId,
      chunks,
      billing: { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
    })),
    fc.constantFrom("2026-09", "2026-10", "2026-11").map((month) => due(month)),
    id.map((violation) => fine(violation)),
    fc.constant<Movement>({ kind: "collect" }),
    fc.constantFrom("2026-09", "2026-10", "2026-11").map((month): Movement => ({
      kind: "waive_due",
      dueId: dueIds.maintenance("l1", "VIETTEL", month),
      reason: "declared by mistake",
      by: "key:finance",
      ...alone,
    })),
    fc.tuple(id, fc.constantFrom(0n, 100_000n, 5_000_000n)).map(([requestId, limit]): Movement => ({
      kind: "set_terms",
      requestId,
      mode: "postpaid",
      limit: dong(limit),
      rule: undefined,
      by: "key:finance",
    })),
    fc
      .tuple(fc.constantFrom("o1", "o2", "o3", "o4", "late"), id)
      .map(([orderId, receipt]): Movement => ({
        kind: "pay_order",
        orderId,
        receipt,
        by: "port",
      })),
    // Of a payment that came twice, of one whose order had run out, and of one that is no case.
    fc
      .tuple(
        fc.constantFrom("o1", "o2", "o3", "o4", "late"),
        id,
        fc.constantFrom("credit" as const, "refund" as const),
        id,
      )
      .map(([orderId, receipt, what, requestId]) => decide(orderId, receipt, what, { requestId })),
    minor.map((amount): Movement => ({
      kind: "month_discount",
      month: "2026-10",
      amount: dong(amount),
    })),
    fc.tuple(id, minor).map(([number, amount]): Movement => ({
      kind: "credit_note",
      number,
      amount: dong(amount),
    })),
    minor.map((below): Movement => ({ kind: "set_low_balance", below })),
  );
  const late = { ...order("late", 2_000_000n), status: "expired" as const };
  const from = { ...vietnam.fresh, orders: new Map([...vietnam.fresh.orders, ["late", late]]) };
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 50 }), (movements) => {
      const done = run(movements, from);
      expect(check(done)).toMatchObject({ exact: true, broken: [] });
      const ids = done.entries.map(({ entryId }) => entryId);
      expect(new Set(ids).size).toBe(ids.length);
      // A replay of what names itself books nothing that a first run could not have booked.
      const again = run(movements, done.book);
      const all = [...done.entries, ...again.entries];
      expect(new Set(all.map(({ entryId }) => entryId)).size).toBe(all.length);
      expect(check({ book: again.book, entries: all })).toMatchObject({ exact: true, broken: [] });
    }),
    { numRuns: 300 },
  );
});
