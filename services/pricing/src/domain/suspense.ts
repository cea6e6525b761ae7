import { unchanged, withWallet, type Book, type Step } from "./book.js";
import { accountsOf, causes, transfer } from "./ledger.js";
import type { Money } from "./money.js";
import type { Order } from "./order.js";
import type { PaymentCase, WhySuspended } from "./payment-case.js";

/** Money that no order waited for: it is there, and finance says whose it is. */
export const suspend = (
  book: Book,
  payment: {
    readonly order: Order;
    readonly receipt: string;
    readonly amount: Money;
    readonly why: WhySuspended;
  },
  at: Date,
): Step => {
  const { tenantId, providerId } = book.wallet;
  const { order, receipt, amount, why } = payment;
  const caseId = causes.suspense(providerId, receipt);
  const made: PaymentCase = {
    ...{ caseId, tenantId, providerId, orderId: order.orderId, receipt, amount, why, cameAt: at },
    status: "open",
    ...{ proposed: undefined, decided: undefined },
  };
  return {
    ...unchanged(withPayment(withWallet(book, {}), made), {
      kind: "payment_suspended",
      payment: made,
    }),
    entries: transfer(accountsOf(tenantId, providerId), {
      cause: caseId,
      from: "payments",
      to: "suspense",
      amount,
      reference: receipt,
    }),
    facts: [{ kind: "payment_suspended", payment: made }],
  };
};

export const withPayment = (book: Book, payment: PaymentCase): Book => ({
  ...book,
  payments: new Map([...book.payments, [payment.caseId, payment]]),
});
