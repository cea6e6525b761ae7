import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromTemplate, toRegisterTemplate, toReview } from "../proto/compliance.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  newTemplate,
  template,
  templateList,
  templateQuery,
  templateReview,
} from "../shapes/compliance.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

/** What may be said. */
export function addTemplateRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { compliance } = peers;

  app.post(
    "/v1/templates",
    {
      schema: {
        operationId: "registerTemplate",
        tags: ["templates"],
        summary: "Register a text with named variables",
        description: "Faults come back all at once (422). Without faults it waits for an expert.",
        headers: repeatable,
        body: newTemplate,
        response: { 201: template, ...problems },
      },
    },
    async (request, reply) => {
      const question = toRegisterTemplate(request.body, requestIdOf(request.headers, newId));
      const answer = await compliance.registerTemplate(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") {
        throw new Refusal("TEMPLATE_REFUSED", outcome.value.findings);
      }
      const made = fromTemplate(outcome.value);
      return reply.code(201).header("location", `/v1/templates/${made.templateId}`).send(made);
    },
  );

  app.get(
    "/v1/templates",
    {
      schema: {
        operationId: "listTemplates",
        tags: ["templates"],
        summary: "Your templates; for staff, those that wait for review",
        querystring: templateQuery,
        response: { 200: templateList, ...problems },
      },
    },
    async (request) => {
      const reviewQueue = request.query.reviewQueue === "true";
      const { templates } = await compliance.listTemplates({ reviewQueue }, call(request));
      return { templates: templates.map(fromTemplate) };
    },
  );

  app.get(
    "/v1/templates/:id",
    {
      schema: {
        operationId: "getTemplate",
        tags: ["templates"],
        summary: "One template",
        params: byId,
        response: { 200: template, ...problems },
      },
    },
    async (request) => {
      const answer = await compliance.getTemplate({ templateId: request.params.id }, call(request));
      return fromTemplate(present(answer.template, "template"));
    },
  );

  app.post(
    "/v1/templates/:id/review",
    {
      schema: {
        operationId: "reviewTemplate",
        tags: ["templates", "staff"],
        summary: "Staff (expert): approve or reject a template",
        params: byId,
        body: templateReview,
        response: { 200: template, ...problems },
      },
    },
    async (request) => {
      const review = toReview(request.body, request.params.id);
      const answer = await compliance.reviewTemplate(review, call(request));
      return fromTemplate(present(answer.template, "template"));
    },
  );
}
