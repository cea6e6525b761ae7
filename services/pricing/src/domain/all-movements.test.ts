import { markets } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Book, Movement, Step } from "./book.js";
import { dueIds, type NewDue } from "./due.js";
import { ledgerCheck } from "./ledger-check.js";
import type { Entry } from "./ledger.js";
import { money } from "./money.js";
import { move } from "./movement.js";
import type { Order } from "./order.js";
import { priceOrder } from "./order-price.js";
import { priceQuestion } from "./quote.js";
import { emptyWallet } from "./wallet.js";

const at = new Date("2026-11-22T09:00:00Z");
const holder = {
  tenantId: "t1",
  providerId: "vn-bulksms",
  market: "VN",
  currency: "VND",
  platform: false,
};
const dong = (minor: bigint) => money("VND", minor);

const order = (orderId: string, minor: bigint): Order => {
  const priced = priceOrder(markets.get("VN"), {
    providerId: "vn-bulksms",
    value: dong(minor),
    code: "",
  });
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return {
    orderId,
    tenantId: "t1",
    providerId: "vn-bulksms",
    method: "port",
    status: "awaiting_payment",
    price: priced.price,
    code: "",
    returnUrl: "",
    paymentReference: "",
    proofDocumentId: "",
    proofNote: "",
    receipt: "",
    reason: "",
    placedAt: at,
    endedAt: undefined,
    decidedBy: "",
  };
};
const orders = new Map(
  [order("o1", 1_000_000n), order("o2", 4_000_000_000n), order("o3", 30_000_000_000n)].map(
    (each) => [each.orderId, each],
  ),
);

const fresh: Book = {
  wallet: emptyWallet(holder),
  reservations: new Map(),
  settledChunks: new Set(),
  monthTotals: new Map(),
  topUps: new Map(),
  clearances: new Set(),
  dues: new Map(),
  orders,
  receipts: new Map(),
  codes: new Map(),
  made: new Set(),
  terms: new Map(),
  margin: 0n,
  waived: 0n,
};

/** Of a waiver that one person decides. */
const alone = { largeFrom: 1_000_000_000n, differsFrom: "" };

type Run = { readonly book: Book; readonly entries: readonly Entry[]; readonly steps: Step[] };
const run = (movements: readonly Movement[], from: Book = fresh): Run => {
  let book = from;
  const steps = movements.map((movement) => {
    const step = move(book, movement, at);
    book = step.book;
    return step;
  });
  return { book, steps, entries: steps.flatMap((step) => step.entries) };
};

/** Of everything kept beside the ledger. `others`: what the reseller's margin was before. */
const check = ({ book, entries }: Pick<Run, "book" | "entries">) => {
  const checking = ledgerCheck();
  checking.addWallet(book.wallet);
  for (const reservation of book.reservations.values()) checking.addReservation(reservation);
  for (const due of book.dues.values()) checking.addDue(due);
  for (const entry of entries) checking.addEntry(entry);
  return checking.finish();
};

const due = (month: string, over: Partial<NewDue> = {}): Movement => ({
  kind: "raise_due",
  due: {
    dueId: dueIds.maintenance("l1", "VIETTEL", month),
    tenantId: "t1",
    providerId: "vn-bulksms",
    kind: "maintenance",
    lineId: "l1",
    operator: "VIETTEL",
    month,
    amount: dong(50_000n),
    source: "004 · Policy 2",
    ...over,
  },
});
const topUp = (requestId: string, minor: bigint): Movement => ({
  kind: "top_up",
  requestId,
  amount: dong(minor),
  reference: "",
});
const reserve = (reservationId: string, messages: bigint, perPart = 0n): Movement => {
  const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
  const asked = { providerId: "", family: "brandname", purpose: "customer_care", lineId: "" };
  const resale = {
    resellerId: "r1",
    surcharges: [{ operator: "", group: "", script: "", effectiveFrom: "", perPart }],
  };
  const standing = { group: "", soFar: new Map(), lists: [], resale };
  const { sums, priced, billing } = priceQuestion(holder, { ...asked, counts }, standing, at);
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return { kind: "reserve", reservationId, sums, quote: priced.quote, billing };
};
const settle = (
  reservationId: string,
  chunkId: string,
  parts: bigint,
  accepted = parts,
): Movement => ({
  kind: "settle",
  outcome: {
    chunkId,
    tenantId: "t1",
    reservationId,
    campaignId: "",
    operator: "VIETTEL",
    alphabet: "gsm7",
    parts,
    accepted,
    delivered: 0n,
    allAnswered: true,
    final: false,
    submitted: undefined,
    month: "2026-11",
  },
});
const facts = ({ steps }: Run) => steps.flatMap((step) => step.facts.map(({ kind }) => kind));

describe("fees and fines", () => {
  test("[VN-BLK-08] maintenance is paid at once where the money is there, and owed and told where not", () => {
    const rich = run([topUp("1", 60_000n), due("2026-11")]);
    expect(facts(rich)).toEqual(["topped_up", "due_raised"]);
    expect(rich.book.wallet).toMatchObject({ available: dong(10_000n), owed: dong(0n) });
    const poor = run([due("2026-11")]);
    expect(facts(poor)).toEqual(["due_raised", "maintenance_unpaid"]);
    expect(poor.book.wallet).toMatchObject({ available: dong(0n), owed: dong(50_000n) });
  });

  test("[VN-BLK-08] a top-up pays the oldest fee first, and says that a name may wake when nothing is owed for it", () => {
    const owing = run([due("2026-10"), due("2026-11"), topUp("1", 70_000n)]);
    expect(facts(owing).slice(-2)).toEqual(["topped_up", "due_paid"]);
    expect([...owing.book.dues.values()].map(({ month, status }) => [month, status])).toEqual([
      ["2026-10", "paid"],
      ["2026-11", "owed"],
    ]);
    const paid = run([topUp("2", 30_000n)], owing.book);
    expect(facts(paid)).toEqual(["topped_up", "due_paid", "maintenance_paid"]);
    expect(paid.book.wallet).toMatchObject({ available: dong(0n), owed: dong(0n) });
  });

  test("[VN-BLK-08] a new month that is paid beside the old one wakes the name", () => {
    const owing = run([due("2026-10")]);
    const rich: Book = {
      ...owing.book,
      wallet: { ...owing.book.wallet, available: dong(100_000n) },
    };
    expect(facts(run([due("2026-11")], rich))).toEqual([
      "due_raised",
      "due_paid",
      "maintenance_paid",
    ]);
  });

  test("[VN-BLK-08] maintenance that stays unpaid is told when its time of grace is over, once; the customer knows at once", () => {
    const graced = due("2026-11", { graceDays: 7 });
    const owing = run([graced]);
    expect(facts(owing)).toEqual(["due_raised"]);
    const collect = (book: Book, day: string) =>
      move(book, { kind: "collect" }, new Date(`2026-11-${day}T09:00:00Z`));
    expect(collect(owing.book, "28")).toMatchObject({ facts: [], entries: [] });
    const late = collect(owing.book, "29");
    expect(late.facts.map(({ kind }) => kind)).toEqual(["maintenance_unpaid"]);
    expect(collect(late.book, "30").facts).toEqual([]);
  });

  test("a fee that is waived is owed no more, falls out of what the provider earned, and wakes the name", () => {
    const waive: Movement = {
      kind: "waive_due",
      dueId: dueIds.maintenance("l1", "VIETTEL", "2026-11"),
      reason: "declared by mistake",
      by: "key:finance",
      ...alone,
    };
    const done = run([due("2026-11"), waive, waive]);
    expect(facts(done)).toEqual([
      "due_raised",
      "maintenance_unpaid",
      "due_waived",
      "maintenance_paid",
    ]);
    expect(done.book.wallet.owed).toEqual(dong(0n));
    expect(check(done)).toMatchObject({ exact: true, broken: [] });
    const paid = run([topUp("1", 60_000n), due("2026-11")]);
    expect(move(paid.book, waive, at).book).toBe(paid.book);
  });

  test("much in a month is waived by two people, and the first may take it back", () => {
    const waive = (month: string, by: string, differsFrom = ""): Movement => ({
      kind: "waive_due",
      dueId: dueIds.maintenance("l1", "VIETTEL", month),
      ...{ reason: "a mistake", by, largeFrom: 100_000n, differsFrom },
    });
    const first = run([due("2026-10"), due("2026-11"), waive("2026-10", "person:a")]);
    expect(first.book.waived).toBe(50_000n);
    // The second fee of the month makes it much.
    const proposed = run([waive("2026-11", "person:a")], first.book);
    expect(proposed.entries).toEqual([]);
    expect(facts(proposed)).toEqual(["waiver_proposed"]);
    const same = run([waive("2026-11", "person:a")], proposed.book);
    expect(same.steps[0]?.verdict).toEqual({ kind: "second_person_needed" });
    expect(same.book).toBe(proposed.book);
    const recall: Movement = {
      kind: "recall_waiver",
      dueId: dueIds.maintenance("l1", "VIETTEL", "2026-11"),
      by: "person:b",
    };
    const back = run([recall, recall], proposed.book);
    expect(facts(back)).toEqual(["waiver_recalled"]);
    expect(back.book.wallet.owed).toEqual(dong(50_000n));
    const done = run([waive("2026-11", "person:b", "person:a")], proposed.book);
    expect([...done.book.dues.values()].at(-1)).toMatchObject({
      status: "waived",
      waivedBy: "person:a,person:b",
      pendingWaiver: null,
    });
    expect(done.book.wallet.owed).toEqual(dong(0n));
  });

  test("a fee that stands on an invoice is not waived", () => {
    const raised = run([due("2026-11")]);
    const [known] = [...raised.book.dues.values()];
    const invoiced = { ...known!, invoice: "VN-BULKSMS-2026-000001" };
    const book = { ...raised.book, dues: new Map([[invoiced.dueId, invoiced]]) };
    const waive: Movement = {
      ...{ kind: "waive_due", dueId: invoiced.dueId, reason: "x", by: "key:finance" },
      ...alone,
    };
    expect(move(book, waive, at)).toMatchObject({
      book,
      verdict: { kind: "due_invoiced", invoice: "VN-BULKSMS-2026-000001" },
    });
  });

  test("a fee that is raised again changes nothing", () => {
    const once = run([due("2026-11")]);
    const again = run([due("2026-11")], once.book);
    expect(again.book).toBe(once.book);
    expect(again.entries).toEqual([]);
  });

  test("[IR-ASN-25] a fine stands on an account of its own, and is owed where the wallet is empty", () => {
    const fine = { dueId: dueIds.fine("v1"), kind: "fine" as const, operator: "", month: "" };
    const { book, entries } = run([due("", { ...fine, amount: dong(50_002_500n) })]);
    expect(entries.map(({ account, amount }) => [account, amount.minor])).toEqual([
      ["tenant:t1:owed", -50_002_500n],
      ["provider:vn-bulksms:fines", 50_002_500n],
    ]);
    expect(book.wallet.owed).toEqual(dong(50_002_500n));
  });
});

describe("an order of credit", () => {
  const pay = (orderId: string, receipt: string): Movement => ({
    kind: "pay_order",
    orderId,
    receipt,
    by: "vnpay",
  });

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

  test("a second payment of a paid order stands in the wallet under its own name, once, without the discount", () => {
    const paid = run([pay("o2", "vnpay:1")]);
    const again = run(
      [pay("o2", "vnpay:2"), pay("o2", "vnpay:2"), pay("o2", "vnpay:1")],
      paid.book,
    );
    expect(again.steps.map(({ verdict }) => verdict.kind)).toEqual([
      ...["paid_again", "order_closed", "order_closed"],
    ]);
    expect(again.entries.map(({ cause, amount }) => [cause, amount.minor])).toEqual([
      ["paid-again:vn-bulksms:vnpay:2", -3_920_000_000n],
      ["paid-again:vn-bulksms:vnpay:2", 3_920_000_000n],
    ]);
    expect(facts(again)).toEqual(["topped_up"]);
    const entries = [...paid.entries, ...again.entries];
    expect(check({ book: again.book, entries })).toMatchObject({ exact: true, broken: [] });
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
    const free = run([pay("o1", "p")], late);
    expect(free.book.wallet.available).toEqual(dong(1_000_000n));
    expect([free.book.orders.get("o1")?.code, free.book.codes.get("MPC10")]).toEqual([
      "MPC10",
      "o1",
    ]);
    const taken = run([pay("o1", "p")], { ...late, codes: new Map([["MPC10", "other"]]) });
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
    const priced = priceOrder(markets.get("TR"), {
      providerId: "aktan",
      value: credits(1_000n),
      code: "",
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
    return fact.kind === "settle"
      ? { ...fact, outcome: { ...fact.outcome, delivered, final } }
      : fact;
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

test("[property] over any interleaving and repetition of all movements the ledger stays exact", () => {
  const id = fc.constantFrom("1", "2", "3");
  const reservation = fc.constantFrom("campaign:a:1", "campaign:b:1", "group:1");
  const minor = fc.bigInt({ min: 1n, max: 300_000n });
  const movement: fc.Arbitrary<Movement> = fc.oneof(
    fc.tuple(id, minor).map(([name, amount]) => topUp(name, amount)),
    fc
      .tuple(reservation, fc.bigInt({ min: 1n, max: 200n }), fc.constantFrom(0n, 7n))
      .map((of) => reserve(...of)),
    fc
      .tuple(
        reservation,
        fc.constantFrom("k1", "k2", "k3", "k4"),
        fc.bigInt({ min: 0n, max: 100n }),
        fc.bigInt({ min: 0n, max: 100n }),
      )
      .map((of) => settle(...of)),
    fc.tuple(reservation, fc.nat({ max: 3 })).map(([reservationId, chunks]): Movement => ({
      kind: "finish",
      reservationId,
      chunks,
      billing: { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
    })),
    fc.constantFrom("2026-09", "2026-10", "2026-11").map((month) => due(month)),
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
    fc.tuple(fc.constantFrom("o1", "o2", "o3", "o4"), id).map(([orderId, receipt]): Movement => ({
      kind: "pay_order",
      orderId,
      receipt,
      by: "port",
    })),
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
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 50 }), (movements) => {
      const done = run(movements);
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
