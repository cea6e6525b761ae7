import { changeCampaign, type Changed, type Changing } from "./change-campaign.js";
import { reservationIdOf, type Campaign } from "./domain/campaign.js";
import { ceilingOf } from "./domain/ceiling.js";
import type { CampaignEvent } from "./domain/campaign-machine.js";
import type { Neighbours } from "./neighbours.js";
import { fromCounts, toFinding, toQuote } from "./proto.js";

export type Funding = Changing & Pick<Neighbours, "pricing" | "tokens">;

/**
 * Asks pricing itself for what its fact would have said: after a top-up, or when no fact came. The
 * reservation has one name per revision, so asking twice reserves once.
 */
export const fundCampaign = async (it: Funding, campaign: Campaign): Promise<Changed> =>
  changeCampaign(it, campaign.campaignId, await askPricing(it, campaign));

const askPricing = async (
  { pricing, tokens }: Funding,
  campaign: Campaign,
): Promise<CampaignEvent> => {
  const { campaignId, tenantId, revision, order, line, ask, clearance } = campaign;
  const options = await tokens.forTenant(tenantId);
  const reservationId = reservationIdOf(campaignId, revision);
  const clearanceId = clearance?.clearanceId ?? "";
  const { providerId, family, lineId } = line;
  const counts = fromCounts(ask?.counts ?? []);
  const question = { tenantId, providerId, family, lineId, purpose: order.traffic, counts };
  if (order.dryRun) {
    const { outcome } = await pricing.quote(question, options);
    if (outcome?.$case === "quote") {
      const quote = toQuote(outcome.value);
      return { kind: "funded", revision, clearanceId, reservationId: "", quote };
    }
    if (outcome !== undefined) return refusal(revision, outcome.value);
  } else {
    const maxCost = ceilingOf(campaign);
    const { outcome } = await pricing.reserve({ reservationId, ...question, maxCost }, options);
    if (outcome?.$case === "reserved" && outcome.value.quote !== undefined) {
      const quote = toQuote(outcome.value.quote);
      return { kind: "funded", revision, clearanceId, reservationId, quote };
    }
    if (outcome?.$case === "refused") return refusal(revision, outcome.value);
  }
  throw new Error("pricing answered neither a quote nor a refusal");
};

const refusal = (revision: number, finding: Parameters<typeof toFinding>[0]): CampaignEvent => ({
  kind: "unfunded",
  revision,
  finding: toFinding(finding),
});

/** Unfunded campaigns of a tenant that are tried after one top-up. */
const MOST_WOKEN = 1_000;

/** A top-up wakes the tenant's unfunded campaigns, the oldest first. */
export const wakeUnfunded = async (it: Funding, tenantId: string): Promise<void> => {
  for (const campaign of await it.campaigns.unfundedOf(tenantId, MOST_WOKEN)) {
    await fundCampaign(it, campaign);
  }
};
