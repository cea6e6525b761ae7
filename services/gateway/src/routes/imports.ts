import type { ImportFileRequest, ImportHeader } from "@whiteline/contracts/lists/v1/lists";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";

import { requestIdOf } from "../caller.js";
import { fromImport, toImportHeader } from "../proto/imports.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { importFields, importForm, listImport } from "../shapes/imports.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";
import { passOn, RAW_TYPES, readForm, readRaw, type Upload } from "../upload.js";

type Fields = z.output<typeof importFields>;
type Asked = {
  readonly query: Fields;
  readonly headers: z.output<typeof repeatable>;
  readonly listId?: string;
};

/** Files of numbers on their way into lists. Nothing of a file is kept here. */
export function addImportRoutes(
  app: Api,
  deps: RouteDeps & { readonly uploadMaxBytes: number },
): void {
  const { peers, newId, stream, uploadMaxBytes } = deps;
  const { lists } = peers;

  const receive = async (request: FastifyRequest, reply: FastifyReply, asked: Asked) => {
    const { fields, fileName, data } = await readUpload(request, asked.query, uploadMaxBytes);
    const header = toImportHeader(
      { ...fields, fileName },
      requestIdOf(asked.headers, newId),
      asked.listId,
    );
    const answer = await passOn(request, () =>
      lists.importFile(importParts(header, data), stream(request, reply)),
    );
    const made = fromImport(present(answer.import, "import"));
    reply.code(202).header("location", `/v1/imports/${made.importId}`);
    return made;
  };

  const upload = {
    consumes: ["multipart/form-data", ...RAW_TYPES],
    headers: repeatable,
    querystring: importFields,
    body: importForm,
    response: { 202: listImport, ...problems },
  };

  app.post(
    "/v1/lists/:id/imports",
    {
      schema: {
        operationId: "importIntoList",
        tags: ["imports"],
        summary: "Upload an .xlsx or .csv of customers into a list",
        description:
          "As a form (fields first, file last) or as the body itself. Answered when the file is kept; reading goes on by itself: ask GET /v1/imports/{id}.",
        ...upload,
        params: byId,
      },
    },
    async (request, reply) =>
      reply.send(
        await receive(request, reply, {
          query: request.query,
          headers: request.headers,
          listId: request.params.id,
        }),
      ),
  );

  app.post(
    "/v1/imports",
    {
      schema: {
        operationId: "importSample",
        tags: ["imports", "applications"],
        summary: "Upload the sample list of an application",
        description: "It is counted and judged, never sent to.",
        ...upload,
      },
    },
    async (request, reply) =>
      reply.send(await receive(request, reply, { query: request.query, headers: request.headers })),
  );
}

async function readUpload(
  request: FastifyRequest,
  query: Fields,
  maxBytes: number,
): Promise<Upload<Fields>> {
  if (request.isMultipart()) return readForm(request, importFields, maxBytes);
  return { fields: query, fileName: query.fileName, data: readRaw(request, maxBytes) };
}

async function* importParts(
  header: ImportHeader,
  data: AsyncIterable<Buffer>,
): AsyncGenerator<ImportFileRequest> {
  yield { part: { $case: "header", value: header } };
  for await (const value of data) yield { part: { $case: "data", value } };
}
