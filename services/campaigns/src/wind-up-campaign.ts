import { changeCampaign, type Changing } from "./change-campaign.js";
import type { ChunkProgressStore } from "./store/chunk-progress.js";
import type { ChunkStore } from "./store/chunks.js";

export type WindingUp = Changing & {
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
  const rest = await it.progress.remainder(campaignId, funding?.reservationId ?? "");
  if (rest.prepared > 0 || rest.underWay > 0) return;
  await changeCampaign(it, campaignId, { kind: "all_final", released: rest.released });
};

const MOST = 1_000;

/** Looks at every campaign that may be at its end: what a crash kept from being noticed. */
export const windUpAll = async (it: WindingUp): Promise<void> => {
  const stages = ["scheduled", "sending", "cancelled", "refused"] as const;
  for (const { campaignId } of await it.campaigns.inStages(stages, MOST)) {
    await windUpCampaign(it, campaignId);
  }
};
