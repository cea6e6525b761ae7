import type { ProposalsServiceImplementation } from "@whiteline/contracts/pricing/v1/proposals";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { applyTerms, type ApplyingTerms } from "./apply-terms.js";
import type { HolderBook } from "./holders.js";
import { fromProposal } from "./proto-proposals.js";
import { putPriceGroup, requirePriceGroup, type PuttingPriceGroups } from "./set-price-group.js";
import type { Proposal } from "./store/proposals.js";
import {
  freshSince,
  proposalDeed,
  proposalUnknown,
  secondPersonNeeded,
  type TwoPeople,
} from "./two-people.js";

type Dependencies = TwoPeople &
  ApplyingTerms &
  PuttingPriceGroups & { readonly holders: HolderBook };

/** What waits for a second person of finance. */
export const proposalsService = (
  it: Dependencies,
): ProposalsServiceImplementation<CallContextExt> => {
  const desk = (context: CallContextExt) => {
    const staff = requireStaff(context, "finance");
    return { by: actorOf(staff), providerId: staff.providerId ?? "", at: it.now() };
  };
  /** @throws DomainError not_found PROPOSAL_UNKNOWN */
  const meet = async (providerId: string, proposalId: string, at: Date): Promise<Proposal> => {
    const found = await it.proposals.byId(providerId, proposalId);
    if (found !== undefined && found.at > freshSince(at)) return found;
    throw proposalUnknown();
  };

  return {
    async listProposals(_request, context) {
      const { providerId, at } = desk(context);
      const waiting = await it.proposals.waiting(providerId, freshSince(at));
      return { proposals: waiting.map(fromProposal) };
    },

    async approveProposal({ proposalId }, context) {
      const { by: second, providerId, at } = desk(context);
      const proposal = await meet(providerId, proposalId, at);
      if (await it.samePerson(proposal.by, second)) throw secondPersonNeeded();
      const { tenantId, wanted } = proposal;
      const by = `${proposal.by},${second}`;
      if (wanted.kind === "terms") {
        const { mode, limit, paysFor } = wanted;
        const requestId = `proposal:${proposalId}`;
        const asked = { requestId, mode, limit, paysFor, by, proposalId };
        const verdict = await applyTerms(it, tenantId, asked);
        if (verdict.kind !== "terms") {
          const { code, rule, remedy } = verdict.finding;
          throw new DomainError("precondition", code, rule, { remedy });
        }
      } else {
        // The provider's lists and the market may be others than when it was proposed.
        requirePriceGroup(await it.holders.meet(context, tenantId), wanted, at);
        await putPriceGroup(it, { tenantId, providerId }, { ...wanted, at, by, proposalId });
      }
      return { proposal: fromProposal(proposal) };
    },

    async withdrawProposal({ proposalId }, context) {
      const { by, providerId, at } = desk(context);
      const proposal = await meet(providerId, proposalId, at);
      await it.withDeed(async (session) => {
        if (!(await it.proposals.withdraw(proposal, session))) throw proposalUnknown();
        return { done: undefined, deed: proposalDeed(proposal, "recalled", { by, at }) };
      });
      return {};
    },
  };
};
