import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Book, Clearance, Movement, Step } from "./book.js";
import { priceOfRun } from "./graduated-price.js";
import { ledgerCheck, type LedgerReport } from "./ledger-check.js";
import type { Entry } from "./ledger.js";
import { money } from "./money.js";
import { move } from "./movement.js";
import { sumParts, type Quote } from "./quote.js";
import type { ChunkOutcome } from "./settlement.js";
import { emptyWallet } from "./wallet.js";

const at = new Date("2026-11-22T09:00:00Z");
const tenantId = "t1";
const billing = { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" } as const;
const fresh: Book = {
  wallet: emptyWallet({
    tenantId,
    providerId: "asanak",
    market: "IR",
    currency: "IRR",
    platform: false,
  }),
  reservations: new Map(),
  settledChunks: new Set(),
  monthTotals: new Map(),
  topUps: new Map(),
  clearances: new Set(),
  dues: new Map(),
  orders: new Map(),
  receipts: new Map(),
  codes: new Map(),
  made: new Set(),
  terms: new Map(),
  margin: 0n,
  waived: 0n,
};

const rates: Readonly<Record<string, bigint>> = { MCI: 900n, IRANCELL: 950n };

const quoteOf = (parts: Readonly<Record<string, bigint>>, free = false): Quote => {
  const lines = Object.entries(parts)
    .sort()
    .map(([operator, count]) => {
      const perPart = money("IRR", free ? 0n : rates[operator]!);
      const amount = money("IRR", perPart.minor * count);
      const steps = [{ fromPart: 1n, perPart: perPart.minor }];
      const line = { operator, alphabet: "ucs2", parts: count, perPart, amount, source: "test" };
      return { ...line, steps, run: "", expected: amount, margin: 0n };
    });
  const total = money(
    "IRR",
    lines.reduce((sum, { amount }) => sum + amount.minor, 0n),
  );
  return { lines, total, expected: total, tariffId: "test", resellerId: "", at };
};

const topUp = (requestId: string, minor: bigint): Movement => ({
  kind: "top_up",
  requestId,
  amount: money("IRR", minor),
  reference: "",
});
const reserve = (reservationId: string, parts: Record<string, bigint>, free = false): Movement => {
  const quote = quoteOf(parts, free);
  const counts = quote.lines.map((line) => ({ ...line, segments: 1, messages: line.parts }));
  return { kind: "reserve", reservationId, sums: sumParts(counts), quote, billing };
};
const settle = (reservationId: string, over: Partial<ChunkOutcome>): Movement => ({
  kind: "settle",
  outcome: {
    chunkId: "k1",
    tenantId,
    reservationId,
    campaignId: "",
    operator: "MCI",
    alphabet: "ucs2",
    parts: 1n,
    accepted: 1n,
    delivered: 0n,
    allAnswered: true,
    final: false,
    submitted: undefined,
    month: "2026-11",
    ...over,
  },
});
const finish = (reservationId: string, chunks: number): Movement => ({
  kind: "finish",
  reservationId,
  chunks,
  billing,
});

type Run = {
  readonly book: Book;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
};

const run = (movements: readonly Movement[], from: Book = fresh): Run => {
  let book = from;
  const steps = movements.map((movement) => {
    const step = move(book, movement, at);
    book = step.book;
    return step;
  });
  return { book, steps, entries: steps.flatMap((step) => step.entries) };
};

const check = ({ book, entries }: Run): LedgerReport => {
  const checking = ledgerCheck();
  checking.addWallet(book.wallet);
  for (const reservation of book.reservations.values()) checking.addReservation(reservation);
  for (const due of book.dues.values()) checking.addDue(due);
  for (const entry of entries) checking.addEntry(entry);
  return checking.finish();
};

const balance = ({ book: { wallet } }: Run) => [wallet.available.minor, wallet.held.minor];

describe("a reservation", () => {
  test("is held once, settled by chunk, and closed when the campaign's chunks are settled", () => {
    const done = run([
      topUp("1", 100_000n),
      reserve("campaign:c:1", { MCI: 100n }),
      settle("campaign:c:1", { parts: 40n, accepted: 30n }),
      finish("campaign:c:1", 2),
      settle("campaign:c:1", { chunkId: "k2", parts: 10n, accepted: 10n }),
    ]);
    expect(balance(done)).toEqual([100_000n - 36_000n, 0n]);
    expect(done.book.reservations.get("campaign:c:1")).toMatchObject({
      campaignId: "c",
      closed: true,
      settled: { minor: 36_000n },
      released: { minor: 54_000n },
    });
    expect(done.steps.flatMap((step) => step.facts.map(({ kind }) => kind))).toEqual([
      "topped_up",
      "reservation_settled",
    ]);
    expect(check(done)).toMatchObject({ exact: true, broken: [], openReservations: 0 });
  });

  test("of a group of single messages closes when each of its parts is answered for", () => {
    const done = run([
      topUp("1", 9_500n),
      reserve("group:g", { MCI: 2n, IRANCELL: 1n }),
      settle("group:g", { parts: 2n, accepted: 1n }),
      settle("group:g", { chunkId: "k2", operator: "IRANCELL" }),
    ]);
    expect(balance(done)).toEqual([9_500n - 900n - 950n, 0n]);
    expect(done.book.reservations.get("group:g")).toMatchObject({ closed: true, campaignId: "" });
  });

  test("needs its whole price; not a rial is held of less", () => {
    const { book, entries, steps } = run([topUp("1", 899n), reserve("r", { MCI: 1n })]);
    expect(steps[1]?.verdict).toMatchObject({
      kind: "insufficient_funds",
      needed: money("IRR", 900n),
      available: money("IRR", 899n),
    });
    expect(steps[1]?.book).toBe(steps[0]?.book);
    expect(check({ book, entries, steps }).exact).toBe(true);
  });

  test("at price zero moves nothing and still closes", () => {
    const done = run([
      reserve("group:p", { MCI: 5n }, true),
      settle("group:p", { parts: 5n, accepted: 5n }),
    ]);
    expect(done.entries).toEqual([]);
    expect(done.book.reservations.get("group:p")?.closed).toBe(true);
    expect(check(done).exact).toBe(true);
  });

  test("known by its id gets its first answer; another tenant's or another content is refused", () => {
    const held = run([topUp("1", 10_000n), reserve("r", { MCI: 1n })]);
    const again = run([reserve("r", { MCI: 1n }), reserve("r", { MCI: 2n })], held.book);
    expect(again.steps.map(({ verdict }) => verdict.kind)).toEqual(["reserved", "reused"]);
    const stranger = { ...held.book, wallet: { ...held.book.wallet, tenantId: "t2" } };
    expect(run([reserve("r", { MCI: 1n })], stranger).steps[0]?.verdict.kind).toBe("reused");
  });

  test("that was given up before it was made is refused afterwards", () => {
    const late = run([topUp("1", 10_000n), finish("group:g", 0), reserve("group:g", { MCI: 1n })]);
    expect(late.steps.at(-1)?.verdict.kind).toBe("given_up");
    expect(balance(late)).toEqual([10_000n, 0n]);
    expect(check(late)).toMatchObject({ exact: true, openReservations: 0 });
  });

  test("that is not known yet is not settled", () => {
    const early = run([settle("r", {}), finish("r", 1)]);
    expect(early.steps.map(({ verdict }) => verdict.kind)).toEqual([
      "unknown_reservation",
      "unknown_reservation",
    ]);
    expect(early.book).toBe(fresh);
  });
});

describe("a top-up", () => {
  test("counts once by its request id, and another amount under it is refused", () => {
    const { book, steps } = run([topUp("1", 5n), topUp("1", 5n), topUp("1", 6n)]);
    expect(book.wallet.available.minor).toBe(5n);
    expect(steps.map(({ verdict }) => verdict.kind)).toEqual(["done", "done", "reused"]);
  });

  test("in another currency, or beyond what can be stored, is refused", () => {
    const dong: Movement = { ...topUp("1", 5n), amount: money("VND", 5n) } as Movement;
    const { steps } = run([dong, topUp("2", 2n ** 62n), topUp("3", 2n ** 62n)]);
    expect(steps.map(({ verdict }) => verdict.kind)).toEqual([
      "currency_mismatch",
      "done",
      "too_large",
    ]);
  });
});

describe("a cleared campaign", () => {
  const clearance: Clearance = {
    campaignId: "c",
    revision: 1n,
    clearanceId: "x",
    dryRun: false,
    maxCost: undefined,
  };
  const asks = (over: Partial<typeof clearance> = {}): Movement => {
    const { sums, quote } = reserve("r", { MCI: 10n }) as Extract<Movement, { kind: "reserve" }>;
    const priced = { kind: "quoted", quote } as const;
    return { kind: "fund", clearance: { ...clearance, ...over }, priced, sums, billing };
  };

  test("is funded once per revision, and told once per clearance", () => {
    const { book, steps } = run([topUp("1", 10_000n), asks(), asks(), asks({ clearanceId: "y" })]);
    expect(steps.slice(1).map(({ facts }) => facts.map(({ kind }) => kind))).toEqual([
      ["campaign_funded"],
      [],
      ["campaign_funded"],
    ]);
    expect(book.wallet.held.minor).toBe(9_000n);
  });

  test("that could cost more than its owner allowed is refused, and nothing is held", () => {
    const rich = run([topUp("1", 10_000n)]);
    const capped = run([asks({ maxCost: money("IRR", 8_999n) })], rich.book);
    expect(capped.steps[0]?.facts).toMatchObject([
      { kind: "campaign_unfunded", code: "MAX_COST_EXCEEDED", needed: { minor: 9_000n } },
    ]);
    expect(capped.book.wallet.held.minor).toBe(0n);
    const other = run([asks({ maxCost: money("VND", 1_000_000n) })], rich.book);
    expect(other.book.wallet.held.minor).toBe(0n);
    const enough = run([asks({ maxCost: money("IRR", 9_000n) })], rich.book);
    expect(enough.book.wallet.held.minor).toBe(9_000n);
  });

  test("as a dry run is priced and nothing is held", () => {
    const { book, steps } = run([asks({ dryRun: true })]);
    expect(steps[0]?.facts).toMatchObject([{ kind: "campaign_funded", reservationId: "" }]);
    expect(book.wallet.version).toBe(0);
  });

  test("without money is told what is needed, and can be reserved for after a top-up", () => {
    const poor = run([asks()]);
    expect(poor.steps[0]?.facts).toMatchObject([
      {
        kind: "campaign_unfunded",
        code: "INSUFFICIENT_FUNDS",
        needed: { minor: 9_000n },
        available: { minor: 0n },
      },
    ]);
    const rich = run([topUp("1", 9_000n), reserve("campaign:c:1", { MCI: 10n })], poor.book);
    expect(rich.steps[1]?.verdict.kind).toBe("reserved");
  });
});

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
