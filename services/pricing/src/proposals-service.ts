import type { ProposalsServiceImplementation } from "@whiteline/contracts/pricing/v1/proposals";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { applyTerms, type ApplyingTerms } from "./apply-terms.js";
import type { HolderBook } from "./holders.js";
import { fromProposal } from "./proto-proposals.js";
import { putPriceGroup, requirePriceGroup, type PuttingPriceGroups } from "./set-price-group.js";
import { putCreditPrice, type PuttingCreditPrices } from "./set-credit-price.js";
import type { Proposal } from "./store/proposals.js";
import {
  freshSince,
  proposalDecided,
  proposalDeed,
  proposalUnknown,
  secondPersonNeeded,
  type TwoPeople,
} from "./two-people.js";

type Dependencies = TwoPeople &
  ApplyingTerms &
  PuttingCreditPrices &
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
      const { by, providerId, at } = desk(context);
      try {
        await approve(it, { proposal: await meet(providerId, proposalId, at), by, at }, context);
      } catch (error) {
        const isGone = error instanceof DomainError && error.reason === "PROPOSAL_UNKNOWN";
        const decided = isGone && (await it.proposals.decidedById(providerId, proposalId));
        if (!decided) throw error;
        // Whoever agreed asks once more; somebody else comes too late.
        if (!(await it.samePerson(decided.decidedBy, by))) throw proposalDecided(decided);
      }
      const decided = await it.proposals.decidedById(providerId, proposalId);
      return { proposal: decided && fromProposal(decided) };
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

/**
 * A second person agrees.
 * @throws DomainError precondition SECOND_PERSON_NEEDED, not_found PROPOSAL_UNKNOWN where it waits no more
 */
const approve = async (
  it: Dependencies,
  {
    proposal,
    by: second,
    at,
  }: { readonly proposal: Proposal; readonly by: string; readonly at: Date },
  context: CallContextExt,
): Promise<void> => {
  if (await it.samePerson(proposal.by, second)) throw secondPersonNeeded();
  const { proposalId, providerId, tenantId, wanted } = proposal;
  const by = `${proposal.by},${second}`;
  if (wanted.kind === "credit_price") {
    await putCreditPrice(it, proposal, { by: second, at });
    return;
  }
  if (wanted.kind === "terms") {
    const { mode, limit, paysFor } = wanted;
    const requestId = `proposal:${proposalId}`;
    const asked = { requestId, mode, limit, paysFor, by, proposalId };
    const verdict = await applyTerms(it, tenantId, asked);
    if (verdict.kind !== "terms") {
      const { code, rule, remedy } = verdict.finding;
      throw new DomainError("precondition", code, rule, { remedy });
    }
    return;
  }
  // The provider's lists and the market may be others than when it was proposed.
  requirePriceGroup(await it.holders.meet(context, tenantId), wanted, at);
  await putPriceGroup(it, { tenantId, providerId }, { ...wanted, at, by, proposalId });
};
