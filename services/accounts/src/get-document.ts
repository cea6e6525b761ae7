import type {
  GetDocumentRequest,
  GetDocumentResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";
import { fromDocument } from "./proto.js";
import { documentUnknown } from "./refuse.js";

type Needs = Pick<Parts, "documents" | "content" | "meet">;

/** Streams a document to who may see it: what it is, then its clear bytes. */
export function getDocument({ documents, content, meet }: Needs) {
  return async function* (
    { documentId }: GetDocumentRequest,
    context: CallContext,
  ): AsyncGenerator<GetDocumentResponse, void> {
    const found = await documents.byId(documentId);
    if (found === undefined) throw documentUnknown();
    const { document, header } = found;
    const trace = { action: "document.read", subject: `document:${documentId}` };
    await meet.visibleTenant(context, document.tenantId, trace, documentUnknown);

    yield { part: { $case: "document", value: fromDocument(document) } };
    for await (const piece of content.read(documentId, header)) {
      yield { part: { $case: "data", value: piece } };
    }
  };
}
