import type { Book, Movement, SettledChunk, Step } from "./book.js";
import { ledgerCheck, type BooksFound } from "./ledger-check.js";
import type { Entry } from "./ledger.js";
import { money } from "./money.js";
import { move } from "./movement.js";
import { emptyWallet, type Holder } from "./wallet.js";

/** When everything happens in tests of movements. */
export const at = new Date("2026-11-22T09:00:00Z");

/** Books in which nothing happened yet. */
export const freshBook = (holder: Holder): Book => ({
  wallet: emptyWallet(holder),
  reservations: new Map(),
  settledChunks: new Set(),
  monthTotals: new Map(),
  topUps: new Map(),
  clearances: new Set(),
  dues: new Map(),
  orders: new Map(),
  receipts: new Map(),
  bankNumbers: new Map(),
  payments: new Map(),
  refunds: new Map(),
  codes: new Map(),
  made: new Set(),
  terms: new Map(),
  proposed: undefined,
  margin: 0n,
  waived: 0n,
});

export type Run = {
  readonly book: Book;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
  /** Of all that led to the book, earlier runs too. */
  readonly settled: readonly SettledChunk[];
};

const settledBefore = new WeakMap<Book, readonly SettledChunk[]>();

/** Lets movements happen one after another. */
export const runFrom = (from: Book, movements: readonly Movement[]): Run => {
  let book = from;
  const steps = movements.map((movement) => {
    const step = move(book, movement, at);
    book = step.book;
    return step;
  });
  const before = settledBefore.get(from) ?? [];
  const settled = [...before, ...steps.flatMap((step) => step.settled)];
  settledBefore.set(book, settled);
  return { book, steps, settled, entries: steps.flatMap((step) => step.entries) };
};

/** Holds a book against all entries and settlements that led to it. */
export const check = ({
  book,
  entries,
  settled = settledBefore.get(book) ?? [],
}: Pick<Run, "book" | "entries"> & Partial<Pick<Run, "settled">>): BooksFound & {
  readonly exact: boolean;
} => {
  const checking = ledgerCheck(book.wallet.tenantId, book.wallet);
  const chunks = settled.map((chunk) => ({
    ...{ ...chunk, charged: chunk.charged.minor, released: chunk.released.minor, at },
  }));
  for (const reservation of book.reservations.values()) {
    const { reservationId } = reservation;
    const under = chunks.filter((chunk) => chunk.reservationId === reservationId);
    checking.addReservation(reservation, under);
  }
  for (const due of book.dues.values()) checking.addDue(due);
  for (const order of book.orders.values()) checking.addOrder(order);
  for (const payment of book.payments.values()) checking.addPayment(payment);
  for (const { cause, amount } of entries) {
    const number = /^credit-note:(?<number>.+)$/.exec(cause)?.groups?.["number"];
    if (number === undefined || amount.minor < 0n) continue;
    const total = money(amount.currency, -amount.minor);
    checking.addNote({ kind: "credit_note", number, total });
  }
  checking.addMonthTotals(book.monthTotals);
  for (const chunk of chunks) checking.addSettlement(chunk);
  for (const entry of entries) checking.addEntry(entry);
  const found = checking.finish();
  return { ...found, exact: found.broken.length === 0 };
};

/** The facts of a run, by their kinds. */
export const facts = ({ steps }: Run): readonly string[] =>
  steps.flatMap((step) => step.facts.map(({ kind }) => kind));
