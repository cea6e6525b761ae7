import { requestIdOf, sessionOf } from "../caller.js";
import {
  fromRefusal,
  fromStopwatch,
  toComplaintRefusal,
  toLift,
  toOptOut,
  toRefusalQuestion,
} from "../proto/refusals.js";
import { fromTime, given, present, toTime } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  newComplaintRefusal,
  newLift,
  newOptOut,
  newRefusalLinks,
  numberSearch,
  optOut,
  refusal,
  refusalLinks,
  refusalList,
  refusalPage,
  refusalQuery,
  stopwatch,
  stopwatchQuery,
} from "../shapes/refusals.js";
import { byId, repeatable } from "../shapes/words.js";

/** Who wants no more messages, how fast that was obeyed, and how it ends. */
export function addRefusalRoutes(app: Api, deps: RouteDeps): void {
  addRecording(app, deps);
  addReading(app, deps);
}

function addRecording(app: Api, { peers, newId, call }: RouteDeps): void {
  const { lists, refusals } = peers;

  app.post(
    "/v1/opt-outs",
    {
      schema: {
        operationId: "recordOptOut",
        tags: ["refusals"],
        summary: "A subscriber wants no more messages",
        description: "Holds from the answer on, also for campaigns that are half sent.",
        headers: repeatable,
        body: newOptOut,
        response: { 201: optOut, ...problems },
      },
    },
    async (request, reply) => {
      const channel = sessionOf(request).sessionId === undefined ? "api" : "console";
      const question = toOptOut(request.body, requestIdOf(request.headers, newId), channel);
      const { at, refusalId } = await lists.recordOptOut(question, call(request));
      return reply.code(201).send({ at: fromTime(at), refusalId: given(refusalId) });
    },
  );

  app.post(
    "/v1/opt-outs/:id/lift",
    {
      schema: {
        operationId: "liftRefusal",
        tags: ["refusals"],
        summary: "The subscriber took it back, and there is proof",
        description:
          "Only the subscriber's own word, said after the refusal, ends it. The proof is kept with the refusal for good.",
        params: byId,
        headers: repeatable,
        body: newLift,
        response: { 200: refusal, ...problems },
      },
    },
    async (request) => {
      const requestId = requestIdOf(request.headers, newId);
      const question = toLift(request.body, request.params.id, requestId);
      const answer = await refusals.liftRefusal(question, call(request));
      return fromRefusal(present(answer.refusal, "refusal"));
    },
  );

  app.post(
    "/v1/desk/opt-outs",
    {
      schema: {
        operationId: "recordComplaintRefusal",
        tags: ["refusals", "staff"],
        summary: "Staff: a complaint says that somebody wants no more messages of a line",
        headers: repeatable,
        body: newComplaintRefusal,
        response: { 201: refusal, ...problems },
      },
    },
    async (request, reply) => {
      const question = toComplaintRefusal(request.body, requestIdOf(request.headers, newId));
      const answer = await refusals.recordComplaintRefusal(question, call(request));
      return reply.code(201).send(fromRefusal(present(answer.refusal, "refusal")));
    },
  );

  app.post(
    "/v1/refusal-links",
    {
      schema: {
        operationId: "makeRefusalLinks",
        tags: ["refusals"],
        summary: "Links by which recipients refuse, to be put into single messages",
        description:
          "The same link each time for the same recipient and line. A template with the variable refusal_link gets them by itself in a campaign.",
        body: newRefusalLinks,
        response: { 200: refusalLinks, ...problems },
      },
    },
    async (request) => {
      const { links } = await refusals.makeRefusalLinks(request.body, call(request));
      return { links: [...links] };
    },
  );
}

function addReading(app: Api, { peers, call }: RouteDeps): void {
  const { refusals } = peers;

  app.get(
    "/v1/opt-outs",
    {
      schema: {
        operationId: "listRefusals",
        tags: ["refusals"],
        summary: "Who refused, newest first",
        querystring: refusalQuery,
        response: { 200: refusalPage, ...problems },
      },
    },
    async (request) => {
      const answer = await refusals.listRefusals(toRefusalQuestion(request.query), call(request));
      return {
        refusals: answer.refusals.map(fromRefusal),
        nextCursor: given(answer.nextCursor),
      };
    },
  );

  app.get(
    "/v1/opt-outs/stopwatch",
    {
      schema: {
        operationId: "getStopwatch",
        tags: ["refusals"],
        summary: "How long it takes from a subscriber's word to the closed door",
        querystring: stopwatchQuery,
        response: { 200: stopwatch, ...problems },
      },
    },
    async (request) => {
      const since = toTime(request.query.since);
      const answer = await refusals.getStopwatch({ since }, call(request));
      return fromStopwatch(present(answer.stopwatch, "stopwatch"));
    },
  );

  app.post(
    "/v1/opt-outs/search",
    {
      schema: {
        operationId: "findRefusals",
        tags: ["refusals"],
        summary: "Whether and when a number refused",
        description: "The number stands in the body, because a URL is written into logs.",
        body: numberSearch,
        response: { 200: refusalList, ...problems },
      },
    },
    async (request) => {
      const answer = await refusals.findRefusals(request.body, call(request));
      return { refusals: answer.refusals.map(fromRefusal) };
    },
  );

  app.get(
    "/v1/opt-outs/:id",
    {
      schema: {
        operationId: "getRefusal",
        tags: ["refusals"],
        summary: "One refusal with its stopwatch",
        params: byId,
        response: { 200: refusal, ...problems },
      },
    },
    async (request) => {
      const answer = await refusals.getRefusal({ refusalId: request.params.id }, call(request));
      return fromRefusal(present(answer.refusal, "refusal"));
    },
  );
}
