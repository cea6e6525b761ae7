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
    /** A document that may go. @throws DomainError not_found DOCUMENT_UNKNOWN, precondition DOCUMENT_IN_USE, DOCUMENT_IS_PROOF */
    async removable(
      tenant: Tenant,
      documentId: string,
      signal: AbortSignal,
    ): Promise<StoredDocument> {
      const found = await documents.byId(documentId);
      if (found?.document.tenantId !== tenant.tenantId) throw documentUnknown();
      const { document } = found;
      // Finance decides on it, and pricing keeps no list of what it looked at.
      if (document.code === transferProof.code) throw documentIsProof();
      const uses = await documentUses(tenant, documentId, signal);
      if (uses.length > 0) throw documentInUse(uses);
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

/** Forgets a document of the caller's company on which no application relies; a refusal stands in the trail. */
export function deleteDocument(parts: Needs & Pick<Parts, "commit" | "meet">) {
  const removal = documentRemoval(parts);
  return async (
    { documentId }: DeleteDocumentRequest,
    context: CallContext,
  ): Promise<DeleteDocumentResponse> => {
    const tenant = await parts.meet.ownTenant(context);
    const actor = actorOf(principalOf(context));
    try {
      const document = await removal.removable(tenant, documentId, context.signal);
      await parts.commit((session) => removal.remove(session, document, actor));
    } catch (error) {
      if (isTold(error)) {
        const subject = documentSubject(documentId);
        const after = { reason: error.reason };
        const event = { actor, action: "document.removal_refused", subject, after };
        await parts.commit((session) => parts.audit.append(session, tenant.tenantId, event));
      }
      throw error;
    }
    await parts.content.discard(documentId);
    return {};
  };
}

/** An id as we make them; anything else is the caller's own words, and stays out of the trail. */
export function documentSubject(documentId: string): string {
  return `document:${/^[0-9a-f]{24}$/u.test(documentId) ? documentId : ""}`;
}

/** Whether a refusal is told in the trail: the caller's request was wrong, not the machine. */
export function isTold(error: unknown): error is DomainError {
  return error instanceof DomainError && toldKinds.has(error.kind);
}
const toldKinds: ReadonlySet<string> = new Set(["invalid", "precondition", "not_found"]);

function documentInUse(uses: readonly string[]): DomainError {
  const what = `The document belongs to the application ${uses.join(", ")}.`;
  return new DomainError("precondition", "DOCUMENT_IN_USE", what, {
    remedy: "Withdraw the application, or keep this document and upload the newer one beside it.",
  });
}

function documentIsProof(): DomainError {
  const what = "The document proves a transfer of money, and stays.";
  return new DomainError("precondition", "DOCUMENT_IS_PROOF", what, {
    remedy: "Keep it; put a better proof into the company file and name that one for the order.",
  });
}
