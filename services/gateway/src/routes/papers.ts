import type { FastifyReply } from "fastify";
import { z } from "zod";

import { fromFormRules, fromMatrix, fromOriginal, toRenderForm } from "../proto/papers.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  familyQuery,
  formQuery,
  formRules,
  matrix,
  matrixQuery,
  original,
  originalList,
  originalPath,
  originalReturn,
} from "../shapes/papers.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";

/** Forms and samples to print, what the company file lacks, where the originals are, the dossier. */
export function addPaperRoutes(app: Api, { peers, call, stream }: RouteDeps): void {
  const { papers } = peers;

  app.get(
    "/v1/commitment-form/rules",
    {
      schema: {
        operationId: "getFormRules",
        tags: ["papers"],
        summary: "The rules to read before the commitment form is filled in",
        querystring: familyQuery,
        response: { 200: formRules, ...problems },
      },
    },
    async (request) => {
      const { provider: providerId, family } = request.query;
      const answer = await papers.getFormRules({ providerId, family }, call(request));
      return fromFormRules(present(answer.form, "form"));
    },
  );

  app.get(
    "/v1/commitment-form",
    {
      schema: {
        operationId: "getCommitmentForm",
        tags: ["papers"],
        summary: "The commitment form of a family, prefilled from your company file",
        description:
          "A PDF in the market's language, to be printed on letterhead. Its first page shows the rules, unless `rulesPage=false`.",
        querystring: formQuery,
        response: { 200: file("application/pdf", "The form."), ...problems },
      },
    },
    async (request, reply) => {
      const answer = papers.renderForm(toRenderForm(request.query), stream(request, reply));
      const { first, rest } = await openStream(answer);
      const form = present(first?.part?.$case === "form" ? first.part.value : undefined, "form");
      named(reply, `commitment-form-${form.version}.pdf`, "inline");
      return sendStream(reply, "application/pdf", await openStream(rest), dataOf);
    },
  );

  app.get(
    "/v1/promissory-note/sample",
    {
      schema: {
        operationId: "getNoteSample",
        tags: ["papers"],
        summary: "A sample of the promissory note: amount, beneficiary, what to fill in",
        querystring: familyQuery,
        response: { 200: file("application/pdf", "The sample."), ...problems },
      },
    },
    async (request, reply) => {
      const { provider: providerId, family } = request.query;
      const answer = papers.renderNoteSample({ providerId, family }, stream(request, reply));
      const { first, rest } = await openStream(answer);
      present(first?.part?.$case === "note" ? first.part.value : undefined, "note");
      named(reply, `promissory-note-${family}.pdf`, "inline");
      return sendStream(reply, "application/pdf", await openStream(rest), dataOf);
    },
  );

  app.get(
    "/v1/company-file/matrix",
    {
      schema: {
        operationId: "getCompanyFileMatrix",
        tags: ["papers", "tenants"],
        summary: "What every family and provider asks for: held, missing, expiring, or never yours",
        querystring: matrixQuery,
        response: { 200: matrix, ...problems },
      },
    },
    async (request) => {
      const { tenant: tenantId, warningDays } = request.query;
      const question = { tenantId, expiryWarningDays: Number(warningDays) };
      return fromMatrix(await papers.getMatrix(question, call(request)));
    },
  );

  app.get(
    "/v1/applications/:id/dossier",
    {
      schema: {
        operationId: "exportDossier",
        tags: ["papers", "staff"],
        summary: "Staff: cover sheet and files of an application, named after the number",
        description: "One zip archive for the operator. Who exported it stays on record.",
        params: byId,
        response: { 200: file("application/zip", "The dossier."), ...problems },
      },
    },
    async (request, reply) => {
      const { id: applicationId } = request.params;
      const answer = papers.exportDossier({ applicationId }, stream(request, reply));
      const { first, rest } = await openStream(answer);
      const head = present(first?.part?.$case === "head" ? first.part.value : undefined, "head");
      named(reply, head.fileName, "attachment");
      return sendStream(reply, "application/zip", await openStream(rest), dataOf);
    },
  );

  app.get(
    "/v1/applications/:id/originals",
    {
      schema: {
        operationId: "listOriginals",
        tags: ["papers", "applications"],
        summary: "Where the originals on paper are: asked, arrived, returned",
        params: byId,
        response: { 200: originalList, ...problems },
      },
    },
    async (request) => {
      const { id: applicationId } = request.params;
      const { originals } = await papers.listOriginals({ applicationId }, call(request));
      return { originals: originals.map(fromOriginal) };
    },
  );

  app.post(
    "/v1/applications/:id/originals/:code/return",
    {
      schema: {
        operationId: "returnOriginal",
        tags: ["papers", "staff"],
        summary: "Staff: an original that had arrived was handed back",
        params: originalPath,
        body: originalReturn,
        response: { 200: original, ...problems },
      },
    },
    async (request) => {
      const { id: applicationId, code: documentCode } = request.params;
      const { note } = request.body;
      const answer = await papers.returnOriginal(
        { applicationId, documentCode, note },
        call(request),
      );
      return fromOriginal(present(answer.original, "original"));
    },
  );
}

function file(type: string, description: string) {
  return { description, content: { [type]: { schema: z.file() } } };
}

function named(reply: FastifyReply, fileName: string, how: "inline" | "attachment"): void {
  reply
    .header("x-content-type-options", "nosniff")
    .header("content-disposition", `${how}; filename*=UTF-8''${encodeURIComponent(fileName)}`);
}

type Piece = { readonly part?: { readonly $case: string; readonly value: unknown } | undefined };

function dataOf({ part }: Piece): Uint8Array | string {
  return part?.value instanceof Uint8Array ? part.value : "";
}
