import { fromProposal } from "../proto/proposals.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import { proposal, proposalList } from "../shapes/proposals.js";
import { byId, nothing } from "../shapes/words.js";

/** What one person of finance wants, and a second one has to want as well. */
export function addProposalRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { proposals } = peers;

  app.get(
    "/v1/proposals",
    {
      schema: {
        operationId: "listProposals",
        tags: ["wallet", "staff"],
        summary:
          "Staff (finance): terms, price groups and prices of credits that wait for a second person",
        description: "Price lists wait at /v1/tariff-drafts, waivers at /v1/dues.",
        response: { 200: proposalList, ...problems },
      },
    },
    async (request) => {
      const answer = await proposals.listProposals({}, call(request));
      return { proposals: answer.proposals.map(fromProposal) };
    },
  );

  app.post(
    "/v1/proposals/:id/approval",
    {
      schema: {
        operationId: "approveProposal",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): agree to what a colleague proposed",
        description:
          "It is set as it was proposed. SECOND_PERSON_NEEDED: you proposed it. PROPOSAL_DECIDED: a colleague agreed before, and when; " +
          "said again by the same person it answers what was decided. PROPOSAL_UNKNOWN: taken back or replaced meanwhile. LIMIT_IN_USE: as for the terms themselves; it goes on waiting. CREDIT_PRICE_DAY_INVALID: its day passed meanwhile.",
        params: byId,
        response: { 200: proposal, ...problems },
      },
    },
    async (request) => {
      const asked = { proposalId: request.params.id };
      const answer = await proposals.approveProposal(asked, call(request));
      return fromProposal(present(answer.proposal, "proposal"));
    },
  );

  app.delete(
    "/v1/proposals/:id",
    {
      schema: {
        operationId: "withdrawProposal",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): take back what waits for a second person",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await proposals.withdrawProposal({ proposalId: request.params.id }, call(request));
      return reply.code(204).send(undefined);
    },
  );
}
