import type {
  PutDocumentRequest,
  PutDocumentResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DocumentAdded } from "@whiteline/contracts/accounts/v1/events";
import { isDuplicateKey, actorOf, principalOf, type CallContext } from "@whiteline/service-kit";
import {
  isSameUpload,
  judgeContent,
  judgeDraft,
  type DocumentDraft,
  type StoredDocument,
} from "./domain/document.js";
import { packOf } from "./domain/provider.js";
import { documentAdded } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { fromDocument, toDocumentDraft } from "./proto.js";
import { contentMeter, receiveUpload, requireWhole } from "./receive-upload.js";
import { refuse, requestIdReused } from "./refuse.js";

type Needs = Pick<
  Parts,
  "now" | "newId" | "documents" | "content" | "audit" | "commit" | "outbox" | "meet"
>;

/** Stores one document once. Bytes go to disk sealed as they come; the record follows when all are there. */
export function putDocument(parts: Needs) {
  const { now, newId, documents, content, audit, commit, outbox, meet } = parts;

  return async (
    messages: AsyncIterable<PutDocumentRequest>,
    context: CallContext,
  ): Promise<PutDocumentResponse> => {
    const { tenantId, market } = await meet.ownTenant(context);
    const upload = await receiveUpload(messages, context.signal);
    const draft = toDocumentDraft(upload.header);
    const findings = judgeDraft(draft, packOf(market, now()), now());
    if (findings.length > 0) throw refuse(...findings);

    const meter = contentMeter();
    const bytes = meter.pass(upload.bytes);
    const earlier = await documents.byRequest(tenantId, draft.requestId);
    if (earlier !== undefined) {
      for await (const _piece of bytes);
      return repeated(earlier, draft, (await meter.result()).sha256);
    }

    const documentId = newId();
    const header = await content.write(documentId, bytes, now());
    const measured = await meter.result();
    const verdict = judgeContent(measured);
    if (verdict.kind === "refused" || context.signal.aborted) {
      await content.discard(documentId);
      // The end of the messages may be heard before the end of the client.
      requireWhole(context.signal);
    }
    if (verdict.kind === "refused") throw refuse(verdict.finding);

    const { mediaType } = verdict;
    const { sizeBytes, sha256 } = measured;
    const storedAt = now();
    const stored = { ...draft, documentId, tenantId, mediaType, sizeBytes, sha256, storedAt };
    const eventId = newId();
    try {
      await commit(async (session) => {
        await content.keep(session, documentId);
        await documents.insert(session, stored, header);
        await outbox.add(session, DocumentAdded, documentAdded(stored), eventId);
        await audit.append(session, tenantId, {
          actor: actorOf(principalOf(context)),
          action: "document.added",
          subject: `document:${documentId}`,
        });
      });
    } catch (error) {
      // Anything else may have been committed after all; then the sweep must judge, not we.
      if (!isDuplicateKey(error)) throw error;
      await content.discard(documentId);
      const winner = await documents.byRequest(tenantId, draft.requestId);
      if (winner === undefined) throw error;
      return repeated(winner, draft, sha256);
    }
    return { document: fromDocument(stored) };
  };
}

function repeated(
  earlier: StoredDocument,
  draft: DocumentDraft,
  sha256: string,
): PutDocumentResponse {
  if (!isSameUpload(earlier, draft, sha256)) throw requestIdReused();
  return { document: fromDocument(earlier) };
}
