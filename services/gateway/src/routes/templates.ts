import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import {
  fromCheck,
  fromMatch,
  fromMeasures,
  fromTemplate,
  toCheckText,
  toRegisterTemplate,
  toReview,
} from "../proto/compliance.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  contentQuality,
  contentQualityQuery,
  newTemplate,
  template,
  templateList,
  templateMatch,
  templateMatchQuestion,
  templateQuery,
  templateReview,
  textCheck,
  textCheckQuestion,
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

  app.post(
    "/v1/templates/match",
    {
      schema: {
        operationId: "matchTemplate",
        tags: ["templates"],
        summary: "Which template a text is, or where it differs from the nearest, to the character",
        description:
          "A difference that cannot be seen (an Arabic ي, a stray half space, a typographic quote) is named.",
        body: templateMatchQuestion,
        response: { 200: templateMatch, ...problems },
      },
    },
    async (request) =>
      fromMatch(await compliance.matchTemplate({ ...request.body }, call(request))),
  );

  app.post(
    "/v1/texts/check",
    {
      schema: {
        operationId: "checkText",
        tags: ["templates", "verdicts"],
        summary: "What the rules say of a text on a line, before it is sent",
        description:
          "The same judgement as of a campaign or message, without recipients. Nothing is kept.",
        body: textCheckQuestion,
        response: { 200: textCheck, ...problems },
      },
    },
    async (request) =>
      fromCheck(await compliance.checkText(toCheckText(request.body), call(request))),
  );

  app.get(
    "/v1/content-quality",
    {
      schema: {
        operationId: "measureContentRules",
        tags: ["templates", "staff"],
        summary: "Staff: how the rules answer the texts that your experts decided on",
        querystring: contentQualityQuery,
        response: { 200: contentQuality, ...problems },
      },
    },
    async (request) =>
      fromMeasures(await compliance.measureContentRules({ ...request.query }, call(request))),
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
