import { requestIdOf } from "../caller.js";
import {
  fromConsent,
  fromConsentSummary,
  fromRegistryAnswer,
  toConsent,
  toConsentQuestion,
  toRecipientKind,
} from "../proto/consents.js";
import { given, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  consent,
  consentList,
  consentPage,
  consentQuery,
  consentSummary,
  newConsent,
  registryAnswers,
  registryBrand,
  registryQuestion,
  synchronised,
} from "../shapes/consents.js";
import { problems } from "../shapes/problem.js";
import { numberSearch } from "../shapes/refusals.js";
import { repeatable } from "../shapes/words.js";

/** Who agreed to be advertised to, with the proof. */
export function addConsentRoutes(app: Api, deps: RouteDeps): void {
  addConsents(app, deps);
  addRegistry(app, deps);
}

function addConsents(app: Api, { peers, newId, call }: RouteDeps): void {
  const { consents } = peers;

  app.post(
    "/v1/consents",
    {
      schema: {
        operationId: "recordConsent",
        tags: ["consents"],
        summary: "A recipient gave consent or withdrew it",
        description:
          "With when, how, in which words and where the proof is. The later word wins; earlier ones are kept as history.",
        headers: repeatable,
        body: newConsent,
        response: { 201: consent, ...problems },
      },
    },
    async (request, reply) => {
      const question = toConsent(request.body, requestIdOf(request.headers, newId));
      const answer = await consents.recordConsent(question, call(request));
      return reply.code(201).send(fromConsent(present(answer.consent, "consent")));
    },
  );

  app.get(
    "/v1/consents",
    {
      schema: {
        operationId: "listConsents",
        tags: ["consents"],
        summary: "Your consents, newest first",
        querystring: consentQuery,
        response: { 200: consentPage, ...problems },
      },
    },
    async (request) => {
      const answer = await consents.listConsents(toConsentQuestion(request.query), call(request));
      return { consents: answer.consents.map(fromConsent), nextCursor: given(answer.nextCursor) };
    },
  );

  app.post(
    "/v1/consents/search",
    {
      schema: {
        operationId: "findConsents",
        tags: ["consents"],
        summary: "What is known of a number, with its history",
        body: numberSearch,
        response: { 200: consentList, ...problems },
      },
    },
    async (request) => {
      const answer = await consents.findConsents(request.body, call(request));
      return { consents: answer.consents.map(fromConsent) };
    },
  );

  app.get(
    "/v1/consents/summary",
    {
      schema: {
        operationId: "getConsentSummary",
        tags: ["consents"],
        summary: "How many agreed, and whether the registry is in step",
        response: { 200: consentSummary, ...problems },
      },
    },
    async (request) => fromConsentSummary(await consents.getConsentSummary({}, call(request))),
  );
}

function addRegistry(app: Api, { peers, newId, call }: RouteDeps): void {
  const { consents } = peers;

  app.put(
    "/v1/consents/registry-brand",
    {
      schema: {
        operationId: "setRegistryBrand",
        tags: ["consents"],
        summary: "Under which brand the registry knows you",
        headers: repeatable,
        body: registryBrand,
        response: { 200: registryBrand, ...problems },
      },
    },
    async (request) => {
      const question = { ...request.body, requestId: requestIdOf(request.headers, newId) };
      const { brand } = await consents.setRegistryBrand(question, call(request));
      return { brand };
    },
  );

  app.post(
    "/v1/consents/registry-query",
    {
      schema: {
        operationId: "queryRegistry",
        tags: ["consents"],
        summary: "What the registry itself says of numbers, now",
        body: registryQuestion,
        response: { 200: registryAnswers, ...problems },
      },
    },
    async (request) => {
      const { numbers } = request.body;
      const recipientKind = toRecipientKind(request.body.recipientKind);
      const answer = await consents.queryRegistry({ recipientKind, numbers }, call(request));
      return { answers: answer.answers.map(fromRegistryAnswer) };
    },
  );

  app.post(
    "/v1/consents/synchronise",
    {
      schema: {
        operationId: "synchroniseRegistry",
        tags: ["consents"],
        summary: "Upload what waits and fetch what changed, now",
        response: { 200: synchronised, ...problems },
      },
    },
    async (request) => {
      const answer = await consents.synchroniseRegistry({}, call(request));
      return {
        uploaded: Number(answer.uploaded),
        fetched: Number(answer.fetched),
        waiting: Number(answer.waiting),
      };
    },
  );
}
