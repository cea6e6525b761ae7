import type { PutDocumentRequest } from "@whiteline/contracts/accounts/v1/accounts";
import { z } from "zod";

import { requestIdOf, sessionOf } from "../caller.js";
import { fromDocument, toDocumentHeader } from "../proto/accounts.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { document, documentFields, documentForm, documentList } from "../shapes/accounts.js";
import { problems } from "../shapes/problem.js";
import { byId, nothing, repeatable } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";
import { passOn, readForm } from "../upload.js";

/** Papers of the company file: kept once, used in every application. */
export function addDocumentRoutes(
  app: Api,
  deps: RouteDeps & { readonly uploadMaxBytes: number },
): void {
  const { peers, newId, call, stream, uploadMaxBytes } = deps;
  const { accounts } = peers;

  app.post(
    "/v1/documents",
    {
      schema: {
        operationId: "putDocument",
        tags: ["documents"],
        summary: "Store a document in the company file",
        description:
          "The form's text fields come first and its file last, because it is passed on as it arrives. The same bytes under the same code and end are answered with the document that is there already; `replaces` takes the place of another one on which no application relies (DOCUMENT_IN_USE) and which proves no transfer (DOCUMENT_IS_PROOF).",
        consumes: ["multipart/form-data"],
        headers: repeatable,
        body: documentForm,
        response: { 201: document, ...problems },
      },
    },
    async (request, reply) => {
      const { fields, fileName, data } = await readForm(request, documentFields, uploadMaxBytes);
      const header = toDocumentHeader(fields, fileName, requestIdOf(request.headers, newId));
      const answer = await passOn(request, () =>
        accounts.putDocument(documentParts(header, data), stream(request, reply)),
      );
      const stored = fromDocument(present(answer.document, "document"));
      return reply
        .code(201)
        .header("location", `/v1/documents/${stored.documentId}/content`)
        .send(stored);
    },
  );

  app.get(
    "/v1/documents",
    {
      schema: {
        operationId: "listDocuments",
        tags: ["documents"],
        summary: "The documents of the company file",
        response: { 200: documentList, ...problems },
      },
    },
    async (request) => {
      const tenantId = sessionOf(request).tenantId ?? "";
      const { documents } = await accounts.listDocuments({ tenantId }, call(request));
      return { documents: documents.map(fromDocument) };
    },
  );

  app.delete(
    "/v1/documents/:id",
    {
      schema: {
        operationId: "deleteDocument",
        tags: ["documents"],
        summary: "Delete a document on which no application relies",
        description:
          "422 DOCUMENT_IN_USE while an application that is open or decided was filed with it; one that was withdrawn does not count. 422 DOCUMENT_IS_PROOF: the proof of a transfer stays; name a better one for the order.",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await accounts.deleteDocument({ documentId: request.params.id }, call(request));
      return reply.code(204).send();
    },
  );

  app.get(
    "/v1/documents/:id/content",
    {
      schema: {
        operationId: "getDocumentContent",
        tags: ["documents"],
        summary: "The document itself",
        params: byId,
        response: {
          200: {
            description: "The file, in the media type that was found in it.",
            content: { "application/octet-stream": { schema: z.file() } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const parts = accounts.getDocument({ documentId: request.params.id }, stream(request, reply));
      const { first, rest } = await openStream(parts);
      const head = present(
        first?.part?.$case === "document" ? first.part.value : undefined,
        "document",
      );
      // Whatever was uploaded, a browser must not run it in our name.
      reply
        .header("x-content-type-options", "nosniff")
        .header("content-security-policy", "sandbox")
        .header(
          "content-disposition",
          `attachment; filename*=UTF-8''${encodeURIComponent(head.fileName)}`,
        )
        .header("content-length", head.sizeBytes.toString());
      return sendStream(reply, head.mediaType, await openStream(rest), ({ part: piece }) =>
        piece?.$case === "data" ? piece.value : "",
      );
    },
  );
}

async function* documentParts(
  header: ReturnType<typeof toDocumentHeader>,
  data: AsyncIterable<Buffer>,
): AsyncGenerator<PutDocumentRequest> {
  yield { part: { $case: "header", value: header } };
  for await (const value of data) yield { part: { $case: "data", value } };
}
