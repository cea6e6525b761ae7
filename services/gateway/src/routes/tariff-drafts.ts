import { Refusal } from "../problem.js";
import {
  fromComparison,
  fromTariffChoices,
  fromTariffDraft,
  toTariffDraft,
} from "../proto/tariff-drafts.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  activation,
  draftQuery,
  newTariffDraft,
  recall,
  tariffChoices,
  tariffComparison,
  tariffDraft,
  tariffDraftList,
  tariffId,
  withdrawal,
} from "../shapes/tariff-drafts.js";

const tags = ["tariffs", "staff"];

/** Price lists of a provider: drafted, compared, put in force from a day. */
export function addTariffDraftRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { tariffDrafts } = peers;

  app.get(
    "/v1/tariff-drafts",
    {
      schema: {
        operationId: "listTariffDrafts",
        tags,
        summary: "Staff (finance): the provider's own price lists, drafts and those in force",
        querystring: draftQuery,
        response: { 200: tariffDraftList, ...problems },
      },
    },
    async (request) => {
      const { status = "" } = request.query;
      const { drafts } = await tariffDrafts.listTariffDrafts({ status }, call(request));
      return { drafts: drafts.map(fromTariffDraft) };
    },
  );

  app.get(
    "/v1/tariff-choices",
    {
      schema: {
        operationId: "listTariffChoices",
        tags,
        summary: "Staff (finance): the words that a price list may use, and when two people decide",
        response: { 200: tariffChoices, ...problems },
      },
    },
    async (request) => fromTariffChoices(await tariffDrafts.listTariffChoices({}, call(request))),
  );

  app.put(
    "/v1/tariff-drafts/:id",
    {
      schema: {
        operationId: "saveTariffDraft",
        tags,
        summary: "Staff (finance): draft a price list, or change a draft",
        description:
          "422 TARIFF_FAULTY with every hole, overlap, unknown word and absurd price as a finding.",
        params: tariffId,
        body: newTariffDraft,
        response: { 200: tariffDraft, ...problems },
      },
    },
    async (request) => {
      const question = toTariffDraft(request.params.id, request.body);
      const answer = await tariffDrafts.saveTariffDraft(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal("TARIFF_FAULTY", outcome.value.findings);
      return fromTariffDraft(outcome.value);
    },
  );

  app.get(
    "/v1/tariff-drafts/:id",
    {
      schema: {
        operationId: "compareTariffDraft",
        tags,
        summary: "Staff (finance): a price list, what it changes and whom it touches",
        params: tariffId,
        response: { 200: tariffComparison, ...problems },
      },
    },
    async (request) => {
      const question = { tariffId: request.params.id };
      return fromComparison(await tariffDrafts.getTariffDraft(question, call(request)));
    },
  );

  app.post(
    "/v1/tariff-drafts/:id/activation",
    {
      schema: {
        operationId: "activateTariff",
        tags,
        summary: "Staff (finance): put a price list in force from a day",
        description:
          "What is reserved keeps its price. Of a large change (see `large` of the comparison) the first person leaves it " +
          "`pending`; another one sends the same day with the new version. SECOND_PERSON_NEEDED: the same person sent it.",
        params: tariffId,
        body: activation,
        response: { 200: tariffDraft, ...problems },
      },
    },
    async (request) => {
      const { effectiveFrom, expectedVersion } = request.body;
      const answer = await tariffDrafts.activateTariff(
        {
          tariffId: request.params.id,
          effectiveFrom,
          expectedVersion: BigInt(expectedVersion),
        },
        call(request),
      );
      return fromTariffDraft(present(answer.draft, "draft"));
    },
  );

  app.post(
    "/v1/tariff-drafts/:id/recall",
    {
      schema: {
        operationId: "recallActivation",
        tags,
        summary: "Staff (finance): send a pending activation back, with a reason",
        params: tariffId,
        body: recall,
        response: { 200: tariffDraft, ...problems },
      },
    },
    async (request) => {
      const { reason, expectedVersion } = request.body;
      const question = {
        tariffId: request.params.id,
        reason,
        expectedVersion: BigInt(expectedVersion),
      };
      const answer = await tariffDrafts.recallActivation(question, call(request));
      return fromTariffDraft(present(answer.draft, "draft"));
    },
  );

  app.delete(
    "/v1/tariff-drafts/:id",
    {
      schema: {
        operationId: "withdrawTariff",
        tags,
        summary: "Staff (finance): throw a draft away, or one that is not in force yet",
        params: tariffId,
        querystring: withdrawal,
        response: { 200: tariffDraft, ...problems },
      },
    },
    async (request) => {
      const expectedVersion = BigInt(request.query.expectedVersion);
      const question = { tariffId: request.params.id, expectedVersion };
      const answer = await tariffDrafts.withdrawTariff(question, call(request));
      return fromTariffDraft(present(answer.draft, "draft"));
    },
  );
}
