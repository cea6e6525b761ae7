import { describe, expect, test } from "vitest";
import type { Movement } from "./book.js";
import { money } from "./money.js";
import { move } from "./movement.js";
import type { Order } from "./order.js";
import { at, check, facts, freshBook } from "./run-movements.testing.js";
import { decide, dong, fresh, holder, order, pay, run } from "./vietnam-books.testing.js";

const kindsOf = (of: ReturnType<typeof run>) => of.steps.map(({ verdict }) => verdict.kind);
const movedBy = (of: ReturnType<typeof run>) =>
  of.entries.map(({ cause, account, amount }) => [cause, account, amount.minor]);
const both = (...runs: readonly ReturnType<typeof run>[]) =>
  check({
    book: runs.at(-1)?.book ?? fresh,
    entries: runs.flatMap(({ entries }) => entries),
  });

describe("a payment that no order waited for", () => {
  const paid = run([pay("o2", "vnpay:1")]);
  const again = run([pay("o2", "vnpay:2"), pay("o2", "vnpay:2"), pay("o2", "vnpay:1")], paid.book);

  test("stands in suspense once, in nobody's wallet, and is told", () => {
    expect(kindsOf(again)).toEqual(["payment_suspended", "order_closed", "order_closed"]);
    expect(movedBy(again)).toEqual([
      ["suspense:vn-bulksms:vnpay:2", "provider:vn-bulksms:payments", -3_920_000_000n],
      ["suspense:vn-bulksms:vnpay:2", "provider:vn-bulksms:suspense", 3_920_000_000n],
    ]);
    expect(again.book.wallet.available).toEqual(paid.book.wallet.available);
    expect(facts(again)).toEqual(["payment_suspended"]);
    expect(both(paid, again)).toMatchObject({ exact: true, broken: [] });
    // It is no other order's payment either.
    expect(kindsOf(run([pay("o1", "vnpay:2")], again.book))).toEqual(["receipt_used"]);
  });

  test("of much, is decided by a second person who wants the very same", () => {
    const large = { largeFrom: 3_920_000_000n };
    const second = { ...large, by: "person:b", differsFrom: "person:a" };
    const words = run(
      [
        decide("o2", "vnpay:2", "credit", large),
        // Said again by the same person it waits on; another wish takes its place.
        decide("o2", "vnpay:2", "credit", large),
        decide("o2", "vnpay:2", "refund", large),
        decide("o2", "vnpay:2", "credit", second),
        decide("o2", "vnpay:2", "refund", { ...second, reference: "bank 10" }),
      ],
      again.book,
    );
    expect(kindsOf(words)).toEqual(Array(5).fill("payment_proposed"));
    expect(words.entries).toEqual([]);
    const waiting = run(
      [decide("o2", "vnpay:2", "refund", large), decide("o2", "vnpay:2", "refund", second)],
      again.book,
    );
    expect(waiting.steps.map(({ verdict }) => verdict)).toMatchObject([
      { payment: { status: "open", proposed: { by: "person:a" }, decided: undefined } },
      {
        payment: { status: "refunded", proposed: undefined, decided: { by: "person:a,person:b" } },
      },
    ]);
    expect(both(paid, again, waiting)).toMatchObject({ exact: true, broken: [] });
  });

  test("is paid back under a number of its own", () => {
    const other = run([pay("o2", "vnpay:3")], again.book);
    const refunds = run(
      [decide("o2", "vnpay:2", "refund"), decide("o2", "vnpay:3", "refund", { requestId: "d2" })],
      other.book,
    );
    expect(kindsOf(refunds)).toEqual(["payment_decided", "refund_number_used"]);
    const mended = run(
      [decide("o2", "vnpay:3", "refund", { requestId: "d3", reference: "bank 10" })],
      refunds.book,
    );
    expect(kindsOf(mended)).toEqual(["payment_decided"]);
    expect(both(paid, again, other, refunds, mended)).toMatchObject({ exact: true, broken: [] });
  });

  test("enters the wallet when finance says so, at what was paid, once", () => {
    const credited = run(
      [decide("o2", "vnpay:2", "credit"), decide("o2", "vnpay:2", "credit")],
      again.book,
    );
    expect(kindsOf(credited)).toEqual(["payment_decided", "payment_decided"]);
    expect(movedBy(credited)).toEqual([
      ["paid-again:vn-bulksms:vnpay:2", "provider:vn-bulksms:suspense", -3_920_000_000n],
      ["paid-again:vn-bulksms:vnpay:2", "tenant:t1:available", 3_920_000_000n],
    ]);
    expect(facts(credited)).toEqual(["topped_up"]);
    expect(both(paid, again, credited)).toMatchObject({ exact: true, broken: [] });
  });

  test("of another amount than its order's stands in suspense as paid, and enters the wallet as paid; the order waits on", () => {
    const less = { ...pay("o2", "vnpay:9"), amount: dong(1_000n) } as Movement;
    const wrong = run([less, less]);
    expect(kindsOf(wrong)).toEqual(["payment_suspended", "order_closed"]);
    expect(movedBy(wrong)).toEqual([
      ["suspense:vn-bulksms:vnpay:9", "provider:vn-bulksms:payments", -1_000n],
      ["suspense:vn-bulksms:vnpay:9", "provider:vn-bulksms:suspense", 1_000n],
    ]);
    const [payment] = [...wrong.book.payments.values()];
    expect(payment).toMatchObject({ why: "amount_differs", amount: dong(1_000n) });
    const credited = run([decide("o2", "vnpay:9", "credit")], wrong.book);
    expect(movedBy(credited)).toEqual([
      ["paid-again:vn-bulksms:vnpay:9", "provider:vn-bulksms:suspense", -1_000n],
      ["paid-again:vn-bulksms:vnpay:9", "tenant:t1:available", 1_000n],
    ]);
    const whole = run([pay("o2", "vnpay:10")], credited.book);
    expect(kindsOf(whole)).toEqual(["paid"]);
    expect(both(wrong, credited, whole)).toMatchObject({ exact: true, broken: [] });
  });

  test("goes back with the number of the transfer; whoever wants otherwise reads what was decided", () => {
    const refunded = run(
      [
        decide("o2", "vnpay:2", "refund"),
        decide("o2", "vnpay:2", "refund", { requestId: "d2" }),
        decide("o2", "vnpay:2", "refund", { requestId: "d2", reference: "bank 10" }),
        decide("o2", "vnpay:2", "credit", { requestId: "d2" }),
        decide("o2", "vnpay:2", "credit"),
        decide("o2", "vnpay:7", "credit"),
      ],
      again.book,
    );
    expect(kindsOf(refunded)).toEqual([
      ...["payment_decided", "payment_decided"],
      ...["payment_decided_otherwise", "payment_decided_otherwise"],
      ...["reused", "payment_unknown"],
    ]);
    expect(movedBy(refunded)).toEqual([
      ["refund:vn-bulksms:vnpay:2", "provider:vn-bulksms:suspense", -3_920_000_000n],
      ["refund:vn-bulksms:vnpay:2", "provider:vn-bulksms:payments", 3_920_000_000n],
    ]);
    expect(facts(refunded)).toEqual(["payment_refunded"]);
    expect(refunded.book.wallet.available).toEqual(paid.book.wallet.available);
    expect(both(paid, again, refunded)).toMatchObject({ exact: true, broken: [] });
  });

  test("pays the order that had run out or failed as it was agreed, when finance credits it", () => {
    for (const status of ["expired", "failed"] as const) {
      const late: Order = { ...order("o2", 4_000_000_000n), status, endedAt: at };
      const waits = run([pay("o2", "vnpay:1")], { ...fresh, orders: new Map([["o2", late]]) });
      expect(waits.book.payments.get("suspense:vn-bulksms:vnpay:1")).toMatchObject({
        why: `order_${status}`,
      });
      expect(waits.book.wallet.available).toEqual(dong(0n));
      // Two such payments: the first that is credited pays it, the second is worth what was paid.
      const both = run(
        [
          pay("o2", "vnpay:2"),
          decide("o2", "vnpay:2", "credit"),
          decide("o2", "vnpay:1", "credit"),
        ],
        waits.book,
      );
      expect(both.book.orders.get("o2")).toMatchObject({ status: "paid", receipt: "vnpay:2" });
      expect(both.book.wallet.available).toEqual(dong(4_000_000_000n + 3_920_000_000n));
      const entries = [...waits.entries, ...both.entries];
      expect(check({ book: both.book, entries })).toMatchObject({ exact: true, broken: [] });
    }
  });

  test("is none where its payer paid in time and the port told it late", () => {
    const late: Order = { ...order("o1", 5n), status: "expired", endedAt: at };
    const book = { ...fresh, orders: new Map([["o1", late]]) };
    const [before, after] = [-1, 1].map((ms) => new Date(at.getTime() + ms));
    expect(kindsOf(run([pay("o1", "1", before)], book))).toEqual(["paid"]);
    expect(kindsOf(run([pay("o1", "1", after)], book))).toEqual(["payment_suspended"]);
  });

  test("[TR-AKT-27] for credits is lira in suspense, and becomes credits and a sale only together", () => {
    const aktan = { ...holder, providerId: "aktan", market: "TR", currency: "TRC" };
    const price = { ...order("o1", 1n).price, value: money("TRC", 10n), toPay: money("TRY", 250n) };
    const bought = { ...order("o1", 1n), providerId: "aktan" };
    const orders = new Map([["o1", { ...bought, price: { ...price, price: money("TRY", 250n) } }]]);
    const paid = run([pay("o1", "1"), pay("o1", "2")], { ...freshBook(aktan), orders });
    expect(paid.book.wallet.available).toEqual(money("TRC", 10n));
    const credited = run([decide("o1", "2", "credit", { caseId: "suspense:aktan:2" })], paid.book);
    expect(movedBy(credited)).toEqual([
      ["paid-again:aktan:2", "provider:aktan:payments", -10n],
      ["paid-again:aktan:2", "tenant:t1:available", 10n],
      ["sale-again:aktan:2", "provider:aktan:suspense", -250n],
      ["sale-again:aktan:2", "provider:aktan:sales", 250n],
    ]);
    expect(both(paid, credited)).toMatchObject({ exact: true, broken: [] });
  });

  test("of another customer, or that is no case, is unknown", () => {
    expect(move(fresh, decide("o2", "vnpay:2", "credit"), at).verdict.kind).toBe("payment_unknown");
  });

  test("is found where its money is not in suspense", () => {
    expect(check({ book: again.book, entries: paid.entries }).broken).toEqual([
      "provider:vn-bulksms:suspense VND is 0; payments that wait 3920000000.",
      "suspense:vn-bulksms:vnpay:2 should have moved 3920000000; its entries moved 0.",
    ]);
  });
});
