import { waiverOf, type Due } from "./due.js";
import type { Invoice } from "./invoice.js";
import type { KeptChunk } from "./kept-chunk.js";
import { accountsOf, causes, type Entry } from "./ledger.js";
import type { Money } from "./money.js";
import { monthCheck } from "./month-check.js";
import { codeOf, giftOf, worthOf, type Order } from "./order.js";
import type { PaymentCase } from "./payment-case.js";
import { heldBy, type Reservation } from "./reservation.js";
import { checkReservation } from "./reservation-check.js";
import type { MonthTotals } from "./settlement.js";
import { twoBooks } from "./two-books.js";
import type { Wallet } from "./wallet.js";

export type LedgerReport = {
  readonly exact: boolean;
  /** Each broken invariant in words, the first hundred. */
  readonly broken: readonly string[];
  /** Whose books could not be proved, in words, the first hundred; no fault of the books. */
  readonly unproved: readonly string[];
  readonly entries: number;
  readonly accounts: number;
  readonly openReservations: number;
  readonly settlements: number;
  readonly papers: number;
};

/** What was found in one tenant's books, with the names of their accounts. */
export type BooksFound = {
  readonly broken: readonly string[];
  /** Why they are not proved, and what was seen in them; empty: they are. */
  readonly unproved: readonly string[];
  readonly accounts: ReadonlySet<string>;
  readonly entries: number;
  readonly openReservations: number;
  readonly settlements: number;
};

/** So many words are enough to begin with. */
export const MOST_WORDS = 100;

/** Accounts that must be what reservations settled, what dues were raised, or what payments wait. */
const isReckoned = (account: string): boolean =>
  /^provider:.*:(?:revenue|fees|fines|suspense) /.test(account);
const booked = (account: string): string => {
  if (account.includes(":suspense ")) return "payments that wait";
  return account.includes(":revenue ") ? "reservations settled" : "dues raised";
};
/** Causes that something beside the ledger names one by one, or (of reservations and margins) all together. */
const isNamed =
  /^(?:settle|release|fee|fine|pay|waive|fine-back|order|order-discount|sale|credit-note|suspense):/;
/** How what leaves suspense is named apart from what the same cause brings elsewhere. */
const leaving = (cause: string): string => `${cause}, out of suspense,`;
const together = /^(?<all>reserve|close|margin):/;

/**
 * Checks one tenant's books as they are read past it: every reservation with the chunks that were settled under it, what
 * else is kept beside the ledger, and every entry and settlement, best in the order of time: what agrees is forgotten at
 * once. Everything must be seen at one instant.
 *
 * The invariants (delivery.md §6): the entries of a cause, and so the whole ledger, sum to zero; a balance is the sum of its
 * entries and never negative; held is what open reservations hold; settled + released + held = reserved; each chunk was
 * charged once, what its snapshot and its place in the month say, and the places of a month follow one another; revenue is
 * what reservations settled, less what resellers earned of it; fees and fines are the dues that were raised and not waived,
 * each raised, paid and waived by its own entries; what is owed is the unpaid ones; a limit stands against its tenant; paid
 * orders and credit notes brought what they say; on suspense stand the payments that wait, each brought and taken away once.
 * @param wallet undefined: the tenant has none, which is a fault where it has anything.
 */
export const ledgerCheck = (tenantId: string, wallet: Wallet | undefined) => {
  const broken: string[] = [];
  const sums = new Map<string, bigint>();
  const inCauses = new Map<string, bigint>();
  const inCurrencies = new Map<string, bigint>();
  /** What accounts must be, by what is kept beside the ledger. */
  const expected = new Map<string, bigint>();
  const [held, owed] = [new Map<string, bigint>(), new Map<string, bigint>()];
  const accounts = new Set<string>();
  const books = twoBooks();
  const months = monthCheck();
  const counted = { entries: 0, openReservations: 0, settlements: 0, under: 0 };
  let earned = 0n;

  const complain = (words: string): void => {
    if (broken.length < MOST_WORDS) broken.push(words);
  };
  const add = (to: Map<string, bigint>, key: string, minor: bigint): void =>
    void to.set(key, (to.get(key) ?? 0n) + minor);
  const key = (account: string, currency: string): string => `${account} ${currency}`;

  const known = new Set<string>();
  /** @param side -1: it stands against the tenant, the wallet says the negative of its account. */
  const compare = (account: string, { currency, minor }: Money, what: string, side = 1n): void => {
    const sum = (sums.get(key(account, currency)) ?? 0n) * side;
    known.add(key(account, currency));
    if (sum !== minor) complain(`${what} of ${account} is ${minor}; its entries sum to ${sum}.`);
    if (minor < 0n) complain(`${account} is negative: ${minor}.`);
  };
  const compareWallet = (its: Wallet): void => {
    const own = accountsOf(tenantId, its.providerId);
    compare(own.available, its.available, "The balance");
    compare(own.held, its.held, "The balance");
    compare(own.owed, its.owed, "What is owed", -1n);
    compare(own.credit, its.limit, "The limit", -1n);
    const dues = owed.get(key(own.owed, its.currency)) ?? 0n;
    if (dues !== its.owed.minor) {
      complain(`${own.owed} is ${its.owed.minor}; unpaid dues are ${dues}.`);
    }
    const open = held.get(key(own.held, its.currency)) ?? 0n;
    if (open !== its.held.minor) {
      complain(`${own.held} is ${its.held.minor}; open reservations hold ${open}.`);
    }
  };
  const compareOthers = (): void => {
    for (const [account, amount] of expected) {
      const sum = sums.get(account) ?? 0n;
      if (sum !== amount) complain(`${account} is ${sum}; ${booked(account)} ${amount}.`);
    }
    for (const [account, sum] of sums) {
      const isMargin = /^tenant:.*:margin /.test(account);
      // What the tenant itself drew was earned from others, in books of theirs.
      if (isMargin && sum < 0n && !account.startsWith(`tenant:${tenantId}:`)) {
        complain(`${account} is negative: ${sum}.`);
      }
      if (!isMargin && account.startsWith("tenant:") && !known.has(account)) {
        complain(`${account} has entries and no wallet.`);
      }
      if (isReckoned(account) && !expected.has(account)) {
        complain(`${account} has entries and nothing that made them.`);
      }
    }
    for (const account of held.keys()) {
      if (!known.has(account)) complain(`${account} has reservations and no wallet.`);
    }
    if (earned < 0n) complain(`tenant:${tenantId}:margin is negative: ${earned}.`);
  };

  return {
    addReservation(reservation: Reservation, chunks: readonly KeptChunk[]): void {
      const { providerId, quote, settled, margin, closed } = reservation;
      const { currency, minor: reserved } = quote.total;
      const own = accountsOf(tenantId, providerId);
      const found = checkReservation(reservation, chunks);
      found.broken.forEach(complain);
      counted.under += chunks.length;
      if (!closed) counted.openReservations += 1;
      add(held, key(own.held, currency), heldBy(reservation).minor);
      add(expected, key(own.revenue, currency), settled.minor - margin.minor);
      books.should("reserve", reserved);
      if (closed) books.should("close", found.rest);
      books.should("margin", margin.minor);
    },

    addDue(due: Due): void {
      const { dueId, providerId, kind, status, paidAt } = due;
      const { currency, minor } = due.amount;
      const own = accountsOf(tenantId, providerId);
      const account = kind === "fine" ? own.fines : own.fees;
      add(expected, key(account, currency), status === "waived" ? 0n : minor);
      if (status === "owed") add(owed, key(own.owed, currency), minor);
      books.should(dueId, minor);
      // A fine that is booked back may have been paid.
      if (paidAt !== undefined) books.should(causes.pay(dueId), minor);
      if (status === "waived") books.should(waiverOf(due), minor);
    },

    addOrder(order: Order): void {
      if (order.status !== "paid") return;
      const { orderId, code, price } = order;
      // Its code had gone to another order by then: booked plainly, without what discounts would have added.
      const isPlain = code !== codeOf(order);
      const gift = isPlain ? 0n : giftOf(order).minor;
      const brought = isPlain ? worthOf(order).minor : price.value.minor - gift;
      books.should(causes.order(orderId), brought);
      books.should(causes.orderDiscount(orderId), gift);
      if (price.toPay.currency !== price.value.currency) {
        books.should(causes.sale(orderId), price.toPay.minor);
      }
    },

    addPayment({ caseId, providerId, amount, decided }: PaymentCase): void {
      const { currency, minor } = amount;
      const waits = decided === undefined ? minor : 0n;
      add(expected, key(accountsOf(tenantId, providerId).suspense, currency), waits);
      books.should(caseId, minor);
      if (decided !== undefined) books.should(leaving(decided.cause), minor);
    },

    addNote({ kind, number, total }: Pick<Invoice, "kind" | "number" | "total">): void {
      if (kind !== "credit_note" || total.currency !== wallet?.currency) return;
      books.should(causes.creditNote(number), -total.minor);
    },

    addMonthTotals(totals: MonthTotals): void {
      for (const [name, parts] of totals) months.addTotal(name, parts);
    },

    /** @param all what the tenant earned from customers of its own and did not draw. */
    addMargin(all: bigint): void {
      earned = all;
    },

    addSettlement({ chunkId, charged, released, place }: KeptChunk): void {
      counted.settlements += 1;
      books.should(causes.settle(chunkId), charged);
      books.should(causes.release(chunkId), released);
      if (place !== undefined) months.addPlace(place);
    },

    addEntry({ cause, account, amount: { currency, minor } }: Entry): void {
      counted.entries += 1;
      accounts.add(key(account, currency));
      add(inCurrencies, currency, minor);
      add(sums, key(account, currency), minor);
      const open = (inCauses.get(`${cause} ${currency}`) ?? 0n) + minor;
      if (open === 0n) inCauses.delete(`${cause} ${currency}`);
      else inCauses.set(`${cause} ${currency}`, open);
      if (minor < 0n && account.endsWith(":suspense")) books.is(leaving(cause), -minor);
      if (minor < 0n) return;
      const name = together.exec(cause)?.groups?.["all"];
      if (name !== undefined) books.is(name, minor);
      else if (isNamed.test(cause)) books.is(cause, minor);
    },

    /** @param more what else was found broken. */
    finish(more: Iterable<string> = []): BooksFound {
      for (const [named, sum] of inCauses) {
        const [cause, currency] = [named.slice(0, named.lastIndexOf(" ")), named.split(" ").at(-1)];
        complain(`The entries of ${cause} sum to ${sum} ${currency}, not zero.`);
      }
      for (const [currency, sum] of inCurrencies) {
        if (sum !== 0n) complain(`The ledger sums to ${sum} ${currency}, not zero.`);
      }
      if (wallet !== undefined) compareWallet(wallet);
      compareOthers();
      const { entries, openReservations, settlements, under } = counted;
      if (under !== settlements) {
        complain(
          `Of ${settlements} settled chunks of tenant ${tenantId} ${under} are of reservations of its own.`,
        );
      }
      for (const words of books.differences()) complain(words);
      for (const words of months.faults()) complain(words);
      for (const words of more) complain(words);
      return { broken, unproved: [], accounts, entries, openReservations, settlements };
    },
  };
};
