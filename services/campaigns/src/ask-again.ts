import type { Life } from "@whiteline/service-kit";
import { changeCampaign } from "./change-campaign.js";
import { patience } from "./domain/patience.js";
import { fundCampaign, type Funding } from "./fund-campaign.js";

const batch = 100;

/**
 * Asks again for campaigns that waited past their deadline: their compliance by telling it the same
 * once more, their money by asking pricing; all of it idempotent.
 */
export const askAgain = async (it: Funding & { readonly log: Life["log"] }): Promise<void> => {
  for (const campaign of await it.campaigns.overdue(it.now(), batch)) {
    const { campaignId, stage, asks } = campaign;
    it.log.warn({ campaignId, stage, asks }, "campaign_waits");
    // Moves the deadline first: a neighbour that fails is asked again then, not at once.
    await changeCampaign(it, campaignId, { kind: "asked_again" });
    if (patience[stage].ask !== "funds") continue;
    try {
      await fundCampaign(it, campaign);
    } catch (error) {
      it.log.warn({ err: error, campaignId }, "campaign_not_funded");
    }
  }
};
