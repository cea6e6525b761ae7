import type { BillingRule } from "./billing-rule.js";
import type { Book, Movement } from "./book.js";
import { money } from "./money.js";
import { sumParts, type Quote } from "./quote.js";
import { at, freshBook, runFrom, type Run } from "./run-movements.testing.js";
import type { ChunkOutcome } from "./settlement.js";

/** A customer in Iran, and what happens to its money in tests: 900 rial a part at MCI, 950 at IRANCELL. */
export const tenantId = "t1";
export const billing: BillingRule = {
  ...{ chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
};
export const fresh: Book = freshBook({
  ...{ tenantId, providerId: "asanak", market: "IR", currency: "IRR", platform: false },
});

const rates: Readonly<Record<string, bigint>> = { MCI: 900n, IRANCELL: 950n };

const quoteOf = (parts: Readonly<Record<string, bigint>>, free = false): Quote => {
  const lines = Object.entries(parts)
    .sort()
    .map(([operator, count]) => {
      const perPart = money("IRR", free ? 0n : (rates[operator] ?? 0n));
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

export const topUp = (requestId: string, minor: bigint): Movement => ({
  kind: "top_up",
  requestId,
  amount: money("IRR", minor),
  reference: "",
});
export const reserve = (
  reservationId: string,
  parts: Record<string, bigint>,
  free = false,
): Movement => {
  const quote = quoteOf(parts, free);
  const counts = quote.lines.map((line) => ({ ...line, segments: 1, messages: line.parts }));
  return { kind: "reserve", reservationId, sums: sumParts(counts), quote, billing };
};
export const settle = (reservationId: string, over: Partial<ChunkOutcome>): Movement => ({
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
export const finish = (reservationId: string, chunks: number): Movement => ({
  kind: "finish",
  reservationId,
  chunks,
  billing,
});

export const run = (movements: readonly Movement[], from: Book = fresh): Run =>
  runFrom(from, movements);

/** What is available and what is held. */
export const balance = ({ book: { wallet } }: Run): readonly bigint[] => [
  wallet.available.minor,
  wallet.held.minor,
];
