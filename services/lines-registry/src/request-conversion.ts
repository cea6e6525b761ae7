import type {
  RequestConversionRequest,
  RequestConversionResponse,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import { LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import { isConvertible } from "./domain/possible-requests.js";
import { fileCase } from "./file-case.js";
import type { Parts } from "./parts.js";
import { fromApplication, toRequestId } from "./proto.js";
import { applicationUnknown, lineUnknown } from "./refuse.js";

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
    const given = { ...request.documentIds };
    try {
      const application = await fileCase(parts, pack, {
        requestId,
        by: actorOf(principalOf(context)),
        note: request.note,
        documentIds: given,
        applicant: { kind: "legal", facts: {} },
        opened: {
          tenantId,
          providerId: line.providerId,
          market: line.market,
          family: line.family,
          lineNumber: line.number,
          name: line.number,
          senderKey: line.senderKey,
          operator: "",
          holding: null,
          lineType: "advertising",
          caseKind: "to_advertising",
          lineId: line.lineId,
        },
      });
      return { application: fromApplication(pack, application) };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const winner = (await applications.byRequest(tenantId, requestId))?.applications[0];
      if (winner === undefined) throw conversionExists();
      if (winner.lineId !== line.lineId) throw applicationUnknown();
      return { application: fromApplication(pack, winner) };
    }
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
