import type {
  FindDocumentUsesRequest,
  FindDocumentUsesResponse,
} from "@whiteline/contracts/lines_registry/v1/papers";
import { requireService, requireTenant, type CallContext } from "@whiteline/service-kit";
import { isCalledOff } from "./domain/application.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "packs" | "applications">;

/** Which applications of a tenant rely on a document as they were filed last, open or decided, but for withdrawn ones. */
export function findDocumentUses({ now, packs, applications }: Needs) {
  return async (
    { documentId }: FindDocumentUsesRequest,
    context: CallContext,
  ): Promise<FindDocumentUsesResponse> => {
    requireService(context);
    const applicationIds: string[] = [];
    const filed = applications.allOfTenant(requireTenant(context), context.signal);
    for await (const { application, openLatest } of filed) {
      if (isCalledOff(packs.of(application.market, now()), application)) continue;
      const content = await openLatest();
      if (Object.values(content?.documentIds ?? {}).includes(documentId)) {
        applicationIds.push(application.applicationId);
      }
    }
    return { applicationIds };
  };
}
