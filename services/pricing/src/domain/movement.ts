import {
  clearanceKey,
  unchanged,
  withReservation,
  type Book,
  type MoneyFact,
  type Movement,
  type Step,
} from "./book.js";
import { accountsOf, causes, transfer, type Entry } from "./ledger.js";
import { collectDues, raiseDue } from "./dues.js";
import { setLowBalance, warnIfLow } from "./low-balance.js";
import { creditNote, drawMargin, monthDiscount, payOrder, topUp } from "./money-in.js";
import type { Money } from "./money.js";
import { campaignReservationId, givenUp, type Reservation } from "./reservation.js";
import { decidePayment } from "./decide-payment.js";
import { reserve, topUpRemedy } from "./reserve.js";
import { setTerms } from "./terms.js";
import { recallWaiver, waiveDue } from "./waivers.js";
import type { Wallet } from "./wallet.js";
import {
  closeReservation,
  isBillingFinal,
  isDone,
  settleChunk,
  type ChunkOutcome,
  type MonthPlace,
  type MonthTotals,
} from "./settlement.js";

/** Decides one movement. What is refused, or was done before, leaves the very same book. */
export const move = (book: Book, movement: Movement, at: Date): Step => {
  const step = decide(book, movement, at);
  return step.book === book ? step : warnIfLow(step);
};

const decide = (book: Book, movement: Movement, at: Date): Step => {
  switch (movement.kind) {
    case "top_up":
      return topUp(book, movement, at);
    case "pay_order":
      return payOrder(book, movement, at);
    case "decide_payment":
      return decidePayment(book, movement, at);
    case "reserve":
      return reserve(book, movement);
    case "fund":
      return fund(book, movement);
    case "settle":
      return settle(book, movement.outcome, at);
    case "finish":
      return finish(book, movement, at);
    case "raise_due":
      return raiseDue(book, movement, at);
    case "waive_due":
      return waiveDue(book, movement, at);
    case "recall_waiver":
      return recallWaiver(book, movement);
    case "collect":
      return collectDues(book, at);
    case "set_terms":
      return setTerms(book, movement, at);
    case "month_discount":
      return monthDiscount(book, movement, at);
    case "credit_note":
      return creditNote(book, movement, at);
    case "draw_margin":
      return drawMargin(book, movement, at);
    case "set_low_balance":
      return setLowBalance(book, movement);
  }
};

/**
 * Answers a cleared campaign: its price and, unless it only asked for that, the money held once per
 * revision. The fact is part of the step, so that the answer and the money are one write.
 */
const fund = (
  book: Book,
  { clearance, priced, sums, billing }: Extract<Movement, { kind: "fund" }>,
): Step => {
  const { wallet } = book;
  const key = clearanceKey(clearance);
  if (book.clearances.has(key)) return unchanged(book, { kind: "done", wallet });
  const answer = (step: Step, fact: MoneyFact): Step => ({
    ...step,
    book: { ...step.book, clearances: new Set([...book.clearances, key]) },
    cleared: [key],
    facts: [fact],
  });
  const asked = unchanged(book, { kind: "done", wallet });
  const { available } = wallet;
  if (priced.kind === "refused") {
    const { code, remedy } = priced.finding;
    return answer(asked, {
      kind: "campaign_unfunded",
      clearance,
      needed: undefined,
      available,
      code,
      remedy,
    });
  }
  const { quote } = priced;
  if (clearance.dryRun) {
    return answer(asked, { kind: "campaign_funded", clearance, reservationId: "", quote });
  }
  const reservationId = campaignReservationId(clearance.campaignId, clearance.revision);
  const { maxCost } = clearance;
  const step = reserve(book, { reservationId, sums, quote, billing, maxCost });
  if (step.verdict.kind === "max_cost_exceeded") {
    const { needed, remedy } = step.verdict;
    const code = "MAX_COST_EXCEEDED";
    return answer(asked, {
      ...{ kind: "campaign_unfunded", clearance, needed, available, code, remedy },
    });
  }
  if (step.verdict.kind === "insufficient_funds") {
    return answer(step, {
      kind: "campaign_unfunded",
      clearance,
      needed: step.verdict.needed,
      available,
      code: "INSUFFICIENT_FUNDS",
      remedy: topUpRemedy,
    });
  }
  if (step.verdict.kind !== "reserved") return step;
  const { reservation } = step.verdict;
  return answer(step, {
    kind: "campaign_funded",
    clearance,
    reservationId,
    quote: reservation.quote,
  });
};

const settle = (book: Book, outcome: ChunkOutcome, at: Date): Step => {
  const { wallet } = book;
  const { chunkId, reservationId } = outcome;
  if (book.settledChunks.has(chunkId)) return unchanged(book, { kind: "done", wallet });
  const reservation = book.reservations.get(reservationId);
  if (reservation === undefined) return unchanged(book, { kind: "unknown_reservation" });
  if (reservation.tenantId !== wallet.tenantId) {
    return unchanged(book, { kind: "impossible", reason: "the reservation is another tenant's" });
  }
  if (!isBillingFinal(reservation.billing, outcome)) {
    return unchanged(book, { kind: "done", wallet });
  }
  const settlement = settleChunk(reservation, outcome, book.monthTotals);
  if (settlement.kind === "impossible") return unchanged(book, settlement);
  const { charged, margin, released, place, chargedParts } = settlement;
  const accounts = accountsOf(wallet.tenantId, wallet.providerId);
  const entries = [
    ...transfer(accounts, {
      cause: causes.settle(chunkId),
      from: "held",
      to: "revenue",
      amount: charged,
    }),
    ...transfer(accounts, {
      cause: causes.release(chunkId),
      from: "held",
      to: "available",
      amount: released,
    }),
    ...marginOf(wallet, reservation.quote.resellerId, { chunkId, amount: margin }),
  ];
  const { available, held } = wallet;
  const settled = withReservation(book, settlement.reservation, {
    available: { ...available, minor: available.minor + released.minor },
    held: { ...held, minor: held.minor - charged.minor - released.minor },
  });
  const step = closeIfDone(settled, settlement.reservation, at);
  return {
    ...step,
    book: {
      ...step.book,
      settledChunks: new Set([...book.settledChunks, chunkId]),
      monthTotals: afterPlace(book.monthTotals, place),
    },
    entries: [...entries, ...step.entries],
    settled: [
      {
        chunkId,
        reservationId,
        campaignId: outcome.campaignId,
        charged,
        released,
        operator: outcome.operator,
        alphabet: outcome.alphabet,
        parts: outcome.parts,
        chargedParts,
        kind: reservation.quote.kind,
        chargeable: reservation.billing.chargeable,
        submitted: outcome.submitted,
        place,
      },
    ],
  };
};

/** A reseller's share of a settled chunk, under a cause of its own that its customer does not see. */
const marginOf = (
  { tenantId, providerId }: Wallet,
  resellerId: string,
  { chunkId, amount }: { readonly chunkId: string; readonly amount: Money },
): readonly Entry[] =>
  resellerId === ""
    ? []
    : transfer(
        { ...accountsOf(tenantId, providerId), margin: accountsOf(resellerId, providerId).margin },
        { cause: causes.margin(chunkId), from: "revenue", to: "margin", amount },
      );

const afterPlace = (totals: MonthTotals, place: MonthPlace | undefined): MonthTotals =>
  place === undefined ? totals : new Map([...totals, [place.total, place.before + place.charged]]);

const finish = (
  book: Book,
  { reservationId, chunks, billing }: Extract<Movement, { kind: "finish" }>,
  at: Date,
): Step => {
  const { wallet } = book;
  const { tenantId, providerId } = wallet;
  const reservation = book.reservations.get(reservationId);
  if (reservation === undefined) {
    // Nothing went out under it and nothing was held: whoever asks later comes too late.
    if (chunks > 0) return unchanged(book, { kind: "unknown_reservation" });
    const mark = givenUp({ reservationId, tenantId, providerId, billing }, wallet.currency, at);
    const marked = withReservation(book, mark, wallet);
    return unchanged(marked, { kind: "done", wallet: marked.wallet });
  }
  if (reservation.tenantId !== tenantId) {
    return unchanged(book, { kind: "impossible", reason: "the reservation is another tenant's" });
  }
  if (reservation.chunksExpected !== undefined || reservation.closed) {
    return unchanged(book, { kind: "done", wallet });
  }
  const expecting = { ...reservation, chunksExpected: chunks };
  return closeIfDone(withReservation(book, expecting, wallet), expecting, at);
};

/** Sets the rest free when nothing more can come, and tells it. */
const closeIfDone = (book: Book, reservation: Reservation, at: Date): Step => {
  if (!isDone(reservation)) return unchanged(book, { kind: "done", wallet: book.wallet });
  const { wallet } = book;
  const { available, held } = wallet;
  const { reservation: closed, rest } = closeReservation(reservation, at);
  const after: Book = {
    ...book,
    wallet: {
      ...wallet,
      available: { ...available, minor: available.minor + rest.minor },
      held: { ...held, minor: held.minor - rest.minor },
    },
    reservations: new Map([...book.reservations, [closed.reservationId, closed]]),
  };
  return {
    ...unchanged(after, { kind: "done", wallet: after.wallet }),
    entries: transfer(accountsOf(wallet.tenantId, wallet.providerId), {
      cause: causes.close(reservation.reservationId),
      from: "held",
      to: "available",
      amount: rest,
    }),
    facts: [{ kind: "reservation_settled", reservation: closed }],
  };
};
