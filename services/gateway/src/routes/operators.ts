import { fromBind, fromRoute } from "../proto/lines.js";
import type { Api, RouteDeps } from "../route.js";
import { bindList, routeList } from "../shapes/lines.js";
import { problems } from "../shapes/problem.js";

/** The road to the operators, for who keeps it open. */
export function addOperatorRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { dispatcher } = peers;

  app.get(
    "/v1/operators/routes",
    {
      schema: {
        operationId: "listRoutes",
        tags: ["operators", "staff"],
        summary: "Staff (operations): which route carries whose subscribers",
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
        tags: ["operators", "staff"],
        summary: "Staff (operations): the links to the operators",
        response: { 200: bindList, ...problems },
      },
    },
    async (request) => {
      const { binds } = await dispatcher.listBinds({}, call(request));
      return { binds: binds.map(fromBind) };
    },
  );
}
