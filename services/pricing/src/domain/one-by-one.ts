import type { Finding } from "./finding.js";
import { money, type Money } from "./money.js";
import {
  sumParts,
  type PartCount,
  type PartSum,
  type Priced,
  type PriceOfCounts,
  type Quote,
} from "./quote.js";

/** Single messages that share a reservation and not their fate: each is paid, or is not, as though it came by itself. */
export type OneByOne = {
  /** Kinds of messages. */
  readonly counts: readonly PartCount[];
  /** The messages in their order, each by the place of its kind. */
  readonly order: readonly number[];
  readonly priceOf: PriceOfCounts;
};

/** A message for which nothing is held. */
export type Unpaid = {
  /** Its place in the order. */
  readonly place: number;
  readonly needed: Money;
  /** What was left when its turn came. */
  readonly available: Money;
};

export type Paying = { readonly paid: readonly PartCount[]; readonly unpaid: readonly Unpaid[] };

/** Pays in order what the money suffices for: one that costs too much is passed over. What the quote does not name is left out. */
export const payInOrder = (
  { counts, order }: Pick<OneByOne, "counts" | "order">,
  quote: Quote,
  available: Money,
): Paying => {
  let left = available.minor;
  return walk(counts, order, (count) => {
    const cost = costOf(quote, count);
    if (cost === undefined) return undefined;
    const before = money(available.currency, left);
    if (cost > left) return { needed: money(available.currency, cost), available: before };
    left -= cost;
    return "paid";
  });
};

/**
 * Which of them a reservation holds money for that was made so: those that still fit into its parts, in order. A message
 * that was passed over cost more than all that was paid of its kind afterwards, so it does not fit now either.
 */
export const paidBefore = (
  { counts, order }: Pick<OneByOne, "counts" | "order">,
  held: Quote,
  now: { readonly quote: Quote; readonly available: Money },
): Paying => {
  const open = new Map(held.lines.map((line) => [lineOf(line), line.parts]));
  return walk(counts, order, (count) => {
    const cost = costOf(now.quote, count);
    if (cost === undefined) return undefined;
    const rest = (open.get(lineOf(count)) ?? 0n) - BigInt(count.segments);
    const { currency } = now.available;
    if (rest < 0n) return { needed: money(currency, cost), available: now.available };
    open.set(lineOf(count), rest);
    return "paid";
  });
};

const walk = (
  counts: readonly PartCount[],
  order: readonly number[],
  judge: (count: PartCount) => "paid" | Omit<Unpaid, "place"> | undefined,
): Paying => {
  const paid = counts.map(() => 0n);
  const unpaid: Unpaid[] = [];
  order.forEach((kind, place) => {
    const count = counts[kind];
    const verdict = count && judge(count);
    if (verdict === "paid") paid[kind] = (paid[kind] ?? 0n) + 1n;
    else if (verdict !== undefined) unpaid.push({ place, ...verdict });
  });
  const ofKinds = counts.map((count, kind) => ({ ...count, messages: paid[kind] ?? 0n }));
  return { paid: ofKinds.filter(({ messages }) => messages > 0n), unpaid };
};

const lineOf = ({ operator, alphabet }: Pick<PartCount, "operator" | "alphabet">): string =>
  `${operator}|${alphabet}`;

/** What one message of the kind costs at most; undefined: it has no price. */
const costOf = (quote: Quote, { operator, alphabet, segments }: PartCount): bigint | undefined => {
  const line = quote.lines.find((each) => each.operator === operator && each.alphabet === alphabet);
  return line && line.perPart.minor * BigInt(segments);
};

type Unpriced = { readonly place: number; readonly finding: Finding };

export type WithPrice = { readonly unpriced: readonly Unpriced[] } & (
  | { readonly kind: "quoted"; readonly sums: readonly PartSum[]; readonly quote: Quote }
  | { readonly kind: "refused"; readonly finding: Finding }
);

/** The price of all that has one, and which messages have none: that is no reason to refuse the others. */
export const withPrice = (
  { sums, priced }: Pick<Priced, "sums" | "priced">,
  oneByOne: OneByOne | undefined,
): WithPrice => {
  if (priced.kind === "quoted") return { ...priced, sums, unpriced: [] };
  if (oneByOne === undefined) return { ...priced, unpriced: [] };
  const { counts, order, priceOf } = oneByOne;
  const answers = counts.map((count) => priceOf([count]));
  const unpriced = order.flatMap((kind, place) => {
    const answer = answers[kind];
    return answer?.kind === "refused" ? [{ place, finding: answer.finding }] : [];
  });
  const some = counts.filter((_, kind) => answers[kind]?.kind === "quoted");
  const together = some.length === 0 ? priced : priceOf(some);
  return together.kind === "refused"
    ? { ...together, unpriced }
    : { ...together, sums: sumParts(some), unpriced };
};
