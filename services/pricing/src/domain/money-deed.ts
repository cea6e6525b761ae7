import type { Book, MoneyDeed, Movement, Step } from "./book.js";
import { causes } from "./ledger.js";
import type { PaymentCase } from "./payment-case.js";
import type { Wallet } from "./wallet.js";

type Fields = Readonly<Record<string, string>>;

/**
 * Whose deed a movement is; undefined for what was refused or done before, for what the platform books by itself, and
 * for what is told with its paper or its fee.
 */
export const deedOf = (before: Book, movement: Movement, step: Step): MoneyDeed | undefined => {
  if (step.book === before) return undefined;
  const { tenantId, providerId } = before.wallet;
  const subject = `wallet:${tenantId}`;
  const { verdict } = step;
  switch (movement.kind) {
    case "top_up": {
      if (verdict.kind !== "done") return undefined;
      const { requestId, amount, by = NOBODY } = movement;
      const entryId = causes.topUp(providerId, requestId);
      return {
        entryId,
        by,
        action: "wallet.topped_up",
        subject,
        before: {},
        after: fieldsOf(amount),
      };
    }
    case "pay_order": {
      const { orderId } = movement;
      const by = movement.by.includes(":") ? movement.by : `port:${movement.by}`;
      if (verdict.kind === "payment_suspended") {
        const { payment } = verdict;
        const after = { ...paymentFields(payment), why: payment.why };
        const of = { entryId: payment.caseId, by, subject: `payment:${payment.caseId}` };
        return { ...of, action: "payment.suspended", before: {}, after };
      }
      if (verdict.kind !== "paid") return undefined;
      const status = before.orders.get(orderId)?.status ?? "";
      const { code, price } = verdict.order;
      const also = code === "" ? {} : { code };
      const after = { status: "paid", ...fieldsOf(price.toPay), ...also };
      const entryId = causes.order(orderId);
      const subject = `order:${orderId}`;
      return { entryId, by, subject, action: "order.paid", before: { status }, after };
    }
    case "decide_payment": {
      if (verdict.kind !== "payment_decided" && verdict.kind !== "payment_proposed") {
        return undefined;
      }
      const { payment } = verdict;
      const { caseId, status } = payment;
      const subject = `payment:${caseId}`;
      if (verdict.kind === "payment_proposed") {
        const { by, decision } = movement;
        const entryId = `${caseId}:proposed:${step.book.wallet.version}`;
        const after = { ...paymentFields(payment), decision };
        return { entryId, by, action: "payment.proposed", subject, before: {}, after };
      }
      const [first = "", second] = (payment.decided?.by ?? "").split(",");
      const proposed = second === undefined ? {} : { proposed_by: first };
      const of = { entryId: `${caseId}:decided`, by: second ?? first, subject };
      const after = { ...paymentFields(payment), ...proposed };
      const states = { before: { status: "open" }, after };
      return status === "refunded"
        ? { ...of, ...states, action: "payment.refunded" }
        : { ...of, ...states, action: "payment.credited" };
    }
    case "set_terms": {
      if (verdict.kind !== "done") return undefined;
      // Of terms by two, the second decided; who proposed them is a field of its own.
      const [first = "", second] = movement.by.split(",");
      const proposed = second === undefined ? {} : { proposed_by: first };
      const entryId = causes.terms(tenantId, movement.requestId);
      const after = { ...termsOf(step.book.wallet), ...proposed };
      const by = second ?? first;
      return { entryId, by, action: "terms.set", subject, before: termsOf(before.wallet), after };
    }
    case "draw_margin": {
      if (verdict.kind !== "done") return undefined;
      const { requestId, amount, by = NOBODY } = movement;
      const entryId = causes.draw(tenantId, requestId);
      return { entryId, by, action: "margin.drawn", subject, before: {}, after: fieldsOf(amount) };
    }
    case "set_low_balance": {
      const { by = NOBODY } = movement;
      const [was, is] = [warningOf(before.wallet), warningOf(step.book.wallet)];
      if (was["below"] === is["below"]) return undefined;
      const entryId = `low-balance:${tenantId}:${step.book.wallet.version}`;
      return { entryId, by, action: "low_balance.set", subject, before: was, after: is };
    }
    case "raise_due": {
      const due = step.book.dues.get(movement.due.dueId);
      if (due === undefined) return undefined;
      const { dueId, kind, lineId: line, operator, month, status } = due;
      const of = { by: NOBODY, subject: `due:${dueId}`, before: {} };
      const after = { ...fieldsOf(due.amount), line, status };
      if (kind === "fine") return { ...of, entryId: `fine:${dueId}`, action: "fine.booked", after };
      const also = { kind, ...(operator !== "" && { operator }), ...(month !== "" && { month }) };
      return {
        ...{ ...of, entryId: `raised:${dueId}`, action: "due.raised" },
        after: { ...after, ...also },
      };
    }
    case "reserve":
    case "fund":
    case "settle":
    case "finish":
    case "waive_due":
    case "recall_waiver":
    case "collect":
    case "month_discount":
    case "credit_note":
      return undefined;
  }
};

/** The platform itself, by a rule. */
const NOBODY = "service:pricing";

const fieldsOf = ({ minor, currency }: { readonly minor: bigint; readonly currency: string }) => ({
  amount: minor.toString(),
  currency,
});

const paymentFields = ({ status, amount, orderId }: PaymentCase): Fields => ({
  ...{ status, order: orderId },
  ...fieldsOf(amount),
});

/** How a customer pays. */
export const termsOf = ({ mode, limit, billing, currency }: Wallet): Fields => ({
  mode,
  limit: limit.minor.toString(),
  currency,
  pays_for: billing?.chargeable ?? "market",
});

const warningOf = ({ lowBalance, currency }: Wallet): Fields =>
  lowBalance === undefined ? {} : { below: lowBalance.toString(), currency };
