import { requestIdOf, sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import {
  fromDue,
  fromDues,
  fromNotices,
  fromStatement,
  fromTerms,
  toNotices,
} from "../proto/billing.js";
import { fromProposal } from "../proto/proposals.js";
import { present, toMoney } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  due,
  dueId,
  dueList,
  dueQuery,
  newTerms,
  notices,
  noticesStanding,
  statement,
  statementFileQuery,
  statementQuery,
  terms,
  waiver,
} from "../shapes/billing.js";
import { walletQuery } from "../shapes/pricing.js";
import { proposal } from "../shapes/proposals.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";
import { paperFile, sendPaper } from "./money-papers.js";

/** Terms of payment, fees and fines, warnings, statements. */
export function addBillingRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { billing } = peers;

  app.get(
    "/v1/tenants/:id/payment-terms",
    {
      schema: {
        operationId: "getPaymentTerms",
        tags: ["wallet"],
        summary: "Whether a customer pays before or afterwards",
        params: byId,
        response: { 200: terms, ...problems },
      },
    },
    async (request) => {
      const answer = await billing.getTerms({ tenantId: request.params.id }, call(request));
      return fromTerms(present(answer.terms, "terms"));
    },
  );

  app.put(
    "/v1/tenants/:id/payment-terms",
    {
      schema: {
        operationId: "setPaymentTerms",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): prepaid, or postpaid with a limit",
        description:
          "Holds at once: credit that was invoiced is taken off what it pays for, and nothing is invoiced twice. LIMIT_IN_USE: more " +
          "of the limit is used than the new one leaves, or something is owed and the customer would pay before. " +
          "CREDIT_PRICE_UNKNOWN: credits without a price cannot be invoiced, so their holder pays before. REQUEST_ID_REUSED: the key " +
          "set other terms. A limit that grows by as much as /v1/tariff-choices says is proposed so (202), and waits for another person, " +
          "who sends the same or approves it at /v1/proposals.",
        params: byId,
        headers: repeatable,
        body: newTerms,
        response: { 200: terms, 202: proposal, ...problems },
      },
    },
    async (request, reply) => {
      const { mode, creditLimit, paysFor = "" } = request.body;
      const answer = await billing.setTerms(
        {
          requestId: requestIdOf(request.headers, newId),
          tenantId: request.params.id,
          mode,
          paysFor,
          creditLimit: creditLimit && toMoney(creditLimit),
        },
        call(request),
      );
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return outcome.$case === "waiting"
        ? reply.code(202).send(fromProposal(outcome.value))
        : reply.code(200).send(fromTerms(outcome.value));
    },
  );

  app.get(
    "/v1/dues",
    {
      schema: {
        operationId: "listDues",
        tags: ["wallet"],
        summary: "Fees and fines, paid and owed",
        querystring: dueQuery,
        response: { 200: dueList, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const { status = "" } = request.query;
      return fromDues(await billing.listDues({ tenantId, status }, call(request)));
    },
  );

  app.post(
    "/v1/dues/:id/waiver",
    {
      schema: {
        operationId: "waiveDue",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): let a customer off a fee, or book a wrong fine back",
        description:
          "A sleeping name wakes when nothing else is owed for it. Once more, it stays waived. A fine that was wrong is booked back whether owed or paid, " +
          "on no invoice, and always by two people. " +
          "Where a customer is let off much in a month (see /v1/tariff-choices) the first person leaves it `pendingWaiver`, and " +
          "another one sends the same. SECOND_PERSON_NEEDED: the same person sent it.",
        params: dueId,
        body: waiver,
        response: { 200: due, ...problems },
      },
    },
    async (request) => {
      const asked = { dueId: request.params.id, reason: request.body.reason };
      const answer = await billing.waiveDue(asked, call(request));
      return fromDue(present(answer.due, "due"));
    },
  );

  app.delete(
    "/v1/dues/:id/waiver",
    {
      schema: {
        operationId: "recallWaiver",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): take back a waiver that waits for a second person",
        description: "Where none waits, nothing changes.",
        params: dueId,
        response: { 200: due, ...problems },
      },
    },
    async (request) => {
      const answer = await billing.recallWaiver({ dueId: request.params.id }, call(request));
      return fromDue(present(answer.due, "due"));
    },
  );

  app.get(
    "/v1/wallet/notices",
    {
      schema: {
        operationId: "getMoneyNotices",
        tags: ["wallet"],
        summary: "What the customer is warned of, and on which phones",
        querystring: walletQuery,
        response: { 200: noticesStanding, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const answer = await billing.getNotices({ tenantId }, call(request));
      const found = fromNotices(present(answer.notices, "notices"));
      return { ...found, withoutSender: answer.withoutSender };
    },
  );

  app.put(
    "/v1/wallet/notices",
    {
      schema: {
        operationId: "setMoneyNotices",
        tags: ["wallet"],
        summary: "Say what to be warned of",
        body: notices,
        response: { 200: notices, ...problems },
      },
    },
    async (request) => {
      const tenantId = sessionOf(request).tenantId ?? "";
      const wanted = { tenantId, notices: toNotices(request.body) };
      const answer = await billing.setNotices(wanted, call(request));
      return fromNotices(present(answer.notices, "notices"));
    },
  );

  app.get(
    "/v1/statements",
    {
      schema: {
        operationId: "getStatement",
        tags: ["wallet"],
        summary: "The movements of a month, summed up",
        querystring: statementQuery,
        response: { 200: statement, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const { month } = request.query;
      return fromStatement(await billing.getStatement({ tenantId, month }, call(request)));
    },
  );

  app.get(
    "/v1/statements/file",
    {
      schema: {
        operationId: "getStatementFile",
        tags: ["wallet"],
        summary: "The statement of a month as PDF, or every movement of it as CSV",
        querystring: statementFileQuery,
        response: { 200: paperFile, ...problems },
      },
    },
    async (request, reply) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const { month, format, language } = request.query;
      if (format === "csv") {
        const pieces = await openStream(
          billing.downloadStatement({ tenantId, month }, stream(request, reply)),
        );
        void reply.header("x-content-type-options", "nosniff");
        void reply.header(
          "content-disposition",
          `attachment; filename="statement-${tenantId.replaceAll(/[^\w-]/gu, "")}-${month}.csv"`,
        );
        return sendStream(reply, "text/csv", pieces, ({ data }) => data);
      }
      const asked = { paper: "statement", tenantId, month, number: "", format, language };
      return sendPaper(reply, await billing.getPaper(asked, call(request)));
    },
  );
}
