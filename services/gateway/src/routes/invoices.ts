import { requestIdOf, sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromInvoice } from "../proto/billing.js";
import { present, toMoney } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  byNumber,
  invoice,
  invoiced,
  invoiceFileQuery,
  invoiceList,
  invoiceQuery,
  invoiceWithNotes,
  invoicing,
  newCreditNote,
  reissued,
} from "../shapes/billing.js";
import { problems } from "../shapes/problem.js";
import { repeatable } from "../shapes/words.js";
import { paperFile, sendPaper } from "./money-papers.js";

/** Invoices and what corrects them. */
export function addInvoiceRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { billing } = peers;

  app.get(
    "/v1/invoices",
    {
      schema: {
        operationId: "listInvoices",
        tags: ["wallet"],
        summary: "Invoices and credit notes; for finance those of all customers",
        querystring: invoiceQuery,
        response: { 200: invoiceList, ...problems },
      },
    },
    async (request) => {
      const { month = "", after, limit } = request.query;
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const question = { tenantId, month, after, limit };
      const { invoices } = await billing.listInvoices(question, call(request));
      const next = invoices.length === limit ? invoices.at(-1)?.number : undefined;
      return { invoices: invoices.map(fromInvoice), next };
    },
  );

  app.post(
    "/v1/invoices",
    {
      schema: {
        operationId: "issueInvoices",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): issue the invoices of a month that is over",
        description: "Those that exist stay as they are.",
        body: invoicing,
        response: { 200: invoiced, ...problems },
      },
    },
    async (request) => {
      const { month } = request.body;
      const answer = await billing.issueInvoices({ month }, call(request));
      return {
        issued: Number(answer.issued),
        refused: answer.refused.map(({ tenantId, month: of, code }) => ({
          tenantId,
          month: of,
          code,
        })),
        refusedTenantIds: [...answer.refusedTenantIds],
      };
    },
  );

  app.get(
    "/v1/invoices/:number",
    {
      schema: {
        operationId: "getInvoice",
        tags: ["wallet"],
        summary: "An invoice with the notes that correct it, or a credit note",
        params: byNumber,
        response: { 200: invoiceWithNotes, ...problems },
      },
    },
    async (request) => {
      const answer = await billing.getInvoice(request.params, call(request));
      return {
        invoice: fromInvoice(present(answer.invoice, "invoice")),
        creditNotes: answer.creditNotes.map(fromInvoice),
      };
    },
  );

  app.get(
    "/v1/invoices/:number/file",
    {
      schema: {
        operationId: "getInvoiceFile",
        tags: ["wallet"],
        summary: "An invoice or credit note as PDF or CSV",
        params: byNumber,
        querystring: invoiceFileQuery,
        response: { 200: paperFile, ...problems },
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const asked = { paper: "invoice", tenantId: "", month: "", number, ...request.query };
      return sendPaper(reply, await billing.getPaper(asked, call(request)));
    },
  );

  app.post(
    "/v1/invoices/:number/credit-notes",
    {
      schema: {
        operationId: "issueCreditNote",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): give money of an invoice back",
        description:
          "The invoice itself never changes. All its notes together are at most its total.",
        params: byNumber,
        headers: repeatable,
        body: newCreditNote,
        response: { 201: invoice, ...problems },
      },
    },
    async (request, reply) => {
      const { amount, reason } = request.body;
      const answer = await billing.issueCreditNote(
        {
          requestId: requestIdOf(request.headers, newId),
          invoiceNumber: request.params.number,
          amount: toMoney(amount),
          reason,
        },
        call(request),
      );
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return reply.code(201).send(fromInvoice(outcome.value));
    },
  );

  app.post(
    "/v1/invoices/:number/reissue",
    {
      schema: {
        operationId: "reissueInvoice",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): issue an invoice anew that lacked an address",
        description:
          "Once the address is there: a credit note takes the first one back whole, and the new one demands the same; no money moves. Said again it answers the same two papers. " +
          "ADDRESS_MISSING: still. INVOICE_LACKS_NOTHING: it stays as it is. INVOICE_CORRECTED: a note gave some of it back.",
        params: byNumber,
        response: { 201: reissued, ...problems },
      },
    },
    async (request, reply) => {
      const answer = await billing.reissueInvoice(request.params, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const { invoice: anew, creditNote } = outcome.value;
      return reply.code(201).send({
        invoice: fromInvoice(present(anew, "invoice")),
        creditNote: creditNote && fromInvoice(creditNote),
      });
    },
  );
}
