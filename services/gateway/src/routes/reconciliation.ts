import type { LoadOperatorInvoiceRequest } from "@whiteline/contracts/pricing/v1/reconciliation";

import { requestIdOf } from "../caller.js";
import {
  fromCase,
  fromCostPrice,
  fromReconciliation,
  toCostPrice,
  toInvoiceHeader,
} from "../proto/reconciliation.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  byCaseId,
  caseList,
  caseQuery,
  caseResolution,
  costPrice,
  costPriceList,
  newCostPrice,
  operatorInvoiceFields,
  operatorInvoiceForm,
  reconciliation,
  reconciliationCase,
  reconciliationList,
  reconciliationQuery,
} from "../shapes/reconciliation.js";
import { repeatable } from "../shapes/words.js";
import { passOn, RAW_TYPES, readForm, readQuery, readRaw } from "../upload.js";

const tags = ["wallet", "staff"];

/** Whether journal, receipts and the operator's invoice say the same. */
export function addReconciliationRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  app.get(
    "/v1/reconciliations",
    {
      schema: {
        operationId: "listReconciliations",
        tags,
        summary: "Staff (finance): operators' invoices against what we know, the newest first",
        querystring: reconciliationQuery,
        response: { 200: reconciliationList, ...problems },
      },
    },
    async (request) => {
      const { operator = "" } = request.query;
      const answer = await peers.reconciliation.listReconciliations({ operator }, call(request));
      return { reconciliations: answer.reconciliations.map(fromReconciliation) };
    },
  );

  app.get(
    "/v1/cost-prices",
    {
      schema: {
        operationId: "listCostPrices",
        tags,
        summary: "Staff (finance): what operators charge for a part, the latest day first",
        querystring: reconciliationQuery,
        response: { 200: costPriceList, ...problems },
      },
    },
    async (request) => {
      const { operator = "" } = request.query;
      const { prices } = await peers.reconciliation.listCostPrices({ operator }, call(request));
      return { prices: prices.map(fromCostPrice) };
    },
  );

  app.post(
    "/v1/cost-prices",
    {
      schema: {
        operationId: "setCostPrice",
        tags,
        summary: "Staff (finance): record what an operator charges for a part from a day on",
        description:
          "Nothing is changed afterwards: the later word for the same day holds. Cases about prices from that day on are judged anew at once; a row that matched and does so no more is found when its file is sent again.",
        headers: repeatable,
        body: newCostPrice,
        response: { 201: costPrice, ...problems },
      },
    },
    async (request, reply) => {
      const question = {
        requestId: requestIdOf(request.headers, newId),
        price: toCostPrice(request.body),
      };
      const answer = await peers.reconciliation.setCostPrice(question, call(request));
      return reply.code(201).send(fromCostPrice(present(answer.price, "price")));
    },
  );

  app.get(
    "/v1/reconciliation-cases",
    {
      schema: {
        operationId: "listReconciliationCases",
        tags,
        summary: "Staff (finance): each difference, open or closed",
        querystring: caseQuery,
        response: { 200: caseList, ...problems },
      },
    },
    async (request) => {
      const { reconciliationId = "", status = "", after, limit } = request.query;
      const question = { reconciliationId, status, after, limit };
      const { cases } = await peers.reconciliation.listCases(question, call(request));
      const next = cases.length === limit ? cases.at(-1)?.caseId : undefined;
      return { cases: cases.map(fromCase), next };
    },
  );

  app.post(
    "/v1/reconciliation-cases/:id/closing",
    {
      schema: {
        operationId: "closeReconciliationCase",
        tags,
        summary: "Staff (finance): say what became of a difference",
        params: byCaseId,
        body: caseResolution,
        response: { 200: reconciliationCase, ...problems },
      },
    },
    async (request) => {
      const closed = { caseId: request.params.id, resolution: request.body.resolution };
      const answer = await peers.reconciliation.closeCase(closed, call(request));
      return fromCase(present(answer.case, "case"));
    },
  );
}

/** The operator's invoice file: read while it arrives. */
export function addOperatorInvoiceUpload(
  app: Api,
  { peers, stream, uploadMaxBytes }: RouteDeps & { readonly uploadMaxBytes: number },
): void {
  app.post(
    "/v1/reconciliations",
    {
      schema: {
        operationId: "loadOperatorInvoice",
        tags,
        summary: "Staff (finance): an operator's invoice of a day, matched against ours",
        description:
          "A CSV with the columns message_id, parts and amount. The same file counts once. Each difference becomes a case.",
        consumes: ["multipart/form-data", ...RAW_TYPES],
        // A form carries them itself.
        querystring: operatorInvoiceFields.partial({ operator: true, day: true }),
        body: operatorInvoiceForm,
        response: { 200: reconciliation, ...problems },
      },
    },
    async (request, reply) => {
      const { fields, data } = request.isMultipart()
        ? await readForm(request, operatorInvoiceFields, uploadMaxBytes)
        : {
            fields: readQuery(operatorInvoiceFields, request.query),
            data: readRaw(request, uploadMaxBytes),
          };
      const answer = await passOn(request, () =>
        peers.reconciliation.loadOperatorInvoice(
          parts(toInvoiceHeader(fields), data),
          stream(request, reply),
        ),
      );
      return fromReconciliation(present(answer.reconciliation, "reconciliation"));
    },
  );
}

async function* parts(
  header: LoadOperatorInvoiceRequest["part"],
  data: AsyncIterable<Buffer>,
): AsyncIterable<LoadOperatorInvoiceRequest> {
  yield { part: header };
  for await (const value of data) yield { part: { $case: "chunk", value } };
}
