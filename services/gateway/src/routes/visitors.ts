import { requestIdOf } from "../caller.js";
import { fromChecklist, fromFamily } from "../proto/families.js";
import {
  fromConsultation,
  fromSupport,
  toApplicantKind,
  toConsultation,
  toVisitorChecklist,
} from "../proto/visitors.js";
import { fromTime, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { checklist, familyList } from "../shapes/families.js";
import { problems } from "../shapes/problem.js";
import {
  closedConsultation,
  consultation,
  consultationList,
  consultationQuery,
  keptConsultation,
  newConsultation,
  offerQuery,
  support,
  visitorChecklistQuery,
} from "../shapes/visitors.js";
import { byId, repeatable } from "../shapes/words.js";

const tags = ["providers"];

/** What somebody without an account may ask a provider. */
export function addVisitorRoutes(
  app: Api,
  {
    peers,
    newId,
    deadlineMs,
  }: Pick<RouteDeps, "peers" | "newId"> & { readonly deadlineMs: number },
): void {
  const { visitors } = peers;
  const options = { deadline: deadlineMs };

  app.get(
    "/v1/providers/:id/support",
    {
      schema: {
        operationId: "getSupport",
        tags,
        summary: "When a provider's people answer, and whether they do now",
        security: [],
        params: byId,
        response: { 200: support, ...problems },
      },
    },
    async (request) =>
      fromSupport(await visitors.getSupport({ providerId: request.params.id }, options)),
  );

  app.get(
    "/v1/providers/:id/families",
    {
      schema: {
        operationId: "showOffers",
        tags,
        summary: "What a provider offers, and who may hold it",
        description: "Needs no account. `reason` says why a person of this kind never can.",
        security: [],
        params: byId,
        querystring: offerQuery,
        response: { 200: familyList, ...problems },
      },
    },
    async (request) => {
      const applicantKind = toApplicantKind(request.query);
      const question = { providerId: request.params.id, applicantKind };
      const { families } = await visitors.showOffers(question, options);
      return { families: families.map(fromFamily) };
    },
  );

  app.get(
    "/v1/providers/:id/checklist",
    {
      schema: {
        operationId: "showChecklist",
        tags,
        summary: "What a family demands of a person of this kind",
        description:
          "Needs no account: documents, guarantee, rules, durations, with their sources.",
        security: [],
        params: byId,
        querystring: visitorChecklistQuery,
        response: { 200: checklist, ...problems },
      },
    },
    async (request) => {
      const question = toVisitorChecklist(request.query, request.params.id);
      const answer = await visitors.showChecklist(question, options);
      return fromChecklist(present(answer.checklist, "checklist"));
    },
  );

  app.post(
    "/v1/providers/:id/consultations",
    {
      schema: {
        operationId: "requestConsultation",
        tags,
        summary: "Ask the provider's people a question",
        description:
          "The consultation form: free, without an account. The desk answers by telephone or mail.",
        security: [],
        params: byId,
        headers: repeatable,
        body: newConsultation,
        response: { 202: keptConsultation, ...problems },
      },
    },
    async (request, reply) => {
      const question = toConsultation(request.body, {
        providerId: request.params.id,
        requestId: requestIdOf(request.headers, newId),
        remoteAddress: request.ip,
      });
      const { consultationId, receivedAt } = await visitors.requestConsultation(question, options);
      return reply.code(202).send({ consultationId, receivedAt: fromTime(receivedAt) });
    },
  );
}

/** The questions as the desk sees them. */
export function addConsultationRoutes(
  app: Api,
  { peers, call }: Pick<RouteDeps, "peers" | "call">,
): void {
  const { visitors } = peers;

  app.get(
    "/v1/desk/consultations",
    {
      schema: {
        operationId: "listConsultations",
        tags: ["desk", "staff"],
        summary: "Staff: questions of visitors that wait, the oldest first",
        querystring: consultationQuery,
        response: { 200: consultationList, ...problems },
      },
    },
    async (request) => {
      const closed = request.query.closed === "true";
      const { consultations } = await visitors.listConsultations({ closed }, call(request));
      return { consultations: consultations.map(fromConsultation) };
    },
  );

  app.post(
    "/v1/desk/consultations/:id/close",
    {
      schema: {
        operationId: "closeConsultation",
        tags: ["desk", "staff"],
        summary: "Staff: a question was answered",
        description: "Twice is the same as once. It is forgotten 90 days later.",
        params: byId,
        body: closedConsultation,
        response: { 200: consultation, ...problems },
      },
    },
    async (request) => {
      const done = { consultationId: request.params.id, note: request.body.note };
      const answer = await visitors.closeConsultation(done, call(request));
      return fromConsultation(present(answer.consultation, "consultation"));
    },
  );
}
