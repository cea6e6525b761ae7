import { fromCreditPrice, toCreditPrice } from "../proto/credit-prices.js";
import { fromProposal } from "../proto/proposals.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  creditPrice,
  creditPriceList,
  creditPriceQuery,
  newCreditPrice,
} from "../shapes/credit-prices.js";
import { problems } from "../shapes/problem.js";
import { proposal } from "../shapes/proposals.js";

const tags = ["tariffs", "staff"];

/** What a credit costs, where customers pay with credits. */
export function addCreditPriceRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { creditPrices } = peers;

  app.get(
    "/v1/credit-prices",
    {
      schema: {
        operationId: "listCreditPrices",
        tags,
        summary: "Staff (finance): what a credit costs from which day on, the latest day first",
        description: "What holds today is told to anybody by /v1/tariffs.",
        querystring: creditPriceQuery,
        response: { 200: creditPriceList, ...problems },
      },
    },
    async (request) => {
      const { tenantId = "" } = request.query;
      const { prices } = await creditPrices.listCreditPrices({ tenantId }, call(request));
      return { prices: prices.map(fromCreditPrice) };
    },
  );

  app.post(
    "/v1/credit-prices",
    {
      schema: {
        operationId: "setCreditPrice",
        tags,
        summary: "Staff (finance): say what a credit costs from a day on",
        description:
          "Two people decide: it waits (202) until another one sends the same, or approves it at /v1/proposals; then, and whenever the same " +
          "is sent again, 201. What was ordered keeps its price; credits that are used and paid afterwards cost what a credit did when " +
          "their month began. Before its day a price is corrected by another one for that day. CREDIT_PRICE_BEGUN: another price began today.",
        body: newCreditPrice,
        response: { 201: creditPrice, 202: proposal, ...problems },
      },
    },
    async (request, reply) => {
      const question = { price: toCreditPrice(request.body) };
      const { outcome } = await creditPrices.setCreditPrice(question, call(request));
      const answer = present(outcome, "an outcome");
      return answer.$case === "price"
        ? reply.code(201).send(fromCreditPrice(answer.value))
        : reply.code(202).send(fromProposal(answer.value));
    },
  );
}
