import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import { DomainError, inTransaction, type Principal } from "@whiteline/service-kit";
import { decideAtDesk } from "./domain/campaign-case.js";
import { houseRules } from "./domain/house-rules.js";
import type { VerdictCard } from "./domain/verdict.js";
import { tellVerdict } from "./events/publish.js";
import { judgeCampaign, writeCampaignCard, type JudgingCampaigns } from "./judge-campaign.js";
import { toCampaignFacts, toNote } from "./proto.js";

const wanted = (clear: boolean) => (clear ? "cleared" : "refused");

/**
 * The desk's decision on a held campaign. Saying the same again answers the card that stands.
 * @throws DomainError CAMPAIGN_UNKNOWN, CAMPAIGN_NOT_HELD, NOTE_MISSING (a refusal explains itself)
 */
export const decideHeldCampaign = async (
  it: JudgingCampaigns,
  expert: Principal,
  request: {
    readonly campaignId: string;
    readonly revision: number;
    readonly clear: boolean;
    readonly note: string;
  },
): Promise<VerdictCard> => {
  const { campaignId, revision, clear } = request;
  const note = toNote(request.note, !clear);
  const found = await it.campaignCases.get(campaignId, revision);
  // The cases of other providers do not exist for this expert (architecture, Words).
  if (found === undefined || found.providerId !== expert.providerId) {
    throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "No such campaign was judged here.");
  }
  if (found.held === undefined) {
    const standing = await it.verdicts.byId(found.verdictId);
    const isDesk = standing?.rulesTried.some(({ rule }) => rule === houseRules.deskReview.code);
    if (standing !== undefined && isDesk && found.decision === wanted(clear)) return standing;
    throw notHeld(found.decision);
  }

  const materialised = CampaignMaterialised.decode(found.held);
  const campaign = toCampaignFacts(materialised);
  const judgement = decideAtDesk(await judgeCampaign(it, campaign), {
    clear,
    note,
    keyId: expert.keyId ?? "",
  });
  const card = writeCampaignCard(it, campaign, judgement);
  const { decision } = judgement;
  await inTransaction(it.connection, async (session) => {
    const closed = { ...found, decision, verdictId: card.verdictId };
    if (!(await it.campaignCases.close(session, closed))) throw notHeld("decided");
    await it.verdicts.addAll([card], session);
    await tellVerdict(it.events.outbox, session, materialised, { judgement, card });
  });
  return card;
};

const notHeld = (decision: string): DomainError =>
  new DomainError(
    "precondition",
    "CAMPAIGN_NOT_HELD",
    `The campaign does not wait at the desk: it is ${decision}.`,
    { remedy: "Read the campaign again." },
  );
