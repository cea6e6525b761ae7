import type {
  ReissueInvoiceRequest,
  ReissueInvoiceResponse,
} from "@whiteline/contracts/pricing/v1/billing";
import { localMonth, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import type { Invoice } from "./domain/invoice.js";
import { reissueOf } from "./domain/reissue.js";
import type { HolderBook } from "./holders.js";
import type { NameParties } from "./name-parties.js";
import { fromInvoice } from "./proto-billing.js";
import { fromFinding } from "./proto.js";
import type { DueStore } from "./store/dues.js";
import type { InvoiceStore } from "./store/invoices.js";

export type ReissueDependencies = {
  readonly holders: HolderBook;
  readonly invoices: InvoiceStore;
  readonly dues: Pick<DueStore, "reinvoiced">;
  readonly nameParties: NameParties;
  readonly now: () => Date;
};

/**
 * Issues an invoice anew that lacked an address when it was issued, once: a note that takes it back whole and the new one
 * are one write, and no money moves. Said again it answers the same two papers.
 * @throws DomainError not_found INVOICE_UNKNOWN
 */
export const reissueInvoice =
  (
    { holders, invoices, dues, nameParties, now }: ReissueDependencies,
    meetOwner: (context: CallContextExt, tenantId: string) => Promise<void>,
  ) =>
  async (
    { number }: ReissueInvoiceRequest,
    context: CallContextExt,
  ): Promise<ReissueInvoiceResponse> => {
    const issuedBy = actorOf(requireStaff(context, "finance"));
    const invoice = await invoices.byNumber(number);
    if (invoice === undefined) {
      throw new DomainError("not_found", "INVOICE_UNKNOWN", "There is no such invoice.");
    }
    await meetOwner(context, invoice.tenantId);
    const { tenantId, providerId, month } = invoice;
    const { market } = await holders.find(tenantId);
    const packAt = (at: Date) => markets.get(market, at.toISOString());
    const issuedAt = now();
    // In no transaction: others of the tenant's would wait for accounts.
    const parties = await nameParties(invoice);
    let note: Omit<Invoice, "number"> | undefined;
    const issued = await invoices.issue<Finding>(
      { providerId, request: `reissue:${number}`, year: month.slice(0, 4) },
      async (session) => {
        const notes = await invoices.notesOf(number, session);
        const asked = { notes, parties, issuedAt, issuedBy };
        const decided = reissueOf(packAt(invoice.issuedAt), invoice, asked);
        if ("finding" in decided) return { refused: decided.finding };
        note = decided.note;
        return { paper: decided.paper };
      },
      async (session, paper) => {
        if (note === undefined) throw new Error("an invoice was replaced and not taken back");
        const request = `reissue-note:${number}`;
        const year = localMonth(packAt(issuedAt), issuedAt.toISOString()).slice(0, 4);
        await invoices.issueWithin(session, { providerId, request, year }, note);
        await dues.reinvoiced(number, paper.number, session);
      },
    );
    if ("refused" in issued) {
      return { outcome: { $case: "refused", value: fromFinding(issued.refused) } };
    }
    const [creditNote] = await invoices.notesOf(number);
    const value = {
      invoice: fromInvoice(issued.invoice),
      creditNote: creditNote && fromInvoice(creditNote),
    };
    return { outcome: { $case: "reissued", value } };
  };
