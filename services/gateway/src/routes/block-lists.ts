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

/** A question of a hundred thousand reaches lists in parts, whose numbers do not pile up in its memory. */
const ASKED_AT_ONCE = 5_000;

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
      const { market, numbers } = request.body;
      const blocked: boolean[] = [];
      for (let from = 0; from < numbers.length; from += ASKED_AT_ONCE) {
        const some = { market, numbers: numbers.slice(from, from + ASKED_AT_ONCE) };
        blocked.push(...(await lists.askBlockList(some, call(request))).blocked);
      }
      return { blocked };
    },
  );
}
