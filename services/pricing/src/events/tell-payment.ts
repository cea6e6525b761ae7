import { PaymentRefunded, PaymentSuspended } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { MoneyFact } from "../domain/book.js";
import { fromMoney } from "../proto.js";

type PaymentFact = Extract<MoneyFact, { kind: "payment_suspended" | "payment_refunded" }>;

/** Adds that a payment fits no order, or went back, to the outbox of its transaction. */
export const tellPayment = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  { kind, payment }: PaymentFact,
  at: Date,
): Promise<void> => {
  const { caseId, tenantId, orderId, why } = payment;
  const told = { caseId, tenantId, orderId, amount: fromMoney(payment.amount), at };
  await (kind === "payment_suspended"
    ? outbox.add(session, PaymentSuspended, { ...told, why }, `payment-suspended:${caseId}`)
    : outbox.add(session, PaymentRefunded, told, `payment-refunded:${caseId}`));
};
