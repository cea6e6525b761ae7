import {
  unchanged,
  withWallet,
  type Book,
  type Movement,
  type Step,
  type Verdict,
} from "./book.js";
import { accountsOf, causes, transfer } from "./ledger.js";
import { bookAgain, bookOrder, isWhole } from "./money-in.js";
import type { Order } from "./order.js";
import type { PaymentCase, PaymentProposal } from "./payment-case.js";
import { withPayment } from "./suspense.js";

type Decision = Extract<Movement, { kind: "decide_payment" }>;

/**
 * Finance decides what becomes of a payment that no order waited for: it enters the wallet, or went back to its payer.
 * Whoever comes later reads what was decided.
 */
export const decidePayment = (book: Book, decision: Decision, at: Date): Step => {
  const payment = book.payments.get(decision.caseId);
  const order = book.orders.get(payment?.orderId ?? "");
  const isOwn = payment?.tenantId === book.wallet.tenantId;
  if (!isOwn || order === undefined || order.orderId !== decision.orderId) {
    return unchanged(book, { kind: "payment_unknown" });
  }
  if (payment.decided !== undefined) return unchanged(book, decidedBefore(payment, decision));
  if (isRefundOfAnother(book, decision)) return unchanged(book, { kind: "refund_number_used" });
  const { proposed } = payment;
  if (payment.amount.minor >= decision.largeFrom) {
    if (!isSameWord(proposed, decision)) return propose(book, payment, decision, at);
    if (proposed.by !== decision.differsFrom) {
      return unchanged(book, { kind: "payment_proposed", payment });
    }
    return carryOut(
      book,
      { payment, order },
      { ...decision, by: `${proposed.by},${decision.by}` },
      at,
    );
  }
  return carryOut(book, { payment, order }, decision, at);
};

const carryOut = (
  book: Book,
  of: { readonly payment: PaymentCase; readonly order: Order },
  decision: Decision,
  at: Date,
): Step =>
  decision.decision === "refund"
    ? refund(book, of.payment, decision, at)
    : enterWallet(book, of, decision, at);

/** One transfer of the bank pays one payment back. */
const isRefundOfAnother = ({ refunds }: Book, { decision, reference, caseId }: Decision): boolean =>
  decision === "refund" && (refunds.get(reference) ?? caseId) !== caseId;

const isSameWord = (
  proposed: PaymentProposal | undefined,
  { decision, reference }: Decision,
): proposed is PaymentProposal =>
  proposed?.decision === decision && proposed.reference === reference;

/** The first word of two; it takes the place of what was proposed before. */
const propose = (book: Book, payment: PaymentCase, decision: Decision, at: Date): Step => {
  const { decision: wanted, reference, by } = decision;
  const proposed = { ...payment, proposed: { decision: wanted, reference, by, at } };
  return unchanged(withPayment(withWallet(book, {}), proposed), {
    kind: "payment_proposed",
    payment: proposed,
  });
};

const decidedBefore = (payment: PaymentCase, asked: Decision): Verdict => {
  const { requestId, reference } = payment.decided ?? {};
  const wanted = asked.decision === "credit" ? "credited" : "refunded";
  if (payment.status === wanted && reference === asked.reference) {
    return { kind: "payment_decided", payment };
  }
  return requestId === asked.requestId
    ? { kind: "reused" }
    : { kind: "payment_decided_otherwise", payment };
};

const refund = (book: Book, payment: PaymentCase, decision: Decision, at: Date): Step => {
  const { tenantId, providerId, receipt, amount } = payment;
  const cause = causes.refund(providerId, receipt);
  const step: Step = {
    ...unchanged(withWallet(book, {}), { kind: "done", wallet: book.wallet }),
    entries: transfer(accountsOf(tenantId, providerId), {
      cause,
      from: "suspense",
      to: "payments",
      amount,
      reference: decision.reference,
    }),
  };
  const closed = close(step, { ...payment, status: "refunded" }, { decision, cause, at });
  const { verdict } = closed;
  return verdict.kind === "payment_decided"
    ? { ...closed, facts: [{ kind: "payment_refunded", payment: verdict.payment }] }
    : closed;
};

/** The first money of an order pays it, as it was agreed; further money, and less or more, is worth what was paid. */
const enterWallet = (
  book: Book,
  { payment, order }: { readonly payment: PaymentCase; readonly order: Order },
  decision: Decision,
  at: Date,
): Step => {
  const { receipt, providerId } = payment;
  const { amount } = payment;
  const isFirst = order.status !== "paid" && isWhole(order, amount);
  const { by } = decision;
  const step = isFirst
    ? bookOrder(book, { order, receipt, by, from: "suspense" }, at)
    : bookAgain(book, { order, receipt, amount, from: "suspense" }, at);
  if (step.verdict.kind !== "paid" && step.verdict.kind !== "done") return step;
  const isMoney = payment.amount.currency === book.wallet.currency;
  const cause = isFirst
    ? (isMoney ? causes.order : causes.sale)(order.orderId)
    : (isMoney ? causes.paidAgain : causes.saleAgain)(providerId, receipt);
  return close(step, { ...payment, status: "credited" }, { decision, cause, at });
};

const close = (
  step: Step,
  payment: PaymentCase,
  {
    decision,
    cause,
    at,
  }: { readonly decision: Decision; readonly cause: string; readonly at: Date },
): Step => {
  const { requestId, by, reference, caseId } = decision;
  const said = { requestId, by, at, reference, cause };
  const decided = { ...payment, proposed: undefined, decided: said };
  const { refunds } = step.book;
  const isRefund = decision.decision === "refund";
  return {
    ...step,
    book: {
      ...withPayment(step.book, decided),
      refunds: isRefund ? new Map([...refunds, [reference, caseId]]) : refunds,
    },
    verdict: { kind: "payment_decided", payment: decided },
  };
};
