import type {
  LoadOperatorInvoiceRequest,
  ReconciliationCase as CaseMessage,
  Reconciliation as ReconciliationMessage,
  ReconciliationServiceImplementation,
} from "@whiteline/contracts/pricing/v1/reconciliation";
import type { TrailDeed } from "@whiteline/events";
import { localDay } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { toPage, toReference } from "./proto.js";
import { isDay } from "./is-day.js";
import { packOfProvider } from "./pack-of-provider.js";
import { fromCostPrice, setCostPrice, type SettingCostPrices } from "./set-cost-price.js";
import { readOperatorInvoice } from "./read-operator-invoice.js";
import { reconcileDay, type ReconcileDependencies } from "./reconcile-day.js";
import type { Case, Reconciliation } from "./store/reconciliations.js";

/** Whether journal, receipts and operators' invoices say the same; all of finance. */
export const reconciliationService = (
  it: ReconcileDependencies & SettingCostPrices,
): ReconciliationServiceImplementation<CallContextExt> => {
  const reconcile = reconcileDay(it);
  const desk = (context: CallContextExt) => {
    const principal = requireStaff(context, "finance");
    const { providerId } = principal;
    if (providerId === undefined) {
      throw new DomainError("forbidden", "OTHER_PROVIDER", "Only staff of a provider may ask.");
    }
    return { providerId, actor: actorOf(principal) };
  };

  return {
    async loadOperatorInvoice(request, context) {
      const { providerId, actor: by } = desk(context);
      const { header, bytes } = await opened(request);
      const { operator, day } = header;
      requirePastDay(providerId, { operator, day }, it.now());
      const file = await readOperatorInvoice(bytes);
      const known = (await it.reconciliations.ofDay(providerId, operator, day)).filter(
        ({ digest }) => digest !== "",
      );
      const same = known.find(({ digest }) => digest === file.digest);
      // Sent again after a price was agreed, it is matched again.
      const isRepriced = (await it.costPrices.list(providerId, operator)).some(
        ({ recordedAt }) => same !== undefined && recordedAt > same.at,
      );
      if (same !== undefined && same.status !== "matching" && !isRepriced) {
        return { reconciliation: fromReconciliation(same) };
      }
      for (const { digest, reconciliationId } of known) {
        if (digest === file.digest) continue;
        if ((await it.reconciliations.openCases(reconciliationId)) > 0) {
          throw new DomainError("already_exists", "INVOICE_DAY_KNOWN", "Another file bills it.", {
            remedy: "Close the cases of that file, then send the corrected one.",
          });
        }
      }
      const fileName = toReference(header.fileName);
      const [earlier] = known
        .filter(({ digest, status }) => digest !== file.digest && status !== "matching")
        .sort((a, b) => b.at.getTime() - a.at.getTime());
      const sent = { ...file, fileName, by, earlier };
      const done = await reconcile({ providerId, operator, day }, sent);
      return { reconciliation: fromReconciliation(done) };
    },

    setCostPrice: setCostPrice(it, desk),

    async listCostPrices({ operator }, context) {
      const found = await it.costPrices.list(desk(context).providerId, operator);
      return { prices: found.map(fromCostPrice) };
    },

    async listReconciliations({ operator }, context) {
      const found = await it.reconciliations.list(desk(context).providerId, operator);
      return { reconciliations: found.map(fromReconciliation) };
    },

    async listCases(request, context) {
      const { providerId } = desk(context);
      const { reconciliationId, status, after } = request;
      const asked = { providerId, reconciliationId, status, after };
      const found = await it.reconciliations.listCases({ ...asked, limit: toPage(request.limit) });
      return { cases: found.map(fromCase) };
    },

    async closeCase({ caseId, resolution }, context) {
      const { providerId, actor } = desk(context);
      const words = toReference(resolution).trim();
      if (words === "") {
        throw new DomainError("invalid", "REASON_MISSING", "Say what became of it.");
      }
      const made = { resolution: words, by: actor };
      const closed = await it.withDeed(async (session) => {
        const done = await it.reconciliations.closeCase(providerId, caseId, made, session);
        const at = it.now();
        return {
          done,
          deed: typeof done === "string" ? undefined : caseDeed(done, providerId, at),
        };
      });
      if (closed === "unknown") {
        throw new DomainError("not_found", "CASE_UNKNOWN", "There is no such case.");
      }
      if (closed === "over") {
        throw new DomainError("precondition", "CASE_OVER", "The case is closed.");
      }
      return { case: fromCase(closed) };
    },
  };
};

/** The header of an upload, and the bytes after it. @throws DomainError invalid INVOICE_FILE_MALFORMED */
const opened = async (request: AsyncIterable<LoadOperatorInvoiceRequest>) => {
  const iterator = request[Symbol.asyncIterator]();
  const first = await iterator.next();
  const part = first.done === true ? undefined : first.value.part;
  if (part?.$case !== "header") {
    throw new DomainError("invalid", "INVOICE_FILE_MALFORMED", "A file begins with its header.");
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      if (next.value.part?.$case === "chunk") yield next.value.part.value;
    }
  }
  return { header: part.value, bytes: bytes() };
};

/** @throws DomainError precondition INVOICE_DAY_INVALID, invalid OPERATOR_UNKNOWN */
const requirePastDay = (
  providerId: string,
  { operator, day }: { readonly operator: string; readonly day: string },
  at: Date,
): void => {
  const pack = packOfProvider(providerId, at);
  if (!pack.operators.some(({ id }) => id === operator)) {
    throw new DomainError("precondition", "OPERATOR_UNKNOWN", "The market has no such operator.", {
      remedy: `Name one of ${pack.operators.map(({ id }) => id).join(", ")}.`,
    });
  }
  if (!isDay(day) || day >= localDay(pack, at.toISOString())) {
    throw new DomainError("precondition", "INVOICE_DAY_INVALID", "That day is not over.", {
      remedy: "Name a day that is over, such as 2026-11-29.",
    });
  }
};

const fromReconciliation = (found: Reconciliation): ReconciliationMessage => ({
  reconciliationId: found.reconciliationId,
  operator: found.operator,
  day: found.day,
  fileName: found.fileName,
  status: found.status,
  partsOurs: found.partsOurs,
  partsCharged: found.partsCharged,
  partsBilled: found.partsBilled,
  partsDelivered: found.partsDelivered,
  cases: BigInt(found.cases),
  billed: { currency: found.currency, minor: found.billed },
  expected:
    found.expected === undefined ? undefined : { currency: found.currency, minor: found.expected },
  at: found.at,
});

/** That a difference was settled; what became of it in words stays with the case. */
const caseDeed = (found: Case, providerId: string, at: Date): TrailDeed => ({
  ...{ entryId: `case:${found.caseId}:${at.toISOString()}`, tenantId: "", providerId, at },
  ...{ actor: found.closedBy, action: "case.closed", subject: `case:${found.caseId}` },
  before: { status: "open" },
  after: {
    ...{ status: found.status, kind: found.kind, operator: found.operator, day: found.day },
    ...{ ours: found.ours.toString(), theirs: found.theirs.toString() },
  },
});

const fromCase = (found: Case): CaseMessage => ({
  caseId: found.caseId,
  reconciliationId: found.reconciliationId,
  operator: found.operator,
  day: found.day,
  kind: found.kind,
  subject: found.subject,
  chunkId: found.chunkId,
  ours: found.ours,
  theirs: found.theirs,
  status: found.status,
  resolution: found.resolution,
  closedBy: found.closedBy,
  currency: found.currency,
  at: found.at,
});
