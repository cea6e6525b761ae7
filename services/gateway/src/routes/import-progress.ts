import type { FastifyReply } from "fastify";
import { z } from "zod";

import { fromImport, fromPreview, toPreview, toStart } from "../proto/imports.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  importList,
  importPreview,
  importQuery,
  importStart,
  listImport,
  previewQuestion,
} from "../shapes/imports.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";

/** A file after its upload: its columns, its progress, what it kept and dropped. */
export function addImportProgressRoutes(app: Api, { peers, call, stream }: RouteDeps): void {
  const { lists, imports } = peers;

  app.get(
    "/v1/imports",
    {
      schema: {
        operationId: "listImports",
        tags: ["imports"],
        summary: "Your imports, the newest first",
        querystring: importQuery,
        response: { 200: importList, ...problems },
      },
    },
    async (request) => {
      const answer = await imports.listImports(request.query, call(request));
      return { imports: answer.imports.map(fromImport) };
    },
  );

  app.get(
    "/v1/imports/:id",
    {
      schema: {
        operationId: "getImport",
        tags: ["imports"],
        summary: "How far an import is, and what it kept and dropped",
        params: byId,
        response: { 200: listImport, ...problems },
      },
    },
    async (request) => {
      const answer = await lists.getImport({ importId: request.params.id }, call(request));
      return fromImport(present(answer.import, "import"));
    },
  );

  app.get(
    "/v1/imports/:id/events",
    {
      schema: {
        operationId: "watchImport",
        tags: ["imports"],
        summary: "The progress of an import as server-sent events",
        description:
          "Each `data:` is an Import. The stream ends when the import is over; a browser that connects again gets its state at once.",
        params: byId,
        response: {
          200: {
            description: "Events named `import`.",
            content: { "text/event-stream": { schema: z.string() } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const question = { importId: request.params.id };
      const moves = await openStream(imports.watchImport(question, stream(request, reply)));
      return sendStream(unbuffered(reply), "text/event-stream", moves, (move) => {
        const now = JSON.stringify(fromImport(present(move.import, "import")));
        return `event: import\ndata: ${now}\n\n`;
      });
    },
  );

  app.post(
    "/v1/imports/:id/preview",
    {
      schema: {
        operationId: "previewImport",
        tags: ["imports"],
        summary: "What the columns of a file were taken for, with samples",
        description:
          "Of an import that is held. Send what you would change and see what comes of it; nothing is kept.",
        params: byId,
        body: previewQuestion,
        response: { 200: importPreview, ...problems },
      },
    },
    async (request, reply) => {
      const question = toPreview(request.params.id, request.body);
      return fromPreview(await imports.previewImport(question, stream(request, reply)));
    },
  );

  app.post(
    "/v1/imports/:id/start",
    {
      schema: {
        operationId: "startImport",
        tags: ["imports"],
        summary: "Let a held import be read",
        description:
          "Your word on its columns is the last; one that the file does not fit is refused, and the file stays held. " +
          "Sent again it changes nothing.",
        params: byId,
        body: importStart,
        response: { 202: listImport, ...problems },
      },
    },
    async (request, reply) => {
      const question = toStart(request.params.id, request.body);
      const answer = await imports.startImport(question, stream(request, reply));
      return reply.code(202).send(fromImport(present(answer.import, "import")));
    },
  );

  app.post(
    "/v1/imports/:id/cancel",
    {
      schema: {
        operationId: "cancelImport",
        tags: ["imports"],
        summary: "Give up an import that is not being read yet",
        params: byId,
        response: { 200: listImport, ...problems },
      },
    },
    async (request) => {
      const answer = await imports.cancelImport({ importId: request.params.id }, call(request));
      return fromImport(present(answer.import, "import"));
    },
  );

  app.get(
    "/v1/imports/:id/rejects",
    {
      schema: {
        operationId: "downloadRejects",
        tags: ["imports"],
        summary: "The rejected rows, each with its reason",
        params: byId,
        response: {
          200: {
            description: "CSV in UTF-8.",
            content: { "text/csv": { schema: z.string() } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const question = { importId: request.params.id };
      const rows = await openStream(lists.downloadRejects(question, stream(request, reply)));
      reply.header("content-disposition", 'attachment; filename="rejects.csv"');
      return sendStream(reply, "text/csv; charset=utf-8", rows, ({ data }) => data);
    },
  );
}

/** Proxies between us and the browser must hand each event on at once. */
function unbuffered(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "no-cache").header("x-accel-buffering", "no");
}
