import type {
  RecallWaiverRequest,
  RecallWaiverResponse,
  WaiveDueRequest,
  WaiveDueResponse,
} from "@whiteline/contracts/pricing/v1/billing";
import { markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { Due } from "./domain/due.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { toReference } from "./proto.js";
import { fromDue } from "./proto-billing.js";
import type { SamePerson } from "./same-person.js";
import type { DueStore } from "./store/dues.js";

export type WaivingDependencies = {
  readonly holders: Pick<HolderBook, "meet">;
  readonly dues: DueStore;
  readonly moveMoney: MoveMoney;
  readonly samePerson: SamePerson;
  readonly now: () => Date;
};

/**
 * Finance lets a customer off a fee, and says why; what was waived before stays so. What stands on an invoice only by a
 * credit note. Much in a month is decided by two people, and so is a fine that was wrong, owed or paid: the first leaves
 * it pending, another one sends the same.
 * @throws DomainError not_found DUE_UNKNOWN; invalid REASON_MISSING; precondition DUE_NOT_OWED, DUE_INVOICED,
 *   SECOND_PERSON_NEEDED.
 */
export const waiveDue =
  (it: WaivingDependencies) =>
  async (
    { dueId, reason: written }: WaiveDueRequest,
    context: CallContextExt,
  ): Promise<WaiveDueResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const { due, holder } = await meetDue(it, dueId, context);
    const reason = toReference(written).trim();
    if (reason === "") {
      throw new DomainError("invalid", "REASON_MISSING", "Who waives a fee says why.", {
        remedy: "Give a reason that the customer understands.",
      });
    }
    const first = due.pendingWaiver?.by ?? "";
    const differsFrom = first !== "" && !(await it.samePerson(first, by)) ? first : "";
    const largeFrom = markets.get(holder.market, it.now().toISOString()).fourEyes.waived;
    const asked = { kind: "waive_due", dueId, reason, by, largeFrom, differsFrom } as const;
    const verdict = await it.moveMoney(holder.tenantId, asked);
    if (verdict.kind === "second_person_needed") throw secondPersonNeeded();
    if (verdict.kind === "due_invoiced") {
      throw new DomainError("precondition", "DUE_INVOICED", "The fee stands on an invoice.", {
        remedy: `Issue a credit note for ${verdict.invoice}.`,
      });
    }
    if (verdict.kind === "due_not_owed") {
      throw new DomainError("precondition", "DUE_NOT_OWED", "The fee is paid.", {
        remedy: "Give it back by a credit note.",
      });
    }
    const after = await it.dues.byId(dueId);
    return { due: after && fromDue(after) };
  };

/**
 * Takes back a waiver that waits for a second person; once more, it stays so.
 * @throws DomainError not_found DUE_UNKNOWN.
 */
export const recallWaiver =
  (it: WaivingDependencies) =>
  async (
    { dueId }: RecallWaiverRequest,
    context: CallContextExt,
  ): Promise<RecallWaiverResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const { holder } = await meetDue(it, dueId, context);
    await it.moveMoney(holder.tenantId, { kind: "recall_waiver", dueId, by });
    const after = await it.dues.byId(dueId);
    return { due: after && fromDue(after) };
  };

/** A due of the provider's customers; a stranger's is unknown. @throws DomainError not_found DUE_UNKNOWN */
const meetDue = async (
  { holders, dues }: WaivingDependencies,
  dueId: string,
  context: CallContextExt,
): Promise<{ readonly due: Due; readonly holder: Holder }> => {
  const due = await dues.byId(dueId);
  if (due === undefined) throw dueUnknown();
  const holder = await holders.meet(context, due.tenantId).catch((error: unknown) => {
    throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN" ? dueUnknown() : error;
  });
  return { due, holder };
};

const dueUnknown = (): DomainError =>
  new DomainError("not_found", "DUE_UNKNOWN", "There is no such fee.", {
    remedy: "List the customer's fees.",
  });

const secondPersonNeeded = (): DomainError =>
  new DomainError("precondition", "SECOND_PERSON_NEEDED", "Two people decide this.", {
    remedy: "Have a colleague of finance send the same.",
  });
