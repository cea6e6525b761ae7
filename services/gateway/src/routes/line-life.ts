import type { Line } from "@whiteline/contracts/lines_registry/v1/lines_registry";

import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { toConversion, toTransfer } from "../proto/line-life.js";
import { fromApplication } from "../proto/applications.js";
import { fromLine } from "../proto/lines.js";
import { present, toMoney } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  inboundCapability,
  liftQuery,
  lineReason,
  listRefreshed,
  newComplaint,
  newConversion,
  newPurposes,
  newTransfer,
  refreshCall,
  renewal,
  renewalTerms,
} from "../shapes/line-life.js";
import { application } from "../shapes/applications.js";
import { line } from "../shapes/lines.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

const staff = ["lines", "staff"];
const answered = { 200: line, ...problems };
const fromAnswer = (answer: { readonly line?: Line | undefined }) =>
  fromLine(present(answer.line, "line"));

/** What becomes of a line after its activation. */
export function addLineLifeRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { lineLife } = peers;

  app.post(
    "/v1/lines/:id/suspension",
    {
      schema: {
        operationId: "suspendLine",
        tags: staff,
        summary: "Staff (operations): stop sending from a line",
        params: byId,
        body: lineReason,
        response: answered,
      },
    },
    async (request) => fromAnswer(await lineLife.suspendLine(withReason(request), call(request))),
  );

  app.delete(
    "/v1/lines/:id/suspension",
    {
      schema: {
        operationId: "liftLine",
        tags: staff,
        summary: "Staff (operations): let a suspended line send again",
        params: byId,
        querystring: liftQuery,
        response: answered,
      },
    },
    async (request) => {
      const { id: lineId } = request.params;
      const lifted = { lineId, ...request.query, expectedVersion: 0n };
      return fromAnswer(await lineLife.liftLine(lifted, call(request)));
    },
  );

  app.post(
    "/v1/lines/:id/removal",
    {
      schema: {
        operationId: "removeLine",
        tags: staff,
        summary: "Staff (operations): remove a line for ever",
        description:
          "Four eyes: 202 with pendingDecision, until a second person sends the same. No application for the number is examined afterwards [ir.md §9].",
        params: byId,
        body: lineReason,
        response: { 200: line, 202: line, ...problems },
      },
    },
    async (request, reply) => {
      const removed = fromAnswer(await lineLife.removeLine(withReason(request), call(request)));
      return reply.code(removed.pendingDecision === undefined ? 200 : 202).send(removed);
    },
  );

  app.post(
    "/v1/lines/:id/reversion",
    {
      schema: {
        operationId: "revertLine",
        tags: staff,
        summary: "Staff (operations): a violation changes a converted line back at once",
        params: byId,
        body: lineReason,
        response: answered,
      },
    },
    async (request) => fromAnswer(await lineLife.revertLine(withReason(request), call(request))),
  );

  app.post(
    "/v1/lines/:id/list-refresh-calls",
    {
      schema: {
        operationId: "callListRefresh",
        tags: staff,
        summary: "Staff (operations): call for a cleaned customer list",
        params: byId,
        body: refreshCall,
        response: answered,
      },
    },
    async (request) => {
      const { dueOn = "" } = request.body;
      const asked = { lineId: request.params.id, dueOn };
      return fromAnswer(await lineLife.callListRefresh(asked, call(request)));
    },
  );

  app.post(
    "/v1/lines/:id/list-refreshes",
    {
      schema: {
        operationId: "recordListRefresh",
        tags: ["lines"],
        summary: "The customer list was cleaned",
        params: byId,
        body: listRefreshed,
        response: answered,
      },
    },
    async (request) => {
      const listVersion = BigInt(request.body.listVersion);
      const done = { lineId: request.params.id, listVersion };
      return fromAnswer(await lineLife.recordListRefresh(done, call(request)));
    },
  );

  app.put(
    "/v1/lines/:id/inbound",
    {
      schema: {
        operationId: "setLineInbound",
        tags: staff,
        summary: "Staff (operations): whether the line can receive, as its operator said",
        params: byId,
        body: inboundCapability,
        response: answered,
      },
    },
    async (request) =>
      fromAnswer(
        await lineLife.setInbound({ lineId: request.params.id, ...request.body }, call(request)),
      ),
  );

  app.post(
    "/v1/lines/:id/complaints",
    {
      schema: {
        operationId: "recordLineComplaint",
        tags: staff,
        summary: "Staff: a subscriber complained of the line",
        headers: repeatable,
        params: byId,
        body: newComplaint,
        response: answered,
      },
    },
    async (request) => {
      const requestId = requestIdOf(request.headers, newId);
      const complaint = { lineId: request.params.id, requestId, note: request.body.note };
      return fromAnswer(await lineLife.recordComplaint(complaint, call(request)));
    },
  );

  app.put(
    "/v1/lines/:id/renewal",
    {
      schema: {
        operationId: "setLineRenewal",
        tags: staff,
        summary: "Staff (operations): renewal date and price of a line",
        params: byId,
        body: renewalTerms,
        response: answered,
      },
    },
    async (request) => {
      const { renewsOn, price } = request.body;
      const terms = { lineId: request.params.id, renewsOn, price: price && toMoney(price) };
      return fromAnswer(await lineLife.setRenewal(terms, call(request)));
    },
  );

  app.post(
    "/v1/lines/:id/renewals",
    {
      schema: {
        operationId: "renewLine",
        tags: staff,
        summary: "Staff (operations): renew a line for another term",
        params: byId,
        body: renewal,
        response: answered,
      },
    },
    async (request) => {
      const { renewsOn } = request.body;
      const renewed = { lineId: request.params.id, renewsOn };
      return fromAnswer(await lineLife.renewLine(renewed, call(request)));
    },
  );

  app.post(
    "/v1/lines/:id/conversion",
    {
      schema: {
        operationId: "requestLineConversion",
        tags: ["lines", "applications"],
        summary: "Ask that a service line becomes an advertising line",
        description: "An application; the line stays what it is until the operator confirms.",
        headers: repeatable,
        params: byId,
        body: newConversion,
        response: { 201: application, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const question = toConversion(request.body, requestId, request.params.id);
      const answer = await lineLife.requestConversion(question, call(request));
      return reply.code(201).send(fromApplication(present(answer.application, "application")));
    },
  );

  app.post(
    "/v1/lines/:id/purposes",
    {
      schema: {
        operationId: "requestLinePurposes",
        tags: ["lines", "applications"],
        summary: "Ask that a brandname is declared for more kinds of traffic",
        description:
          "An application that the provider reviews; the name carries what it carried until the operators confirm. What the dossier of the name does not allow is refused at once. A name whose purposes are empty (nothing is known, it carries any) is declared for exactly what is asked for: ask for all that it is to carry; warnings of the answer (PURPOSES_STOP) name what ends when the wish is granted.",
        headers: repeatable,
        params: byId,
        body: newPurposes,
        response: { 201: application, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const wish = { requestId, lineId: request.params.id, ...request.body };
      const answer = await lineLife.requestPurposes(wish, call(request));
      return reply.code(201).send(fromApplication(present(answer.application, "application")));
    },
  );

  app.post(
    "/v1/transfers",
    {
      schema: {
        operationId: "requestTransfer",
        tags: ["lines", "applications"],
        summary: "Bring a service line from another provider",
        description:
          "A case of its own: the line keeps its service status only if the operator confirms it.",
        headers: repeatable,
        body: newTransfer,
        response: { 201: application, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const { outcome } = await lineLife.requestTransfer(
        toTransfer(request.body, requestId),
        call(request),
      );
      const answer = present(outcome, "outcome");
      if (answer.$case === "deficient") {
        throw new Refusal("APPLICATION_DEFICIENT", answer.value.deficiencies, { warnings: [] });
      }
      return reply
        .code(201)
        .send(fromApplication(present(answer.value.application, "application")));
    },
  );
}

function withReason(request: {
  readonly params: { readonly id: string };
  readonly body: {
    readonly reason: string;
    readonly expectedVersion: number;
    readonly operator: string;
  };
}) {
  const { reason, expectedVersion, operator } = request.body;
  const { id: lineId } = request.params;
  return { lineId, reason, expectedVersion: BigInt(expectedVersion), operator };
}
