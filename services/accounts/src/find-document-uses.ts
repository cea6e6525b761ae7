import type { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import { bearer, DomainError, type Client, type Principal } from "@whiteline/service-kit";
import type { Tenant } from "./domain/tenant.js";

/** Ids of the applications of a tenant that rely on a document. @throws DomainError unavailable */
export type DocumentUses = (
  tenant: Tenant,
  documentId: string,
  signal: AbortSignal,
) => Promise<readonly string[]>;

/**
 * Asks lines-registry as a service for the tenant. An application that is being filed in the same moment is not seen:
 * its dossier is then incomplete, which the desk answers with a return.
 */
export function documentUses(
  papers: Client<typeof PapersServiceDefinition> | undefined,
  { sign }: { readonly sign: (principal: Principal) => Promise<{ readonly token: string }> },
): DocumentUses {
  return async ({ tenantId, providerId, market }, documentId, signal) => {
    if (papers === undefined) throw usesUnknown();
    const principal = { kind: "service", service: "accounts", roles: [] } as const;
    const { token } = await sign({ ...principal, tenantId, providerId, market });
    const options = { ...bearer(token), signal };
    return (await papers.findDocumentUses({ documentId }, options)).applicationIds;
  };
}

function usesUnknown(): DomainError {
  const why = "Nobody knows which applications rely on the document.";
  return new DomainError("precondition", "DOCUMENT_IN_USE", why, {
    remedy: "Ask who runs the installation to tell accounts where lines-registry is.",
  });
}
