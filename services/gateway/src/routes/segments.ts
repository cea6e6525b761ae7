import { requestIdOf } from "../caller.js";
import { fromSegment, fromSegmentPreview, toCondition } from "../proto/segments.js";
import { present } from "../proto/words.js";
import { refuseDeepBody } from "../refuse-deep-body.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  newSegment,
  segment,
  segmentChange,
  segmentList,
  segmentPreview,
  segmentQuery,
  segmentQuestion,
} from "../shapes/segments.js";
import { byId, nothing, repeatable } from "../shapes/words.js";

/** Named parts of lists. */
export function addSegmentRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { segments } = peers;

  app.post(
    "/v1/segments",
    {
      preValidation: refuseDeepBody,
      schema: {
        operationId: "createSegment",
        tags: ["segments"],
        summary: "Name a part of a list",
        description: "Asked anew each time it is used: send a campaign with its segmentId.",
        headers: repeatable,
        body: newSegment,
        response: { 201: segment, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const { name, listId } = request.body;
      const condition = toCondition(request.body.condition);
      const question = { requestId, name, listId, condition };
      const answer = await segments.createSegment(question, call(request));
      const made = fromSegment(present(answer.segment, "segment"));
      return reply.code(201).header("location", `/v1/segments/${made.segmentId}`).send(made);
    },
  );

  app.get(
    "/v1/segments",
    {
      schema: {
        operationId: "listSegments",
        tags: ["segments"],
        summary: "Your segments",
        querystring: segmentQuery,
        response: { 200: segmentList, ...problems },
      },
    },
    async (request) => {
      const answer = await segments.listSegments(request.query, call(request));
      return { segments: answer.segments.map(fromSegment) };
    },
  );

  app.get(
    "/v1/segments/:id",
    {
      schema: {
        operationId: "getSegment",
        tags: ["segments"],
        summary: "One segment",
        params: byId,
        response: { 200: segment, ...problems },
      },
    },
    async (request) => {
      const answer = await segments.getSegment({ segmentId: request.params.id }, call(request));
      return fromSegment(present(answer.segment, "segment"));
    },
  );

  app.patch(
    "/v1/segments/:id",
    {
      preValidation: refuseDeepBody,
      schema: {
        operationId: "updateSegment",
        tags: ["segments"],
        summary: "Change a segment's name or condition",
        params: byId,
        body: segmentChange,
        response: { 200: segment, ...problems },
      },
    },
    async (request) => {
      const { name = "", condition, expectedVersion } = request.body;
      const question = {
        segmentId: request.params.id,
        name,
        condition: condition && toCondition(condition),
        expectedVersion: BigInt(expectedVersion),
      };
      const answer = await segments.updateSegment(question, call(request));
      return fromSegment(present(answer.segment, "segment"));
    },
  );

  app.delete(
    "/v1/segments/:id",
    {
      schema: {
        operationId: "deleteSegment",
        tags: ["segments"],
        summary: "Forget a segment",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await segments.deleteSegment({ segmentId: request.params.id }, call(request));
      return reply.code(204).send();
    },
  );

  app.post(
    "/v1/segments/preview",
    {
      preValidation: refuseDeepBody,
      schema: {
        operationId: "previewSegment",
        tags: ["segments"],
        summary: "Count who is in a segment, and see a few of them",
        body: segmentQuestion,
        response: { 200: segmentPreview, ...problems },
      },
    },
    async (request, reply) => {
      const { segmentId, listId, condition } = request.body;
      const question = { segmentId, listId, condition: condition && toCondition(condition) };
      return fromSegmentPreview(await segments.previewSegment(question, stream(request, reply)));
    },
  );
}
