import type {
  PutDocumentRequest,
  PutDocumentResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DocumentAdded } from "@whiteline/contracts/accounts/v1/events";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  principalOf,
  type CallContext,
} from "@whiteline/service-kit";
import { documentRemoval, documentSubject, isTold } from "./delete-document.js";
import {
  isSameUpload,
  judgeContent,
  judgeDraft,
  type DocumentDraft,
  type StoredDocument,
} from "./domain/document.js";
import { judgeInspection } from "./domain/document-safety.js";
import { packOf } from "./domain/provider.js";
import type { Tenant } from "./domain/tenant.js";
import { documentAdded } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { fromDocument, toDocumentDraft } from "./proto.js";
import { contentMeter, receiveUpload, requireWhole } from "./receive-upload.js";
import { refuse, requestIdReused } from "./refuse.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "documents"
  | "content"
  | "inspect"
  | "audit"
  | "commit"
  | "outbox"
  | "meet"
  | "countDocument"
  | "documentUses"
>;

/**
 * Stores one document once. Bytes go to disk sealed as they come; the record follows when all are there and
 * were looked through. What is refused leaves no byte, only an entry of the attempt in the audit trail.
 */
export function putDocument(parts: Needs) {
  const { audit, commit, meet, countDocument } = parts;

  return async (
    messages: AsyncIterable<PutDocumentRequest>,
    context: CallContext,
  ): Promise<PutDocumentResponse> => {
    const tenant = await meet.ownTenant(context);
    const actor = actorOf(principalOf(context));
    const upload = await receiveUpload(messages, context.signal);
    const draft = toDocumentDraft(upload.header);
    const sent = { actor, signal: context.signal, replaces: upload.header.replaces };
    try {
      const answer = await store(parts, tenant, draft, upload.bytes, sent);
      countDocument("added");
      return answer;
    } catch (error) {
      countDocument(error instanceof DomainError ? error.reason : "failed");
      if (isTold(error)) {
        const { replaces } = sent;
        const old = replaces === "" ? {} : { replaces: documentSubject(replaces) };
        const after = { reason: error.reason, ...old };
        const event = { actor, action: "document.refused", subject: subjectOf(draft), after };
        await commit((session) => audit.append(session, tenant.tenantId, event));
      }
      throw error;
    }
  };

  /** A code that no pack knows is the caller's own words, and stays out of the trail. */
  function subjectOf({ code }: DocumentDraft): string {
    return /^[a-z0-9_]{1,100}$/u.test(code) ? `document_code:${code}` : "document_code:";
  }
}

async function store(
  parts: Needs,
  tenant: Tenant,
  draft: DocumentDraft,
  pieces: AsyncIterable<Uint8Array>,
  { actor, signal, replaces }: Sent,
): Promise<PutDocumentResponse> {
  const { now, newId, documents, content, audit, commit, outbox } = parts;
  const { tenantId, market } = tenant;
  const removal = documentRemoval(parts);
  const pack = packOf(market, now());
  const findings = judgeDraft(draft, pack, now());
  if (findings.length > 0) throw refuse(...findings);

  const meter = contentMeter();
  const bytes = meter.pass(pieces);
  const earlier = await documents.byRequest(tenantId, draft.requestId);
  if (earlier !== undefined) {
    for await (const _piece of bytes);
    return repeated(earlier, draft, (await meter.result()).sha256);
  }

  const old = replaces === "" ? undefined : await removal.removable(tenant, replaces, signal);
  if (old !== undefined && old.code !== draft.code) throw codeDiffers(old.code);
  /** An upload takes minutes, in which somebody may have filed the old one. */
  const stillRemovable = async () => {
    if (old !== undefined) await removal.removable(tenant, old.documentId, signal);
  };

  const documentId = newId();
  const header = await content.write(documentId, bytes, now());
  const measured = await meter.result();
  const { expiresAt, code } = draft;
  const known = await documents.same({ tenantId, code, expiresAt, sha256: measured.sha256 });
  if (known !== undefined) {
    await content.discard(documentId);
    if (old === undefined || old.documentId === known.documentId) {
      return { document: fromDocument(known) };
    }
    await stillRemovable();
    await commit((session) => removal.remove(session, old, actor));
    await content.discard(old.documentId);
    return { document: fromDocument(known) };
  }
  const { sizeBytes, sha256, mediaType } = await lookThrough(parts, {
    measured,
    judge: (all) => judgeContent(all, pack, draft.code),
    load: () => content.whole(documentId, header),
    signal,
  }).catch(async (error: unknown) => {
    await content.discard(documentId);
    throw error;
  });

  const storedAt = now();
  const stored = { ...draft, documentId, tenantId, mediaType, sizeBytes, sha256, storedAt };
  const eventId = newId();
  const giveUp = async (error: unknown): Promise<PutDocumentResponse> => {
    await content.discard(documentId);
    const winner = await documents.byRequest(tenantId, draft.requestId);
    if (winner === undefined) throw error;
    return repeated(winner, draft, sha256);
  };
  try {
    await stillRemovable();
  } catch (error) {
    return giveUp(error);
  }
  try {
    await commit(async (session) => {
      await content.keep(session, documentId);
      await documents.insert(session, stored, header);
      await outbox.add(session, DocumentAdded, documentAdded(stored), eventId);
      const subject = `document:${documentId}`;
      const after = { code: draft.code, mediaType, sizeBytes, sha256 };
      await audit.append(session, tenantId, { actor, action: "document.added", subject, after });
      if (old !== undefined) await removal.remove(session, old, actor);
    });
  } catch (error) {
    // Anything else may have been committed after all; then the sweep must judge, not we.
    if (!isDuplicateKey(error)) throw error;
    return giveUp(error);
  }
  if (old !== undefined) await content.discard(old.documentId);
  return { document: fromDocument(stored) };
}

/** Who sends a document, and the one that it takes the place of; "" = none. */
type Sent = { readonly actor: string; readonly signal: AbortSignal; readonly replaces: string };

function codeDiffers(code: string): DomainError {
  return new DomainError("invalid", "DOCUMENT_CODE_DIFFERS", `What it replaces is a ${code}.`, {
    remedy: "Replace a document by one of the same code; delete the other one by itself.",
  });
}

type Measured = Awaited<ReturnType<ReturnType<typeof contentMeter>["result"]>>;

/** Judges what a content is, then what is inside it. @throws DomainError invalid with every finding */
async function lookThrough(
  { inspect }: Pick<Needs, "inspect">,
  {
    measured,
    judge,
    load,
    signal,
  }: {
    readonly measured: Measured;
    readonly judge: (measured: Measured) => ReturnType<typeof judgeContent>;
    readonly load: () => Promise<Buffer>;
    readonly signal: AbortSignal;
  },
): Promise<Measured & { readonly mediaType: string }> {
  // The end of the messages may be heard before the end of the client.
  requireWhole(signal);
  const verdict = judge(measured);
  if (verdict.kind === "refused") throw refuse(verdict.finding);
  const { mediaType } = verdict;
  const findings = judgeInspection(await inspect(load, mediaType));
  requireWhole(signal);
  if (findings.length > 0) throw refuse(...findings);
  return { ...measured, mediaType };
}

function repeated(
  earlier: StoredDocument,
  draft: DocumentDraft,
  sha256: string,
): PutDocumentResponse {
  if (!isSameUpload(earlier, draft, sha256)) throw requestIdReused();
  return { document: fromDocument(earlier) };
}
