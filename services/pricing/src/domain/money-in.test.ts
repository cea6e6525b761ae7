import { markets } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import type { Book, Movement } from "./book.js";
import { money } from "./money.js";
import { move } from "./movement.js";
import type { Order } from "./order.js";
import { creditPriceOn } from "./credit-price.js";
import { priceOrder } from "./order-price.js";
import { at, check } from "./run-movements.testing.js";
import {
  decide,
  dong,
  fresh,
  holder,
  order,
  pay,
  reserve,
  run,
  settle,
  topUp,
} from "./vietnam-books.testing.js";
import { emptyWallet } from "./wallet.js";

describe("an order of credit", () => {
  test("[VN-BLK-13] [VN-BLK-14] brings its whole value; the volume discount is booked on an account of its own", () => {
    const { book, entries } = run([pay("o2", "vnpay:1")]);
    expect(book.wallet.available).toEqual(dong(4_000_000_000n));
    expect(entries.map(({ account, amount }) => [account, amount.minor])).toEqual([
      ["provider:vn-bulksms:payments", -3_920_000_000n],
      ["tenant:t1:available", 3_920_000_000n],
      ["provider:vn-bulksms:discounts", -80_000_000n],
      ["tenant:t1:available", 80_000_000n],
    ]);
  });

  test("[IR-MEL-03] a code that went to another order while its own had run out is not counted twice", () => {
    const base = order("o1", 1_000_000n);
    const off = {
      kind: "code" as const,
      code: "MPC10",
      percent: 10,
      amount: dong(100_000n),
      source: "x",
    };
    const coded: Order = {
      ...{ ...base, status: "expired", code: "" },
      price: { ...base.price, discounts: [off], toPay: dong(900_000n) },
    };
    const late = { ...fresh, orders: new Map([["o1", coded]]) };
    const comesLate = [pay("o1", "p"), decide("o1", "p", "credit")];
    const free = run(comesLate, late);
    expect(free.book.wallet.available).toEqual(dong(1_000_000n));
    expect([free.book.orders.get("o1")?.code, free.book.codes.get("MPC10")]).toEqual([
      "MPC10",
      "o1",
    ]);
    const taken = run(comesLate, { ...late, codes: new Map([["MPC10", "other"]]) });
    expect(taken.book.wallet.available).toEqual(dong(900_000n));
    expect(taken.book.orders.get("o1")).toMatchObject({ status: "paid", code: "" });
    expect(check(taken)).toMatchObject({ exact: true, broken: [] });
  });

  test("is paid once, and a payment pays one order", () => {
    const paid = run([pay("o1", "vnpay:1")]);
    const again = run([pay("o1", "vnpay:1"), pay("o2", "vnpay:1"), pay("o9", "x")], paid.book);
    expect(again.steps.map(({ verdict }) => verdict.kind)).toEqual([
      "order_closed",
      "receipt_used",
      "order_unknown",
    ]);
    expect(again.entries).toEqual([]);
  });

  test("[TR-AKT-27] credits are bought with lira, and the two never stand in one account sum", () => {
    const credits = (minor: bigint) => money("TRC", minor);
    const customer = { providerId: "aktan", tenantId: "t1", day: "2026-11-20" };
    const priced = priceOrder(markets.get("TR"), {
      providerId: "aktan",
      value: credits(1_000n),
      code: "",
      credit: creditPriceOn(markets.get("TR"), [], customer),
    });
    if (priced.kind === "refused") throw new Error(priced.finding.rule);
    expect(priced.price).toMatchObject({
      toPay: money("TRY", 25_000n),
      tax: money("TRY", 4_167n),
      taxPercent: 20,
    });
    const aktan = { ...holder, providerId: "aktan", market: "TR", currency: "TRC" };
    const bought = { ...order("o1", 1n), providerId: "aktan", price: priced.price };
    const { entries, book } = run([pay("o1", "p")], {
      ...fresh,
      wallet: emptyWallet(aktan),
      orders: new Map([["o1", bought]]),
    });
    expect(book.wallet.available).toEqual(credits(1_000n));
    expect(entries.map(({ cause, account, amount }) => [cause, account, amount])).toEqual([
      ["order:o1", "provider:aktan:payments", credits(-1_000n)],
      ["order:o1", "tenant:t1:available", credits(1_000n)],
      ["sale:o1", "provider:aktan:payments", money("TRY", -25_000n)],
      ["sale:o1", "provider:aktan:sales", money("TRY", 25_000n)],
    ]);
    expect(check({ book, entries })).toMatchObject({ exact: true });
    const mixed: Movement = {
      kind: "top_up",
      requestId: "x",
      amount: money("TRY", 5n),
      reference: "",
    };
    expect(move(book, mixed, at).verdict.kind).toBe("currency_mismatch");
  });
});

describe("a reseller", () => {
  test("earns its surcharge on what was charged, beside its provider's price, and draws it once", () => {
    const { entries, book } = run([
      topUp("1", 1_000_000n),
      reserve("campaign:a:1", 100n, 20n),
      settle("campaign:a:1", "k1", 60n, 50n),
    ]);
    const sum = (account: string): bigint =>
      entries
        .filter((entry) => entry.account === account)
        .reduce((total, { amount }) => total + amount.minor, 0n);
    expect(sum("tenant:r1:margin")).toBe(1_000n);
    expect(sum("provider:vn-bulksms:revenue")).toBe(40_000n);
    expect(book.reservations.get("campaign:a:1")?.settled).toEqual(dong(41_000n));
    expect(check({ book, entries })).toMatchObject({ exact: true, broken: [] });
    const draw: Movement = { kind: "draw_margin", requestId: "d", amount: dong(600n) };
    const reseller: Book = {
      ...fresh,
      wallet: emptyWallet({ ...holder, tenantId: "r1" }),
      margin: 1_000n,
    };
    const drawn = run([draw, draw, { ...draw, requestId: "e" }], reseller);
    expect(drawn.steps.map(({ verdict }) => verdict.kind)).toEqual([
      "done",
      "done",
      "margin_too_small",
    ]);
    expect(drawn.book.wallet.available).toEqual(dong(600n));
  });
});
