import { fromBlockList, fromBlockListLoad } from "../proto/block-lists.js";
import type { Api, RouteDeps } from "../route.js";
import {
  blockAnswers,
  blockListLoadQuery,
  blockListLoads,
  blockLists,
  blockQuestion,
} from "../shapes/block-lists.js";
import { problems } from "../shapes/problem.js";

/** Numbers that block advertising, for who keeps the lists. Loading one is in number-files.ts. */
export function addBlockListRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { blockLists: lists } = peers;

  app.get(
    "/v1/block-lists",
    {
      schema: {
        operationId: "listBlockLists",
        tags: ["block lists", "staff"],
        summary: "Staff (operations): the lists in force, their versions and sizes",
        response: { 200: blockLists, ...problems },
      },
    },
    async (request) => {
      const answer = await lists.listBlockLists({}, call(request));
      return { blockLists: answer.blockLists.map(fromBlockList) };
    },
  );

  app.get(
    "/v1/block-lists/loads",
    {
      schema: {
        operationId: "listBlockListLoads",
        tags: ["block lists", "staff"],
        summary: "Staff (operations): who loaded what, newest first",
        querystring: blockListLoadQuery,
        response: { 200: blockListLoads, ...problems },
      },
    },
    async (request) => {
      const answer = await lists.listBlockListLoads(request.query, call(request));
      return { loads: answer.loads.map(fromBlockListLoad) };
    },
  );

  app.post(
    "/v1/block-lists/ask",
    {
      schema: {
        operationId: "askBlockList",
        tags: ["block lists", "staff"],
        summary: "Staff (operations): which of these numbers are blocked",
        body: blockQuestion,
        response: { 200: blockAnswers, ...problems },
      },
    },
    async (request) => {
      const { blocked } = await lists.askBlockList(request.body, call(request));
      return { blocked: [...blocked] };
    },
  );
}
