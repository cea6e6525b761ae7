import type {
  DeleteDocumentRequest,
  DeleteDocumentResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { transferProof, type StoredDocument } from "./domain/document.js";
import type { Tenant } from "./domain/tenant.js";
import type { Parts } from "./parts.js";
import { documentUnknown } from "./refuse.js";
import type { ClientSession } from "./store/commit-change.js";

type Needs = Pick<Parts, "documents" | "content" | "audit" | "documentUses">;

/** How a document of a company goes: only where nothing relies on it, with its bytes and an entry of the trail. */
export function documentRemoval({ documents, content, audit, documentUses }: Needs) {
  return {
    /** A document that may go. @throws DomainError not_found DOCUMENT_UNKNOWN, precondition DOCUMENT_IN_USE */
    async removable(
      tenant: Tenant,
      documentId: string,
      signal: AbortSignal,
    ): Promise<StoredDocument> {
      const found = await documents.byId(documentId);
      if (found?.document.tenantId !== tenant.tenantId) throw documentUnknown();
      const { document } = found;
      // Finance decides on it, and pricing keeps no list of what it looked at.
      if (document.code === transferProof.code) throw documentInUse("a transfer for credit");
      const uses = await documentUses(tenant, documentId, signal);
      if (uses.length > 0) throw documentInUse(`the application ${uses.join(", ")}`);
      return document;
    },

    /** Forgets it within a transaction; `discard` its bytes after the commit. */
    async remove(
      session: ClientSession,
      { documentId, tenantId, code, mediaType, sizeBytes, sha256 }: StoredDocument,
      actor: string,
    ): Promise<void> {
      if (!(await documents.remove(session, tenantId, documentId))) throw documentUnknown();
      await content.giveUp(session, documentId);
      await audit.append(session, tenantId, {
        actor,
        action: "document.removed",
        subject: `document:${documentId}`,
        before: { code, mediaType, sizeBytes, sha256 },
      });
    },
  };
}

/** Forgets a document of the caller's company on which no application relies. */
export function deleteDocument(parts: Needs & Pick<Parts, "commit" | "meet">) {
  const removal = documentRemoval(parts);
  return async (
    { documentId }: DeleteDocumentRequest,
    context: CallContext,
  ): Promise<DeleteDocumentResponse> => {
    const tenant = await parts.meet.ownTenant(context);
    const document = await removal.removable(tenant, documentId, context.signal);
    const actor = actorOf(principalOf(context));
    await parts.commit((session) => removal.remove(session, document, actor));
    await parts.content.discard(documentId);
    return {};
  };
}

function documentInUse(what: string): DomainError {
  return new DomainError("precondition", "DOCUMENT_IN_USE", `The document belongs to ${what}.`, {
    remedy: "Withdraw the application, or keep this document and upload the newer one beside it.",
  });
}
