import { requestIdOf } from "../caller.js";
import {
  decisions,
  fromBind,
  fromInDoubt,
  fromInDoubtList,
  fromOrphans,
  fromRoute,
  toInDoubtQuestion,
} from "../proto/operators.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  bindList,
  inDoubt,
  inDoubtDecision,
  inDoubtList,
  inDoubtQuery,
  orphanQuery,
  orphanSummary,
  routeList,
} from "../shapes/operators.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

const tags = ["operators", "staff"];

/** The road to the operators, for who keeps it open. */
export function addOperatorRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { dispatcher, dlr } = peers;

  app.get(
    "/v1/operators/routes",
    {
      schema: {
        operationId: "listRoutes",
        tags,
        summary:
          "Staff (operations): which route carries whose subscribers, and by which account now",
        response: { 200: routeList, ...problems },
      },
    },
    async (request) => {
      const { routes } = await dispatcher.listRoutes({}, call(request));
      return { routes: routes.map(fromRoute) };
    },
  );

  app.get(
    "/v1/operators/binds",
    {
      schema: {
        operationId: "listBinds",
        tags,
        summary: "Staff (operations): the links to the operators",
        response: { 200: bindList, ...problems },
      },
    },
    async (request) => {
      const { binds } = await dispatcher.listBinds({}, call(request));
      return { binds: binds.map(fromBind) };
    },
  );

  app.get(
    "/v1/operators/in-doubt",
    {
      schema: {
        operationId: "listInDoubt",
        tags,
        summary: "Staff (operations): submits that were never answered, why, and what was done",
        querystring: inDoubtQuery,
        response: { 200: inDoubtList, ...problems },
      },
    },
    async (request) =>
      fromInDoubtList(
        await dispatcher.listInDoubt(toInDoubtQuestion(request.query), call(request)),
      ),
  );

  app.post(
    "/v1/operators/in-doubt/:id/decision",
    {
      schema: {
        operationId: "settleInDoubt",
        tags,
        summary: "Staff (operations): send what is held once more, or leave it in doubt for good",
        headers: repeatable,
        params: byId,
        body: inDoubtDecision,
        response: { 200: inDoubt, ...problems },
      },
    },
    async (request) => {
      const settled = await dispatcher.settleInDoubt(
        {
          inDoubtId: request.params.id,
          decision: decisions[request.body.decision],
          requestId: requestIdOf(request.headers, newId),
        },
        call(request),
      );
      return fromInDoubt(present(settled.inDoubt, "in_doubt"));
    },
  );

  app.get(
    "/v1/operators/orphans",
    {
      schema: {
        operationId: "listOrphans",
        tags,
        summary: "Staff (operations): receipts whose message nobody knows",
        querystring: orphanQuery,
        response: { 200: orphanSummary, ...problems },
      },
    },
    async (request) => {
      const { givenUp, limit, pageToken = "" } = request.query;
      const question = { givenUp: givenUp === "true", limit, pageToken };
      return fromOrphans(await dlr.listOrphans(question, call(request)));
    },
  );
}
