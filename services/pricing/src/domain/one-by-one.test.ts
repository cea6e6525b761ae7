import fc from "fast-check";
import { expect, test } from "vitest";
import type { Movement } from "./book.js";
import { balance, billing, fresh, run, topUp } from "./iran-books.testing.js";
import { money } from "./money.js";
import { withPrice } from "./one-by-one.js";
import { priceQuestion, type PartCount } from "./quote.js";
import { at, check } from "./run-movements.testing.js";

const kinds: readonly Omit<PartCount, "messages">[] = [
  { operator: "MCI", alphabet: "ucs2", segments: 1 },
  { operator: "MCI", alphabet: "ucs2", segments: 3 },
  { operator: "MCI", alphabet: "gsm7", segments: 1 },
  { operator: "IRANCELL", alphabet: "ucs2", segments: 2 },
  { operator: "NOBODY", alphabet: "ucs2", segments: 1 },
];

/** Messages in order, each by its kind, asked for together. */
const together = (order: readonly number[]) => {
  const counts = kinds.flatMap((kind, place) => {
    const messages = order.filter((of) => of === place).length;
    return messages === 0 ? [] : [{ ...kind, messages: BigInt(messages) }];
  });
  const present = kinds.flatMap((_, place) => (order.includes(place) ? [place] : []));
  const question = { providerId: "", family: "landline_021", purpose: "", lineId: "", counts };
  const standing = { group: "", soFar: new Map(), lists: [], resale: undefined };
  const { priceOf, ...asked } = priceQuestion(
    { tenantId: "t1", providerId: "asanak", market: "IR", currency: "IRR", platform: false },
    question,
    standing,
    at,
  );
  return { asked, oneByOne: { counts, order: order.map((of) => present.indexOf(of)), priceOf } };
};

const reserve = (reservationId: string, order: readonly number[]): Movement => {
  const { asked, oneByOne } = together(order);
  const priced = withPrice(asked, oneByOne);
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  const { sums, quote } = priced;
  return { kind: "reserve", reservationId, sums, quote, billing, oneByOne };
};

const refusedOf = (verdict: ReturnType<typeof run>["steps"][number]["verdict"]) =>
  verdict.kind === "reserved" || verdict.kind === "insufficient_funds"
    ? (verdict.unpaid ?? []).map(({ place }) => place)
    : verdict.kind;

test("of messages that come together the first go that the wallet pays, and each of the others is told its own cost", () => {
  const { book, steps, entries } = run([topUp("1", 2_000n), reserve("group:g", [0, 0, 0, 0])]);
  const cost = { needed: money("IRR", 900n), available: money("IRR", 200n) };
  expect(steps[1]?.verdict).toMatchObject({
    kind: "reserved",
    reservation: { quote: { total: money("IRR", 1_800n), lines: [{ parts: 2n }] } },
    unpaid: [
      { place: 2, ...cost },
      { place: 3, ...cost },
    ],
  });
  expect(balance({ book, steps, entries, settled: [] })).toEqual([200n, 1_800n]);
  expect(check({ book, entries }).exact).toBe(true);
});

test("one that costs more than there is leaves the money to those behind it", () => {
  const { steps } = run([topUp("1", 1_000n), reserve("group:g", [1, 0, 0])]);
  expect(steps[1]?.verdict).toMatchObject({
    kind: "reserved",
    unpaid: [
      { place: 0, needed: money("IRR", 2_700n), available: money("IRR", 1_000n) },
      { place: 2, needed: money("IRR", 900n), available: money("IRR", 100n) },
    ],
  });
});

test("without money for one of them nothing is held, and each is told its own cost", () => {
  const { steps } = run([topUp("1", 899n), reserve("group:g", [0, 1])]);
  expect(steps[1]?.book).toBe(steps[0]?.book);
  expect(steps[1]?.verdict).toMatchObject({
    kind: "insufficient_funds",
    unpaid: [
      { place: 0, needed: money("IRR", 900n) },
      { place: 1, needed: money("IRR", 2_700n) },
    ],
  });
});

test("what has no price is refused by itself; the others are priced", () => {
  const { asked, oneByOne } = together([4, 0, 4]);
  const none = { code: "NO_TARIFF", subject: "NOBODY ucs2" };
  expect(withPrice(asked, oneByOne)).toMatchObject({
    kind: "quoted",
    quote: { total: money("IRR", 900n) },
    unpriced: [
      { place: 0, finding: none },
      { place: 2, finding: none },
    ],
  });
  const nobody = together([4]);
  expect(withPrice(nobody.asked, nobody.oneByOne)).toMatchObject({
    kind: "refused",
    finding: none,
    unpriced: [{ place: 0, finding: none }],
  });
  expect(withPrice(asked, undefined)).toMatchObject({ kind: "refused", unpriced: [] });
});

test("[property] who comes together is paid as who comes one after another, also when asked again", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 12_000n }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }),
      (available, order) => {
        const whole = run([topUp("1", available), reserve("group:g", order)], fresh);
        const single = order.map((kind, place) => reserve(`group:${place}`, [kind]));
        const alone = run([topUp("1", available), ...single], fresh);
        const refusedAlone = alone.steps
          .slice(1)
          .flatMap(({ verdict }, place) => (verdict.kind === "reserved" ? [] : [place]));
        const first = refusedOf(whole.steps[1]!.verdict);
        expect(first).toEqual(refusedAlone);
        expect(balance(whole)).toEqual(balance(alone));
        if (whole.steps[1]?.verdict.kind !== "reserved") return;
        const again = run([reserve("group:g", order)], whole.book);
        expect(refusedOf(again.steps[0]!.verdict)).toEqual(first);
        expect(again.book).toBe(whole.book);
      },
    ),
    { numRuns: 300 },
  );
});
