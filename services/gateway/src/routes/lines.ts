import { fromChecklist, fromFamily, fromSpelling, toChecklistRequest } from "../proto/families.js";
import { fromLine, toProvisionLine } from "../proto/lines.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  brandnameProposals,
  checklist,
  checklistQuery,
  familyList,
  familyQuery,
  proposalQuery,
} from "../shapes/families.js";
import { line, lineList, newLine } from "../shapes/lines.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

/** What a line demands, and the lines there are. */
export function addLineRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { linesRegistry } = peers;

  app.get(
    "/v1/families",
    {
      schema: {
        operationId: "listFamilies",
        tags: ["lines"],
        summary: "Every kind of sender of your market, and which of them you can hold",
        description: "At each provider that offers it, with its source; `reason` says why never.",
        querystring: familyQuery,
        response: { 200: familyList, ...problems },
      },
    },
    async (request) => {
      const { families } = await linesRegistry.listFamilies(request.query, call(request));
      return { families: families.map(fromFamily) };
    },
  );

  app.get(
    "/v1/brandname-proposals",
    {
      schema: {
        operationId: "proposeBrandname",
        tags: ["lines"],
        summary: "How a brandname may be written at each operator",
        querystring: proposalQuery,
        response: { 200: brandnameProposals, ...problems },
      },
    },
    async (request) => {
      const { brandname: name, market } = request.query;
      const question = { name, market, family: "" };
      const { operators } = await linesRegistry.proposeSpellings(question, call(request));
      return { operators: operators.map(fromSpelling) };
    },
  );

  app.get(
    "/v1/checklists",
    {
      schema: {
        operationId: "getChecklist",
        tags: ["lines"],
        summary: "What a family of lines demands of you at a provider",
        description: "Each demand with its source, and whether your company file holds it already.",
        querystring: checklistQuery,
        response: { 200: checklist, ...problems },
      },
    },
    async (request) => {
      const question = toChecklistRequest(request.query);
      const answer = await linesRegistry.getChecklist(question, call(request));
      return fromChecklist(present(answer.checklist, "checklist"));
    },
  );

  app.get(
    "/v1/lines",
    {
      schema: {
        operationId: "listLines",
        tags: ["lines"],
        summary: "Your lines; for staff, those of their provider",
        response: { 200: lineList, ...problems },
      },
    },
    async (request) => {
      const { lines } = await linesRegistry.listLines({}, call(request));
      return { lines: lines.map(fromLine) };
    },
  );

  app.get(
    "/v1/lines/:id",
    {
      schema: {
        operationId: "getLine",
        tags: ["lines"],
        summary: "One line",
        params: byId,
        response: { 200: line, ...problems },
      },
    },
    async (request) => {
      const answer = await linesRegistry.getLine({ lineId: request.params.id }, call(request));
      return fromLine(present(answer.line, "line"));
    },
  );

  app.post(
    "/v1/lines",
    {
      schema: {
        operationId: "provisionLine",
        tags: ["lines", "staff"],
        summary: "Staff (operations): enter a line that exists already",
        description:
          "The provider's own line, or an advertising line that a tenant holds. Idempotent by number.",
        body: newLine,
        response: { 201: line, ...problems },
      },
    },
    async (request, reply) => {
      const question = toProvisionLine(request.body);
      const answer = await linesRegistry.provisionLine(question, call(request));
      const made = fromLine(present(answer.line, "line"));
      return reply.code(201).header("location", `/v1/lines/${made.lineId}`).send(made);
    },
  );
}
