import { describe, expect, test } from "vitest";
import type { Clearance, Movement } from "./book.js";
import {
  balance,
  billing,
  finish,
  fresh,
  reserve,
  run,
  settle,
  topUp,
} from "./iran-books.testing.js";
import { money } from "./money.js";
import { check } from "./run-movements.testing.js";

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
    expect(check({ book, entries }).exact).toBe(true);
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
