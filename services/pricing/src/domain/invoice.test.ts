import { market } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CreditPrice } from "./credit-price.js";
import { invoiceOf, type MonthOfTrade } from "./invoice.js";
import { changesToPostpaid, stretchesOf, type ModeChange, type Stretch } from "./stretches.js";

const vietnam = market("VN");
const made = {
  ...{ tenantId: "t1", providerId: "vn-bulksms", month: "2026-11", issuedBy: "platform" },
  issuedAt: new Date("2026-12-01T00:00:00Z"),
};
const nothing: MonthOfTrade = {
  ...{ currency: "VND", afterwards: [] },
  ...{ orders: [], paidAgain: [], otherCredit: { count: 0n, minor: 0n } },
  ...{ broughtIn: 0n, goesOn: true, invoicedBefore: 0n, takenOff: 0n, credit: undefined },
};
const { currency: creditMarket } = market("TR");
const credit = (perCredit: bigint): CreditPrice => ({
  ...{ currency: "TRY", perCredit, status: "published", effectiveFrom: "2026-11-01", source: "" },
});
const used = (minor: bigint) => [{ operator: "VIETTEL", alphabet: "gsm7", parts: 1n, minor }];
const afterwards = (minor: bigint, own?: bigint) => [{ charged: used(minor), fees: [], own }];
const linesOf = (trade: MonthOfTrade, pack = vietnam) =>
  invoiceOf(pack, trade, made)?.lines.map(({ kind, amount }) => [
    kind,
    amount.minor,
    amount.currency,
  ]);

test("credit that is on an invoice already is taken off what it pays for, and only what is left is to be paid", () => {
  const trade = { ...nothing, afterwards: afterwards(500n), invoicedBefore: 700n };
  expect(linesOf(trade)).toEqual([
    ["messages", 500n, "VND"],
    ["advance", -500n, "VND"],
  ]);
  const invoice = invoiceOf(vietnam, { ...trade, takenOff: 500n }, made);
  expect([invoice?.total.minor, invoice?.payable?.minor]).toEqual([300n, 300n]);
});

test("credit that was bought in the month of the change stays to be used: what is to be paid is what the wallet lacks", () => {
  let [takenOff, payable, own] = [0n, 0n, 800n];
  const bought = { otherCredit: { count: 1n, minor: 1_000n } };
  const months = [
    { sent: 400n, of: { ...nothing, ...bought, afterwards: afterwards(400n, 800n) } },
    { sent: 300n, of: { ...nothing, afterwards: afterwards(300n) } },
    { sent: 250n, of: { ...nothing, afterwards: afterwards(250n) } },
  ];
  const seen = months.map(({ sent, of }) => {
    const trade = { ...of, invoicedBefore: 800n, takenOff };
    const invoice = invoiceOf(vietnam, trade, made)!;
    takenOff -= invoice.lines.find(({ kind }) => kind === "advance")?.amount.minor ?? 0n;
    payable += invoice.payable?.minor ?? 0n;
    own -= sent;
    expect(payable).toBe(own < 0n ? -own : 0n);
    return invoice.total.minor;
  });
  expect(seen).toEqual([1_000n, 0n, 150n]);
});

test("credit that was brought over to paying before pays what is used afterwards only once, as the next stretch's own", () => {
  const first = { charged: used(300n), fees: [], own: 1_000n };
  const second = { charged: used(900n), fees: [], own: 700n };
  const trade = { ...nothing, otherCredit: { count: 1n, minor: 1_000n }, broughtIn: 700n };
  const asked = { ...trade, afterwards: [first, second], invoicedBefore: 1_700n };
  const invoice = invoiceOf(vietnam, asked, made);
  // It paid 1,000 and used 1,200.
  expect([invoice?.total.minor, invoice?.payable?.minor]).toEqual([1_200n, 200n]);
  expect(linesOf(asked)).toContainEqual(["messages", 1_200n, "VND"]);
});

test("credits are no money: what finance books of them is on no invoice, and what is used of them at their price", () => {
  const currency = creditMarket.code;
  const turkish = { ...nothing, credit: credit(25n) };
  const byHand = { ...turkish, currency, otherCredit: { count: 1n, minor: 100n } };
  expect(linesOf(byHand, market("TR"))).toBeUndefined();
  const sent = { ...turkish, currency, afterwards: afterwards(10n) };
  expect(linesOf(sent, market("TR"))).toEqual([["messages", 250n, "TRY"]]);
  expect(linesOf({ ...sent, credit: undefined }, market("TR"))).toBeUndefined();
});

test("credits of before pay as many credits as they are, whatever one costs by then", () => {
  const currency = creditMarket.code;
  const before = { ...nothing, currency, invoicedBefore: 100n };
  const first = { ...before, credit: credit(25n), afterwards: afterwards(60n) };
  expect(linesOf(first, market("TR"))).toEqual([
    ["messages", 1_500n, "TRY"],
    ["advance", -1_500n, "TRY"],
  ]);
  const dearer = { ...before, credit: credit(50n), takenOff: 60n, afterwards: afterwards(70n) };
  expect(linesOf(dearer, market("TR"))).toEqual([
    ["messages", 3_500n, "TRY"],
    ["advance", -2_000n, "TRY"],
  ]);
  const { payable } = invoiceOf(market("TR"), dearer, made) ?? {};
  expect(payable).toEqual({ currency: "TRY", minor: 1_500n });
});

describe("a stretch", () => {
  const [from, to] = [new Date("2026-10-31T17:00:00Z"), new Date("2026-11-30T17:00:00Z")];
  const on = (day: string, mode: ModeChange["mode"]): ModeChange => ({
    at: new Date(`2026-${day}T05:00:00Z`),
    mode,
  });

  test("is the whole time of a customer whose terms never changed", () => {
    const whole = [{ mode: "postpaid", from, to, changed: false }];
    expect(stretchesOf({ mode: "postpaid", changes: [] }, from, to)).toEqual(whole);
  });

  test("ends where the way of paying changed, and later changes do not reach back", () => {
    const changes = [on("10-05", "postpaid"), on("11-10", "prepaid"), on("12-05", "postpaid")];
    expect(stretchesOf({ mode: "postpaid", changes }, from, to)).toEqual([
      { mode: "postpaid", from, to: changes[1]!.at, changed: false },
      { mode: "prepaid", from: changes[1]!.at, to, changed: true },
    ]);
  });
});

type Deed = { readonly kind: "pay" | "use" | "switch"; readonly minor: bigint };

const isKind = (word: string): word is Deed["kind"] => ["pay", "use", "switch"].includes(word);

const deedsOf = (words: string): Deed[] =>
  words
    .split(" ")
    .filter(isKind)
    .map((kind) => ({ kind, minor: kind === "use" ? 4n : 1n }));

/** Lives through deeds, one an hour, a month of four hours each; answers what was paid in, used and invoiced. */
const live = (deeds: readonly Deed[]) => {
  const hour = (n: number) => new Date(n * 3_600_000);
  let [own, mode] = [0n, "prepaid" as ModeChange["mode"]];
  const changes: (ModeChange & { readonly own: bigint })[] = [];
  const done: (Deed & { readonly at: Date })[] = [];
  // What each month used beyond the credit that stood when it began to pay afterwards.
  const lacked = new Map<number, bigint>();
  let credit = 0n;
  deeds.forEach((deed, i) => {
    const at = hour(i);
    if (deed.kind === "switch") {
      if (mode === "postpaid" && own < 0n) return;
      mode = mode === "prepaid" ? "postpaid" : "prepaid";
      changes.push({ at, mode, own });
      credit = own;
      return;
    }
    if (deed.kind === "use" && mode === "prepaid" && own < deed.minor) return;
    if (deed.kind === "use" && mode === "postpaid") {
      const month = Math.floor(i / 4);
      const beyond = deed.minor > credit ? deed.minor - credit : 0n;
      credit -= deed.minor - beyond;
      lacked.set(month, (lacked.get(month) ?? 0n) + beyond);
    }
    own += deed.kind === "pay" ? deed.minor : -deed.minor;
    done.push({ ...deed, at });
  });
  const ownAt = (at: Date) => changes.find((change) => change.at === at)?.own ?? 0n;
  const sum = (of: readonly bigint[]) => of.reduce((total, minor) => total + minor, 0n);
  let [invoiced, takenOff] = [0n, 0n];
  for (let start = 0; start < deeds.length; start += 4) {
    const [from, to] = [hour(start), hour(start + 4)];
    const stretches = stretchesOf({ mode, changes }, from, to);
    const of = (which: ModeChange["mode"]) => stretches.filter(({ mode: way }) => way === which);
    const within = (kind: Deed["kind"], those: readonly Stretch[]) =>
      those
        .flatMap((stretch) => done.filter(({ at }) => at >= stretch.from && at < stretch.to))
        .flatMap((deed) => (deed.kind === kind ? [deed.minor] : []));
    const begun = of("prepaid").filter(({ changed }) => changed);
    const paid = within("pay", of("prepaid"));
    const invoice = invoiceOf(
      vietnam,
      {
        ...nothing,
        afterwards: of("postpaid").map((stretch) => ({
          charged: within("use", [stretch]).flatMap(used),
          fees: [],
          own: stretch.changed ? ownAt(stretch.from) : undefined,
        })),
        goesOn: stretches.at(-1)?.mode === "postpaid",
        otherCredit: { count: BigInt(paid.length), minor: sum(paid) },
        broughtIn: sum(begun.map((stretch) => ownAt(stretch.from))),
        invoicedBefore: sum(changesToPostpaid(changes, to).map(ownAt)),
        takenOff,
      },
      made,
    );
    invoiced += invoice?.total.minor ?? 0n;
    expect(invoice?.total.minor ?? 0n).toBeGreaterThanOrEqual(0n);
    expect(invoice?.payable?.minor ?? 0n).toBe(lacked.get(start / 4) ?? 0n);
    for (const { kind, amount } of invoice?.lines ?? []) {
      if (kind === "advance") takenOff -= amount.minor;
    }
  }
  const sumOf = (kind: Deed["kind"]) =>
    sum(done.flatMap((deed) => (deed.kind === kind ? [deed.minor] : [])));
  const waiting = sum(
    changes.flatMap((change) => (change.mode === "postpaid" ? [change.own] : [])),
  );
  return { mode, paid: sumOf("pay"), used: sumOf("use"), invoiced, left: waiting - takenOff };
};

test("[property] however often terms change, what is paid or used is invoiced once", () => {
  const deed = fc.record({
    kind: fc.constantFrom<Deed["kind"]>("pay", "use", "switch"),
    minor: fc.bigInt({ min: 1n, max: 1_000n }),
  });
  // What it had when it paid afterwards again was once taken off for what it had brought over before that.
  const begunAgain = deedsOf("pay pay switch pay pay switch pay switch use");
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const { mode, paid, used: sent, invoiced, left } = live(deeds);
      // Who pays before is invoiced what it paid; who pays afterwards, what it used and what still is to be used.
      expect(invoiced).toBe(mode === "prepaid" ? paid + left : sent + left);
    }),
    { numRuns: 1_000, examples: [[begunAgain]] },
  );
});
