import type { Proposal as ProposalMessage } from "@whiteline/contracts/pricing/v1/proposals";
import type { DecidedProposal, Proposal } from "./store/proposals.js";
import { expiresAt } from "./two-people.js";

export const fromProposal = (proposal: Proposal | DecidedProposal): ProposalMessage => {
  const { proposalId, tenantId, wanted, before, after, by, at } = proposal;
  return {
    ...{ proposalId, kind: wanted.kind, tenantId, by, at, expiresAt: expiresAt(proposal) },
    reference: wanted.kind === "credit_price" ? wanted.reference : "",
    before: { ...before },
    after: { ...after },
    decidedBy: "decidedBy" in proposal ? proposal.decidedBy : "",
    decidedAt: "decidedAt" in proposal ? proposal.decidedAt : undefined,
  };
};
