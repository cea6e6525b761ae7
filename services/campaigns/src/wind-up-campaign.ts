import { DomainError } from "@whiteline/service-kit";
import { changeCampaign, type Changing } from "./change-campaign.js";
import { reservationIdOf, type Campaign } from "./domain/campaign.js";
import type { Neighbours } from "./neighbours.js";
import { toQuote } from "./proto.js";
import type { ChunkProgressStore } from "./store/chunk-progress.js";
import type { ChunkStore } from "./store/chunks.js";

export type WindingUp = Changing &
  Pick<Neighbours, "pricing" | "tokens"> & {
    readonly chunks: ChunkStore;
    readonly progress: ChunkProgressStore;
  };

/**
 * Ends a campaign of which nothing is unreleased or under way, and tells pricing how many chunks went
 * under its reservation; of one that was cancelled or refused the rest is cancelled first, so that the
 * number is exact. Harmless to repeat, and for campaigns that are not there yet.
 */
export const windUpCampaign = async (it: WindingUp, campaignId: string): Promise<void> => {
  const campaign = await it.campaigns.byId(campaignId);
  if (campaign === undefined || campaign.closed) return;
  const { stage, funding } = campaign;
  if (stage === "cancelled" || stage === "refused") await it.chunks.cancelPrepared(campaignId);
  else if (stage !== "sending" && stage !== "scheduled") return;
  const rest = await it.progress.remainder(campaign, funding?.reservationId ?? "");
  if (rest.prepared > 0 || rest.underWay > 0) return;
  if (stage === "cancelled" && (await findForgottenMoney(it, campaign))) return;
  // An attempt at materialising that was overtaken may have written after it was cleaned up.
  await it.chunks.deleteOtherBatches(campaignId, campaign.batch);
  await changeCampaign(it, campaignId, { kind: "all_final", released: rest.released });
};

/**
 * Money may have been reserved for a campaign that waited for funds and was cancelled before we had
 * the answer. It is taken in, so that it is given back when the campaign is wound up next.
 */
const findForgottenMoney = async (it: WindingUp, campaign: Campaign): Promise<boolean> => {
  const { campaignId, tenantId, revision, order, clearance, funding } = campaign;
  if (order.dryRun || clearance === undefined || funding !== undefined) return false;
  const reservationId = reservationIdOf(campaignId, revision);
  try {
    const options = await it.tokens.forTenant(tenantId);
    const { reservation } = await it.pricing.getReservation({ reservationId }, options);
    if (reservation?.quote === undefined) return false;
    const { clearanceId } = clearance;
    const quote = toQuote(reservation.quote);
    const event = { kind: "funded", revision, clearanceId, reservationId, quote } as const;
    return (await changeCampaign(it, campaignId, event)).kind === "moved";
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return false;
    throw error;
  }
};

const MOST = 1_000;

/** Looks at every campaign that may be at its end: what a crash kept from being noticed. */
export const windUpAll = async (it: WindingUp): Promise<void> => {
  const stages = ["scheduled", "sending", "cancelled", "refused"] as const;
  for (const { campaignId } of await it.campaigns.inStages(stages, MOST)) {
    await windUpCampaign(it, campaignId);
  }
};
