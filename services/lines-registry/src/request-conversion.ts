import type {
  RequestConversionRequest,
  RequestConversionResponse,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import { LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  actorOf,
  DomainError,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import { isConvertible } from "./domain/possible-requests.js";
import { fileLineChange } from "./file-line-change.js";
import type { Parts } from "./parts.js";
import { fromApplication, toRequestId } from "./proto.js";
import { lineUnknown } from "./refuse.js";

/**
 * A holder asks that its service line becomes an advertising line: an application like any other, the
 * line stays what it is until the operator's word [000 · Challenges]. The other direction is filed
 * with Apply, because it demands papers.
 */
export function requestConversion(parts: Parts) {
  const { now, packs, lines, applications } = parts;
  return async (
    request: RequestConversionRequest,
    context: CallContext,
  ): Promise<RequestConversionResponse> => {
    const tenantId = requireTenant(context);
    const requestId = toRequestId(request.requestId);
    const line = await lines.byId(request.lineId);
    if (line?.tenantId !== tenantId || line.platform) throw lineUnknown();
    if (request.to !== LineType.ADVERTISING) throw byApply();
    const pack = packs.of(line.market, now());
    const earlier = await applications.byRequest(tenantId, requestId);
    const [filed] = earlier?.applications ?? [];
    if (filed !== undefined) return { application: fromApplication(pack, filed) };
    if (!isConvertible(line)) throw notInService();
    const application = await fileLineChange(
      parts,
      pack,
      line,
      {
        requestId,
        by: actorOf(principalOf(context)),
        note: request.note,
        documentIds: { ...request.documentIds },
        applicant: { kind: "legal", facts: {} },
        caseKind: "to_advertising",
        lineType: "advertising",
      },
      conversionExists,
    );
    return { application: fromApplication(pack, application) };
  };
}

function byApply(): DomainError {
  return new DomainError(
    "invalid",
    "CONVERSION_BY_APPLY",
    "A line becomes a service line by an application with its papers.",
    { remedy: "Ask for the checklist of the family, then file the application for this number." },
  );
}

function notInService(): DomainError {
  return new DomainError("precondition", "LINE_NOT_IN_SERVICE", "The line is no service line.", {
    remedy: "Only a service line can become an advertising line.",
  });
}

function conversionExists(): DomainError {
  return new DomainError(
    "precondition",
    "CONVERSION_EXISTS",
    "A conversion of this line is under way.",
    { remedy: "Wait for the decision of the other application." },
  );
}
