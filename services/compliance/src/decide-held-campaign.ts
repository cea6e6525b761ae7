import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import { DomainError, inTransaction, type Principal } from "@whiteline/service-kit";
import { decideAtDesk, subjectOf } from "./domain/campaign-case.js";
import { houseRules } from "./domain/house-rules.js";
import type { VerdictCard } from "./domain/verdict.js";
import { tellVerdict } from "./events/publish.js";
import { judgeCampaign, writeCampaignCard, type JudgingCampaigns } from "./judge-campaign.js";
import { packInForce } from "./pack-in-force.js";
import { toCampaignFacts, toNote, toReviewedCategory } from "./proto.js";
import type { ContentReviewStore } from "./store/content-reviews.js";

const wanted = (clear: boolean) => (clear ? "cleared" : "refused");

/**
 * The desk's decision on a held campaign. Saying the same again answers the card that stands.
 * @throws DomainError CAMPAIGN_UNKNOWN, CAMPAIGN_NOT_HELD, NOTE_MISSING (a refusal explains itself)
 */
export const decideHeldCampaign = async (
  it: JudgingCampaigns & { readonly contentReviews: Pick<ContentReviewStore, "add"> },
  expert: Principal,
  request: {
    readonly campaignId: string;
    readonly revision: number;
    readonly clear: boolean;
    readonly note: string;
    readonly category: string;
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
  const market = expert.market ?? (await it.findLine(campaign.tenantId, campaign.lineId))?.market;
  const review = {
    reviewId: it.newId(),
    tenantId: campaign.tenantId,
    providerId: campaign.providerId,
    market: market ?? "",
    subject: subjectOf(campaignId, revision),
    text: campaign.text,
    approved: clear,
    category: toReviewedCategory(
      market === undefined ? undefined : packInForce(market, it.now()),
      request.category,
    ),
    at: it.now(),
  };
  await inTransaction(it.connection, async (session) => {
    const closed = { ...found, decision, verdictId: card.verdictId };
    if (!(await it.campaignCases.close(session, closed))) throw notHeld("decided");
    await it.verdicts.addAll([card], session);
    if (campaign.text !== "") await it.contentReviews.add(session, review);
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
