import { requestIdOf, sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import {
  fromOrder,
  fromOrderPrice,
  fromOrders,
  fromPaymentCase,
  fromPaymentCases,
  toParameters,
  toPlaceOrder,
} from "../proto/purchases.js";
import { present, toMoney } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  newOrder,
  order,
  orderDecision,
  orderList,
  orderQuery,
  orderQuestion,
  orderQuote,
  paymentCase,
  paymentCaseDecision,
  paymentCaseList,
  paymentCaseQuery,
  portAnswer,
  portPath,
  portQuery,
  transferProof,
} from "../shapes/purchases.js";
import { byId, repeatable } from "../shapes/words.js";

/** What payment ports say. Each message is its own proof; nobody is logged in. */
export function addPaymentPortRoutes(
  app: Api,
  { peers, deadlineMs }: Pick<RouteDeps, "peers"> & { readonly deadlineMs: number },
): void {
  app.get(
    "/v1/payment-ports/:provider/:port",
    {
      schema: {
        operationId: "hearPaymentPort",
        tags: ["wallet"],
        summary: "For the payment port: what became of a payment",
        description:
          "Signed by the port; a repetition is answered and books nothing. 00 booked, 01 unknown order, 02 the order is over: booked before, or a payment case now, 04 another amount, 97 signature wrong.",
        security: [],
        params: portPath,
        querystring: portQuery,
        response: { 200: portAnswer, ...problems },
      },
    },
    async (request) => {
      const { provider: providerId, port } = request.params;
      const said = { providerId, port, parameters: toParameters(request.query) };
      const { code, message } = await peers.purchases.hearPort(said, { deadline: deadlineMs });
      return { RspCode: code, Message: message };
    },
  );
}

/** How credit is bought. */
export function addPurchaseRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { purchases } = peers;

  app.post(
    "/v1/orders/quote",
    {
      schema: {
        operationId: "quoteOrder",
        tags: ["wallet"],
        summary: "What an order of credit costs, discounts taken off",
        body: orderQuestion,
        response: { 200: orderQuote, ...problems },
      },
    },
    async (request) => {
      const { value, code = "" } = request.body;
      const tenantId = request.body.tenantId ?? sessionOf(request).tenantId ?? "";
      const question = { tenantId, value: toMoney(value), code };
      const { outcome, methods } = await purchases.quoteOrder(question, call(request));
      const answer = present(outcome, "outcome");
      if (answer.$case === "refused") throw new Refusal(answer.value.code, [answer.value]);
      return { price: fromOrderPrice(answer.value), methods: [...methods] };
    },
  );

  app.post(
    "/v1/orders",
    {
      schema: {
        operationId: "placeOrder",
        tags: ["wallet"],
        summary: "Order credit, by the payment port or by bank transfer",
        headers: repeatable,
        body: newOrder,
        response: { 201: order, ...problems },
      },
    },
    async (request, reply) => {
      const asked = {
        requestId: requestIdOf(request.headers, newId),
        tenantId: sessionOf(request).tenantId ?? "",
        remoteAddress: request.ip,
      };
      const answer = await purchases.placeOrder(toPlaceOrder(request.body, asked), call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const placed = fromOrder(outcome.value);
      return reply.code(201).header("location", `/v1/orders/${placed.orderId}`).send(placed);
    },
  );

  app.get(
    "/v1/orders",
    {
      schema: {
        operationId: "listOrders",
        tags: ["wallet"],
        summary: "Orders of credit, the newest first; for finance those of all customers",
        querystring: orderQuery,
        response: { 200: orderList, ...problems },
      },
    },
    async (request) => {
      const { status = "", after, limit } = request.query;
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const question = { tenantId, status, after, limit };
      return fromOrders((await purchases.listOrders(question, call(request))).orders, limit);
    },
  );

  app.get(
    "/v1/orders/:id",
    {
      schema: {
        operationId: "getOrder",
        tags: ["wallet"],
        summary: "An order of credit",
        params: byId,
        response: { 200: order, ...problems },
      },
    },
    async (request) => {
      const answer = await purchases.getOrder({ orderId: request.params.id }, call(request));
      return fromOrder(present(answer.order, "order"));
    },
  );

  app.post(
    "/v1/orders/:id/proof",
    {
      schema: {
        operationId: "proveTransfer",
        tags: ["wallet"],
        summary: "Show that a bank transfer was made",
        params: byId,
        body: transferProof,
        response: { 200: order, ...problems },
      },
    },
    async (request) => {
      const proof = { orderId: request.params.id, ...request.body };
      const answer = await purchases.proveTransfer(proof, call(request));
      return fromOrder(present(answer.order, "order"));
    },
  );

  app.post(
    "/v1/orders/:id/decision",
    {
      schema: {
        operationId: "decideOrder",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): the bank transfer came, or did not",
        params: byId,
        body: orderDecision,
        response: { 200: order, ...problems },
      },
    },
    async (request) => {
      const decision = { orderId: request.params.id, ...request.body };
      const answer = await purchases.decideOrder(decision, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return fromOrder(outcome.value);
    },
  );

  app.get(
    "/v1/payment-cases",
    {
      schema: {
        operationId: "listPaymentCases",
        tags: ["wallet"],
        summary:
          "Payments that no order waited for, the newest first; for finance those of all customers",
        description:
          "An order was paid twice, or paid after it had run out or failed. The money is in no wallet and on no invoice until finance credits or refunds it.",
        querystring: paymentCaseQuery,
        response: { 200: paymentCaseList, ...problems },
      },
    },
    async (request) => {
      const { status = "", after, limit } = request.query;
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const question = { tenantId, status, after, limit };
      const { cases } = await purchases.listPaymentCases(question, call(request));
      return fromPaymentCases(cases, limit);
    },
  );

  app.post(
    "/v1/payment-cases/:id/decision",
    {
      schema: {
        operationId: "decidePaymentCase",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): such a payment enters the wallet, or went back to its payer",
        description:
          "Decided once. Who wants the same later gets the case as it was decided; who wants otherwise PAYMENT_CASE_DECIDED, which says what, by whom and when. " +
          "A credit is invoiced in the month of the decision; of an order that had run out or failed it is the order's payment. A refund names the bank's number of the transfer back, each its own (REFUND_REFERENCE_USED). " +
          "Of an amount that two people decide, the first word leaves the case open with `proposed`, and another person who sends the same decides it; another decision takes its place.",
        params: byId,
        headers: repeatable,
        body: paymentCaseDecision,
        response: { 200: paymentCase, ...problems },
      },
    },
    async (request) => {
      const asked = { requestId: requestIdOf(request.headers, newId), caseId: request.params.id };
      const decision = { ...asked, ...request.body };
      const answer = await purchases.decidePaymentCase(decision, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return fromPaymentCase(outcome.value);
    },
  );
}
