import {
  unchanged,
  withReservation,
  type Book,
  type Movement,
  type Step,
  type Verdict,
} from "./book.js";
import { accountsOf, causes, transfer } from "./ledger.js";
import { isMismatch, minus, plus, type Money } from "./money.js";
import { paidBefore, payInOrder, type OneByOne } from "./one-by-one.js";
import { isQuoteOf, sumParts, type PartSum, type Quote } from "./quote.js";
import { isGivenUp, openReservation, type Reservation } from "./reservation.js";
import type { Wallet } from "./wallet.js";

/** What a tenant without enough money can do. */
export const topUpRemedy = "Top the wallet up; a waiting campaign goes on by itself.";

type Reserving = Omit<Extract<Movement, { kind: "reserve" }>, "kind">;

/** Holds the price of messages: of all of them, or of those that the wallet pays where each counts by itself. */
export const reserve = (book: Book, movement: Reserving): Step => {
  const { wallet } = book;
  const { reservationId, quote, billing, maxCost, oneByOne } = movement;
  const known = book.reservations.get(reservationId);
  if (known !== undefined) return unchanged(book, knownMessages(known, wallet, movement));
  const { total } = quote;
  if (maxCost !== undefined && exceeds(quote, maxCost)) {
    const remedy = `Allow up to ${total.minor} ${total.currency}, or send to fewer.`;
    return unchanged(book, { kind: "max_cost_exceeded", needed: total, remedy });
  }
  const available = minus(wallet.available, total);
  const held = plus(wallet.held, total);
  if (isMismatch(available) || isMismatch(held)) {
    return unchanged(book, { kind: "currency_mismatch", expected: wallet.currency });
  }
  if (available.minor < 0n) {
    if (oneByOne !== undefined) return reserveOneByOne(book, { ...movement, oneByOne });
    return unchanged(book, {
      kind: "insufficient_funds",
      needed: total,
      available: wallet.available,
    });
  }
  const { tenantId, providerId } = wallet;
  // The contract's own rule goes before the market's.
  const rule = wallet.billing ?? billing;
  const reservation = openReservation({
    reservationId,
    tenantId,
    providerId,
    quote,
    billing: rule,
  });
  const reserved = withReservation(book, reservation, { available, held });
  return {
    ...unchanged(reserved, { kind: "reserved", reservation }),
    entries: transfer(accountsOf(tenantId, providerId), {
      cause: causes.reserve(reservationId),
      from: "available",
      to: "held",
      amount: total,
    }),
  };
};

/** The wallet does not pay for all: held is what those cost that it pays. */
const reserveOneByOne = (
  book: Book,
  { oneByOne, ...movement }: Reserving & { readonly oneByOne: OneByOne },
): Step => {
  const { available } = book.wallet;
  const { paid, unpaid } = payInOrder(oneByOne, movement.quote, available);
  if (paid.length === 0) {
    const needed = movement.quote.total;
    return unchanged(book, { kind: "insufficient_funds", needed, available, unpaid });
  }
  const priced = oneByOne.priceOf(paid);
  if (priced.kind === "refused") {
    return unchanged(book, { kind: "impossible", reason: "fewer messages have no price" });
  }
  const step = reserve(book, { ...movement, sums: sumParts(paid), quote: priced.quote });
  return step.verdict.kind === "reserved"
    ? { ...step, verdict: { ...step.verdict, unpaid } }
    : step;
};

/** As {@link knownReservation}, also where it was held for some of its messages. */
const knownMessages = (known: Reservation, wallet: Wallet, movement: Reserving): Verdict => {
  const { sums, quote, oneByOne } = movement;
  const whole = knownReservation(known, wallet.tenantId, sums);
  if (whole.kind !== "reused" || oneByOne === undefined) return whole;
  const { paid, unpaid } = paidBefore(oneByOne, known.quote, { quote, ...wallet });
  const part = knownReservation(known, wallet.tenantId, sumParts(paid));
  return part.kind === "reserved" ? { ...part, unpaid } : part;
};

/** A ceiling in another currency allows nothing. */
const exceeds = ({ total }: Quote, maxCost: Money): boolean =>
  total.currency !== maxCost.currency || total.minor > maxCost.minor;

/** A repeated reservation id gets the first answer, and only whoever asks for the same. */
export const knownReservation = (
  known: Reservation,
  tenantId: string,
  sums: readonly PartSum[],
): Verdict => {
  if (known.tenantId !== tenantId) return { kind: "reused" };
  if (isGivenUp(known)) return { kind: "given_up" };
  return isQuoteOf(known.quote, sums)
    ? { kind: "reserved", reservation: known }
    : { kind: "reused" };
};
