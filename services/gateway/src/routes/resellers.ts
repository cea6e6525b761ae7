import { requestIdOf, sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromMargin, fromResold, fromSurcharges, toSurcharges } from "../proto/resellers.js";
import { given, maybeMoney, present, toMoney } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  drawn,
  margin,
  newDraw,
  newReseller,
  newSurcharges,
  resellerQuery,
  resoldBy,
  resoldList,
  surchargeList,
} from "../shapes/resellers.js";
import { byId, repeatable } from "../shapes/words.js";

/** Customers of customers: whose they are, what is put on top, what it earned. */
export function addResellerRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { resellers } = peers;

  app.put(
    "/v1/tenants/:id/reseller",
    {
      schema: {
        operationId: "setReseller",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): whose customer a customer is",
        params: byId,
        body: newReseller,
        response: { 200: resoldBy, ...problems },
      },
    },
    async (request) => {
      const { resellerId } = request.body;
      const asked = { tenantId: request.params.id, resellerId };
      const answer = await resellers.setReseller(asked, call(request));
      return { tenantId: answer.tenantId, resellerId: given(answer.resellerId) };
    },
  );

  app.get(
    "/v1/resold",
    {
      schema: {
        operationId: "listResold",
        tags: ["wallet"],
        summary: "A reseller's customers and their surcharges",
        querystring: resellerQuery,
        response: { 200: resoldList, ...problems },
      },
    },
    async (request) => {
      const resellerId = request.query.resellerId ?? sessionOf(request).tenantId ?? "";
      return fromResold(await resellers.listResold({ resellerId }, call(request)));
    },
  );

  app.put(
    "/v1/resold/surcharges",
    {
      schema: {
        operationId: "setSurcharges",
        tags: ["wallet"],
        summary: "A reseller's price on top of the provider's, for one customer or for all",
        description: "What is reserved keeps its price.",
        body: newSurcharges,
        response: { 200: surchargeList, ...problems },
      },
    },
    async (request) => {
      const answer = await resellers.setSurcharges(toSurcharges(request.body), call(request));
      return { surcharges: fromSurcharges(answer.surcharges) };
    },
  );

  app.get(
    "/v1/wallet/margin",
    {
      schema: {
        operationId: "getMargin",
        tags: ["wallet"],
        summary: "What a reseller earned on top",
        querystring: resellerQuery,
        response: { 200: margin, ...problems },
      },
    },
    async (request) => {
      const resellerId = request.query.resellerId ?? sessionOf(request).tenantId ?? "";
      return fromMargin(await resellers.getMargin({ resellerId }, call(request)));
    },
  );

  app.post(
    "/v1/wallet/margin/draws",
    {
      schema: {
        operationId: "drawMargin",
        tags: ["wallet"],
        summary: "Move earned margin into the reseller's wallet",
        headers: repeatable,
        body: newDraw,
        response: { 201: drawn, ...problems },
      },
    },
    async (request, reply) => {
      const asked = {
        requestId: requestIdOf(request.headers, newId),
        amount: toMoney(request.body.amount),
      };
      const answer = await resellers.drawMargin(asked, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return reply.code(201).send({ margin: maybeMoney(outcome.value) });
    },
  );
}
