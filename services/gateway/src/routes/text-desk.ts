import { languageOf } from "../language.js";
import { Refusal } from "../problem.js";
import { fromVerdict } from "../proto/compliance.js";
import {
  fromReplay,
  fromTextCase,
  fromTextCaseFile,
  fromTextCases,
  fromTextDecided,
  toReplay,
  toTextDecision,
} from "../proto/text-desk.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { verdict } from "../shapes/compliance.js";
import { withdrawQuery } from "../shapes/desk.js";
import { problems } from "../shapes/problem.js";
import {
  languageQuery,
  newReplay,
  replay,
  textAssignment,
  textCase,
  textCaseFile,
  textCaseList,
  textCaseQuery,
  textDecided,
  textDecision,
  verdictOverride,
} from "../shapes/text-desk.js";
import { byId } from "../shapes/words.js";

const tags = ["desk", "staff"];

/** The desk for texts and campaigns, the cards, and what other rules would have decided. */
export function addTextDeskRoutes(app: Api, { peers, call, stream }: RouteDeps): void {
  const { textDesk, compliance } = peers;

  app.get(
    "/v1/desk/texts",
    {
      schema: {
        operationId: "listTextCases",
        tags,
        summary: "Staff (expert): templates under review and held campaigns, the oldest first",
        description: "Age and due date are in working days of the provider's market.",
        querystring: textCaseQuery,
        response: { 200: textCaseList, ...problems },
      },
    },
    async (request) => {
      const { kind, assignee, overdue } = request.query;
      const asked = {
        kind: kind === "all" ? "" : kind,
        assignee,
        overdueOnly: overdue === "true",
      };
      return fromTextCases(await textDesk.listTextCases(asked, call(request)));
    },
  );

  app.get(
    "/v1/desk/texts/:id",
    {
      schema: {
        operationId: "getTextCase",
        tags,
        summary: "Staff (expert): a case with its card and a sample of its audience",
        description: "Numbers are masked. Every look leaves a trace in `events`.",
        params: byId,
        querystring: languageQuery,
        response: { 200: textCaseFile, ...problems },
      },
    },
    async (request) => {
      const language = languageOf(request, request.query.language);
      const asked = { caseId: request.params.id, language };
      return fromTextCaseFile(await textDesk.getTextCase(asked, call(request)));
    },
  );

  app.post(
    "/v1/desk/texts/:id/assignment",
    {
      schema: {
        operationId: "assignTextCase",
        tags,
        summary: "Staff (expert): give a case to somebody, or to nobody",
        params: byId,
        body: textAssignment,
        response: { 200: textCase, ...problems },
      },
    },
    async (request) => {
      const { assignee, expectedVersion } = request.body;
      const asked = {
        caseId: request.params.id,
        assignee: assignee ?? "",
        expectedVersion: BigInt(expectedVersion),
      };
      const answer = await textDesk.assignTextCase(asked, call(request));
      return fromTextCase(present(answer.case, "case"));
    },
  );

  app.post(
    "/v1/desk/texts/:id/decision",
    {
      schema: {
        operationId: "decideTextCase",
        tags,
        summary: "Staff (expert): approve, return with reasons, or refuse",
        description:
          "202 with `case.pending` where two people decide and this was the first: a second person sends the same. A case that moved on since `expectedVersion` is refused with CASE_MOVED_ON.",
        params: byId,
        body: textDecision,
        response: { 200: textDecided, 202: textDecided, ...problems },
      },
    },
    async (request, reply) => {
      const asked = toTextDecision(request.body, request.params.id);
      const decided = fromTextDecided(await textDesk.decideTextCase(asked, call(request)));
      return reply.code(decided.case.pending === undefined ? 200 : 202).send(decided);
    },
  );

  app.delete(
    "/v1/desk/texts/:id/pending-decision",
    {
      schema: {
        operationId: "withdrawTextDecision",
        tags,
        summary: "Staff (expert): take back a decision that waits for a second person",
        params: byId,
        querystring: withdrawQuery,
        response: { 200: textCase, ...problems },
      },
    },
    async (request) => {
      const expectedVersion = BigInt(request.query.expectedVersion);
      const asked = { caseId: request.params.id, expectedVersion };
      const answer = await textDesk.withdrawTextDecision(asked, call(request));
      return fromTextCase(present(answer.case, "case"));
    },
  );

  app.get(
    "/v1/verdicts/:id",
    {
      schema: {
        operationId: "getVerdict",
        tags: ["verdicts"],
        summary: "Why something was cleared, held or refused",
        description: "`words` and the labels of facts are in the language that was asked for.",
        params: byId,
        querystring: languageQuery,
        response: { 200: verdict, ...problems },
      },
    },
    async (request) => {
      const language = languageOf(request, request.query.language);
      const asked = { verdictId: request.params.id, language };
      const { card } = await compliance.getVerdict(asked, call(request));
      return fromVerdict(present(card, "card"));
    },
  );

  app.post(
    "/v1/verdicts/:id/override",
    {
      schema: {
        operationId: "overrideVerdict",
        tags: ["verdicts", "staff"],
        summary: "Staff: decide otherwise than a card, where it names your role",
        description: "The new card names the old one in `overrides`; the old one does not change.",
        params: byId,
        querystring: languageQuery,
        body: verdictOverride,
        response: { 200: textDecided, 202: textDecided, ...problems },
      },
    },
    async (request, reply) => {
      const { decision, note } = request.body;
      const language = languageOf(request, request.query.language);
      const asked = {
        verdictId: request.params.id,
        clear: decision === "clear",
        note,
        language,
      };
      const answer = await textDesk.overrideVerdict(asked, call(request));
      const decided = fromTextDecided({ ...answer, template: undefined });
      return reply.code(decided.card === undefined ? 202 : 200).send(decided);
    },
  );

  app.post(
    "/v1/policy-replays",
    {
      schema: {
        operationId: "replayPolicy",
        tags: ["verdicts", "staff"],
        summary: "Staff (expert): which verdicts would flip under a draft of the rules",
        description: "Judges stored verdicts again. Nothing is changed, nothing is sent.",
        body: newReplay,
        response: { 200: replay, ...problems },
      },
    },
    async (request, reply) => {
      const asked = toReplay(request.body);
      const answer = await textDesk.replayPolicy(asked, stream(request, reply));
      if (answer.faults.length > 0) {
        throw new Refusal("POLICY_INVALID", answer.faults);
      }
      return fromReplay(answer);
    },
  );
}
