import type { Events, TellTrail } from "@whiteline/events";
import type { Campaign } from "./domain/campaign.js";
import { advance, type CampaignEvent } from "./domain/campaign-machine.js";
import type { Finding } from "./domain/finding.js";
import { tellCampaign } from "./events/tell-campaign.js";
import { steeringDeed } from "./events/trail-deeds.js";
import type { CampaignStore } from "./store/campaigns.js";

export type Changing = {
  readonly campaigns: CampaignStore;
  readonly outbox: Events["outbox"];
  readonly tellTrail: TellTrail;
  readonly now: () => Date;
};

export type Changed =
  | { readonly kind: "moved" | "unchanged"; readonly campaign: Campaign }
  | { readonly kind: "impossible"; readonly finding: Finding }
  | { readonly kind: "unknown" };

const maxRounds = 10;

/**
 * Loads a campaign, lets the machine decide, and saves state and facts in one write. A lost race is
 * read again; repeating an event changes nothing.
 *
 * @param by whose word it is, for the audit trail; absent: the machine's own
 */
export const changeCampaign = async (
  { campaigns, outbox, tellTrail, now }: Changing,
  campaignId: string,
  event: CampaignEvent,
  by?: string,
): Promise<Changed> => {
  for (let round = 0; round < maxRounds; round += 1) {
    const campaign = await campaigns.byId(campaignId);
    if (campaign === undefined) return { kind: "unknown" };
    const step = advance(campaign, event, now());
    if (step.kind === "impossible") return step;
    if (step.kind === "unchanged") return { kind: "unchanged", campaign };
    const deed = by === undefined ? undefined : steeringDeed(campaign, step.campaign, event, by);
    const isSaved = await campaigns.save(step.campaign, async (session) => {
      await tellCampaign(outbox, session, step.campaign, step.tells);
      if (deed !== undefined) await tellTrail(session, { ...deed, at: now() });
    });
    if (isSaved) return { kind: "moved", campaign: step.campaign };
  }
  throw new Error(`campaign ${campaignId} was changed by others again and again`);
};
