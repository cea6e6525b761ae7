import { InvoiceIssued } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox, TellTrail } from "@whiteline/events";
import type { Invoice } from "../domain/invoice.js";
import { fromMoney } from "../proto.js";

/** Adds that a paper got its number to the outbox of its transaction. */
export const tellInvoice = async (
  { outbox, tellTrail }: { readonly outbox: Pick<Outbox, "add">; readonly tellTrail: TellTrail },
  session: Parameters<Outbox["add"]>[0],
  { kind, number, tenantId, providerId, month, total, issuedAt: at, ...paper }: Invoice,
): Promise<void> => {
  const told = { kind, number, tenantId, month, total: fromMoney(total), at };
  await outbox.add(session, InvoiceIssued, told, `invoice:${number}`);
  const { corrects, replaces, issuedBy } = paper;
  await tellTrail(session, {
    ...{ entryId: `invoice:${number}`, tenantId, providerId, at },
    // The monthly round issues what is due.
    actor: issuedBy.includes(":") ? issuedBy : "service:pricing",
    ...issuedAs[kind],
    subject: `invoice:${number}`,
    after: {
      ...{ month, amount: total.minor.toString(), currency: total.currency },
      ...(corrects !== "" && { corrects }),
      ...(replaces !== "" && { replaces }),
    },
  });
};

const issuedAs = {
  invoice: { action: "invoice.issued" },
  credit_note: { action: "credit_note.issued" },
} as const;
