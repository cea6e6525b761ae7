import { bearer, DomainError } from "@whiteline/service-kit";
import type { FastifyRequest } from "fastify";

import type { Authenticate } from "../auth.js";
import { fromPriceGroups, fromTariffs } from "../proto/pricing.js";
import { fromProposal } from "../proto/proposals.js";
import type { Api, RouteDeps } from "../route.js";
import { newPriceGroup, priceGroupList, priceLists, tariffQuery } from "../shapes/pricing.js";
import { credentialsOf } from "../session-cookie.js";
import { problems } from "../shapes/problem.js";
import { proposal } from "../shapes/proposals.js";
import { byId } from "../shapes/words.js";

type TariffDeps = Pick<RouteDeps, "peers"> & {
  readonly deadlineMs: number;
  readonly authenticate: Authenticate;
};

/** What it costs, also for who has neither key nor session yet. */
export function addTariffRoutes(app: Api, { peers, deadlineMs, authenticate }: TariffDeps): void {
  app.get(
    "/v1/tariffs",
    {
      schema: {
        operationId: "listTariffs",
        tags: ["tariffs"],
        summary: "Price lists, fees and discounts of a market, to compare before signing up",
        description:
          "Needs no key. With a customer's key the prices of its own provider are those that it pays: price lists of its own, and " +
          "what its reseller puts on top.",
        security: [{}, { apiKey: [] }, { session: [] }],
        querystring: tariffQuery,
        response: { 200: priceLists, ...problems },
      },
    },
    async (request) => {
      const { market, provider = "" } = request.query;
      const question = { market: market.toUpperCase(), providerId: provider };
      const token = await tokenOf(request, authenticate);
      const caller = { ...(token !== undefined && bearer(token)), deadline: deadlineMs };
      return fromTariffs(await peers.pricing.listTariffs(question, caller));
    },
  );
}

/** Who asks, where the request says so; with a session that is over anybody is a visitor again. */
async function tokenOf(
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<string | undefined> {
  const credentials = credentialsOf(request);
  const isKey = credentials.authorization !== undefined;
  if (!isKey && credentials.sessionToken === undefined) return undefined;
  try {
    return (await authenticate(credentials)).token;
  } catch (error) {
    const isOver = error instanceof DomainError && error.kind === "unauthenticated";
    if (isOver && !isKey) return undefined;
    throw error;
  }
}

/** Under which price list a customer's messages go. */
export function addPriceGroupRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { pricing } = peers;

  app.get(
    "/v1/tenants/:id/price-groups",
    {
      schema: {
        operationId: "listPriceGroups",
        tags: ["tariffs"],
        summary: "The price groups of a customer's messages, by line and purpose",
        params: byId,
        response: { 200: priceGroupList, ...problems },
      },
    },
    async (request) => {
      const question = { tenantId: request.params.id };
      return fromPriceGroups((await pricing.listPriceGroups(question, call(request))).groups);
    },
  );

  app.put(
    "/v1/tenants/:id/price-groups",
    {
      schema: {
        operationId: "setPriceGroup",
        tags: ["tariffs", "staff"],
        summary: "Staff (finance): put a customer's messages under a price group",
        description:
          "What is reserved keeps its price. PRICE_GROUP_UNKNOWN: the provider has no such list. Where what the customer sent would " +
          "cost much more or less it is proposed so (202), and waits for another person: see /v1/proposals.",
        params: byId,
        body: newPriceGroup,
        response: { 200: priceGroupList, 202: proposal, ...problems },
      },
    },
    async (request, reply) => {
      const { lineId = "", purpose = "", group } = request.body;
      const question = { tenantId: request.params.id, lineId, purpose, group };
      const { groups, waiting } = await pricing.setPriceGroup(question, call(request));
      return waiting === undefined
        ? reply.code(200).send(fromPriceGroups(groups))
        : reply.code(202).send(fromProposal(waiting));
    },
  );
}
