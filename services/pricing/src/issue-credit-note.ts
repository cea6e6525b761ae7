import type {
  IssueCreditNoteRequest,
  IssueCreditNoteResponse,
} from "@whiteline/contracts/pricing/v1/billing";
import { localMonth, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { creditNoteOf } from "./domain/invoice.js";
import type { HolderBook } from "./holders.js";
import { fromFinding, toMoney, toReference, toRequestId } from "./proto.js";
import { fromInvoice } from "./proto-billing.js";
import { requireBooked } from "./require-booked.js";
import type { BookStore } from "./store/books.js";
import type { InvoiceStore } from "./store/invoices.js";

export type NoteDependencies = {
  readonly holders: HolderBook;
  readonly invoices: InvoiceStore;
  readonly books: Pick<BookStore, "commitWithin">;
  readonly now: () => Date;
};

/**
 * Gives money of an invoice back. Number, note and money are one write; where credits were sold the note is of money
 * alone, and the provider pays it out (interpretation).
 */
export const issueCreditNote =
  (
    { holders, invoices, books, now }: NoteDependencies,
    meetOwner: (context: CallContextExt, tenantId: string) => Promise<void>,
  ) =>
  async (
    request: IssueCreditNoteRequest,
    context: CallContextExt,
  ): Promise<IssueCreditNoteResponse> => {
    const actor = actorOf(requireStaff(context, "finance"));
    const requestId = toRequestId(request.requestId);
    const amount = toMoney(request.amount);
    const reason = toReference(request.reason).trim();
    if (reason === "") {
      throw new DomainError("invalid", "REASON_MISSING", "A credit note says why.");
    }
    const invoice = await invoices.byNumber(request.invoiceNumber);
    if (invoice === undefined) {
      throw new DomainError("not_found", "INVOICE_UNKNOWN", "There is no such invoice.");
    }
    await meetOwner(context, invoice.tenantId);
    const { tenantId, providerId } = invoice;
    const holder = await holders.find(tenantId);
    const at = now();
    const pack = markets.get(holder.market, at.toISOString());
    const name = {
      providerId,
      request: `credit-note:${requestId}`,
      year: localMonth(pack, at.toISOString()).slice(0, 4),
    };
    const issued = await invoices.issue(
      name,
      async (session) => {
        const notes = await invoices.notesOf(invoice.number, session);
        const given = notes.reduce((sum, { total }) => sum - total.minor, 0n);
        const asked = { amount, reason, given, issuedAt: at, issuedBy: actor };
        const decided = creditNoteOf(pack, invoice, asked);
        return "note" in decided ? { paper: decided.note } : { refused: decided.finding };
      },
      async (session, { number }) => {
        if (amount.currency !== holder.currency) return;
        const movement = { kind: "credit_note", number, amount } as const;
        const booked = await books.commitWithin(session, tenantId, [movement]);
        requireBooked(booked, "Give a smaller amount back.");
      },
    );
    if ("refused" in issued) {
      return { outcome: { $case: "refused", value: fromFinding(issued.refused) } };
    }
    const { invoice: note } = issued;
    const isSame =
      note.corrects === invoice.number &&
      note.reason === reason &&
      note.total.currency === amount.currency &&
      note.total.minor === -amount.minor;
    if (!isSame) {
      return { outcome: { $case: "refused", value: fromFinding(reused) } };
    }
    return { outcome: { $case: "creditNote", value: fromInvoice(note) } };
  };

const reused = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id was used for another credit note.",
  source: "pricing · invoices",
  remedy: "Use a fresh request id for each note.",
};
