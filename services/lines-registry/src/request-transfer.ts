import type {
  RequestTransferRequest,
  RequestTransferResponse,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import { lineFamily, type MarketPack } from "@whiteline/markets";
import {
  actorOf,
  forward,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import { demandsOf, judgeEligibility } from "./domain/checklist.js";
import type { Finding } from "./domain/finding.js";
import { readLineNumber, senderKey } from "./domain/sender.js";
import { fileCase } from "./file-case.js";
import { judgeHeldSender, takenSender } from "./judge-held-sender.js";
import type { Parts } from "./parts.js";
import { fromApplication, toApplicant, toRequestId } from "./proto.js";
import { providerUnknown } from "./refuse.js";

const source = "001 · Comment 10; ir.md §7.4";

/**
 * A customer brings a service line from another provider [IR-MEL-18]: every deficiency at once, or a
 * case at the new provider's desk. The line keeps its service status only by the operator's word.
 */
export function requestTransfer(parts: Parts) {
  const { now, packs, applications, accounts } = parts;
  return async (
    request: RequestTransferRequest,
    context: CallContext,
  ): Promise<RequestTransferResponse> => {
    const tenantId = requireTenant(context);
    const requestId = toRequestId(request.requestId);
    const { providerId, family } = request;
    const pack = packs.ofProvider(providerId, now());
    if (pack === undefined) throw providerUnknown();
    const [earlier] = (await applications.byRequest(tenantId, requestId))?.applications ?? [];
    if (earlier !== undefined) return filed(pack, earlier);

    const applicant = toApplicant(request.applicant);
    const read = readNumber(pack, request);
    const key = senderKey("number", read.number);
    const documentIds = { ...request.documentIds };
    const { tenant } = await accounts.getTenant({ tenantId }, forward(context));
    const { documents } = await accounts.listDocuments({ tenantId }, forward(context));
    const unknown = Object.entries(documentIds).filter(
      ([, id]) => !documents.some(({ documentId }) => documentId === id),
    );
    const held = { tenantId, senderKey: key, operator: "", purposes: [], current: undefined };
    const deficiencies: readonly Finding[] = [
      ...(pack.lineLife.transfer === null ? [notOffered()] : []),
      ...(tenant?.providerId === providerId ? [] : [otherProvider()]),
      ...(request.fromProvider.trim() === "" ? [fromMissing()] : []),
      ...judgeEligibility(demandsOf(pack, providerId, family, applicant)),
      ...read.findings,
      ...unknown.map(([code]) => documentUnknown(code)),
      ...(read.findings.length > 0 ? [] : await judgeHeldSender(parts, pack, held)),
    ];
    if (deficiencies.length > 0) return deficient(deficiencies);
    try {
      const application = await fileCase(parts, pack, {
        requestId,
        by: actorOf(principalOf(context)),
        note: `from ${request.fromProvider}: ${request.note}`.slice(0, 2_000),
        documentIds,
        applicant,
        opened: {
          tenantId,
          providerId,
          market: pack.code,
          family,
          lineNumber: read.number,
          name: read.number,
          senderKey: key,
          operator: "",
          holding: null,
          lineType: "service",
          caseKind: "transfer",
          lineId: null,
        },
      });
      return filed(pack, application);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const [winner] = (await applications.byRequest(tenantId, requestId))?.applications ?? [];
      return winner === undefined ? deficient([takenSender()]) : filed(pack, winner);
    }
  };
}

function readNumber(
  pack: MarketPack,
  { family: id, number }: RequestTransferRequest,
): { readonly number: string; readonly findings: readonly Finding[] } {
  const family = lineFamily(pack, id);
  if (family?.kind !== "number") return { number: "", findings: [] };
  const read = readLineNumber(family, number);
  return read.kind === "ok"
    ? { number: read.number, findings: [] }
    : { number: "", findings: [read.finding] };
}

function filed(
  pack: MarketPack,
  application: Parameters<typeof fromApplication>[1],
): RequestTransferResponse {
  const value = { application: fromApplication(pack, application) };
  return { outcome: { $case: "filed", value } };
}

function deficient(deficiencies: readonly Finding[]): RequestTransferResponse {
  return { outcome: { $case: "deficient", value: { deficiencies } } };
}

function notOffered(): Finding {
  return {
    code: "TRANSFER_NOT_OFFERED",
    subject: "family",
    rule: "The market knows no transfer of a sender between providers.",
    source,
    remedy: "Apply for the sender anew.",
  };
}

function otherProvider(): Finding {
  return {
    code: "OTHER_PROVIDER",
    subject: "provider_id",
    rule: "A line is brought to the applicant's own provider.",
    source,
    remedy: "Name the provider at which you are registered.",
  };
}

function fromMissing(): Finding {
  return {
    code: "FROM_PROVIDER_MISSING",
    subject: "from_provider",
    rule: "A transfer names the provider that has the line now.",
    source,
    remedy: "Write the name of that provider.",
  };
}

function documentUnknown(code: string): Finding {
  return {
    code: "DOCUMENT_UNKNOWN",
    subject: code,
    rule: "The paper is a document of the applicant's own company file.",
    source,
    remedy: "List the documents of the company file and take the id from there.",
  };
}
