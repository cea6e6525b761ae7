import type { WaiveDueRequest, WaiveDueResponse } from "@whiteline/contracts/pricing/v1/billing";
import { localMonth, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { toReference } from "./proto.js";
import { fromDue } from "./proto-billing.js";
import type { DueStore } from "./store/dues.js";
import type { InvoiceStore } from "./store/invoices.js";

type Dependencies = {
  readonly holders: Pick<HolderBook, "meet">;
  readonly dues: DueStore;
  readonly invoices: Pick<InvoiceStore, "byRequest">;
  readonly moveMoney: MoveMoney;
};

/**
 * Finance lets a customer off a fee, and says why; what was waived before stays so. A fine is
 * booked back, not waived, and what stands on an invoice only by a credit note.
 * @throws DomainError not_found DUE_UNKNOWN; invalid REASON_MISSING; precondition DUE_NOT_OWED, DUE_IS_FINE, DUE_INVOICED.
 */
export const waiveDue =
  ({ holders, dues, invoices, moveMoney }: Dependencies) =>
  async (
    { dueId, reason: written }: WaiveDueRequest,
    context: CallContextExt,
  ): Promise<WaiveDueResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const due = await dues.byId(dueId);
    if (due === undefined) throw dueUnknown();
    const { tenantId, market, providerId } = await holders
      .meet(context, due.tenantId)
      .catch((error: unknown) => {
        throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN"
          ? dueUnknown()
          : error;
      });
    const reason = toReference(written).trim();
    if (reason === "") {
      throw new DomainError("invalid", "REASON_MISSING", "Who waives a fee says why.", {
        remedy: "Give a reason that the customer understands.",
      });
    }
    if (due.kind === "fine") {
      throw new DomainError("precondition", "DUE_IS_FINE", "A fine is not waived.", {
        remedy: "If it was decided wrongly, book the amount back as a top-up that names the case.",
      });
    }
    const pack = markets.get(market, due.raisedAt.toISOString());
    const month = localMonth(pack, due.raisedAt.toISOString());
    const invoice = await invoices.byRequest(providerId, `invoice:${tenantId}:${month}`);
    // Only an invoice that is still to be paid demands fees, whatever the terms are today.
    if (invoice?.payable !== undefined) {
      throw new DomainError("precondition", "DUE_INVOICED", "The fee stands on an invoice.", {
        remedy: `Issue a credit note for ${invoice.number}.`,
      });
    }
    await moveMoney(tenantId, { kind: "waive_due", dueId, reason, by });
    const after = await dues.byId(dueId);
    if (after?.status !== "waived") {
      throw new DomainError("precondition", "DUE_NOT_OWED", "The fee is paid.", {
        remedy: "Give it back by a credit note.",
      });
    }
    return { due: fromDue(after) };
  };

const dueUnknown = (): DomainError =>
  new DomainError("not_found", "DUE_UNKNOWN", "There is no such fee.", {
    remedy: "List the customer's fees.",
  });
