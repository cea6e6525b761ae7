import { InvoiceIssued } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { Invoice } from "../domain/invoice.js";
import { fromMoney } from "../proto.js";

/** Adds that a paper got its number to the outbox of its transaction. */
export const tellInvoice = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  { kind, number, tenantId, month, total, issuedAt: at }: Invoice,
): Promise<void> => {
  const told = { kind, number, tenantId, month, total: fromMoney(total), at };
  await outbox.add(session, InvoiceIssued, told, `invoice:${number}`);
};
