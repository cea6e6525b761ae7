import { DomainError, type Bell, type Life } from "@whiteline/service-kit";
import { changeCampaign } from "./change-campaign.js";
import type { Campaign } from "./domain/campaign.js";
import { materialiseCampaign, type Materialising } from "./materialise-campaign.js";
import { findingOf } from "./proto.js";
import type { SharedLook } from "./shared-look.js";

/** The bell tells of campaigns of this process; this finds those that another one left. */
const IDLE_MS = 1_000;
/** How soon a failed attempt is made again. */
const AGAIN_MS = 2_000;

/** A failure that another attempt will not mend: what the order names does not exist or is not allowed. */
const isFinal = (error: unknown): error is DomainError =>
  error instanceof DomainError &&
  ["invalid", "not_found", "forbidden", "precondition"].includes(error.kind);

/**
 * Takes one campaign after another and materialises it under a lease, which is renewed meanwhile: a
 * process that dies in the middle leaves its campaign to another, which begins anew.
 */
export const materialiseLoop =
  (
    it: Materialising & {
      readonly leaseMs: number;
      readonly log: Life["log"];
      readonly bell: Bell;
      readonly share: SharedLook;
    },
  ) =>
  async (signal: AbortSignal): Promise<void> => {
    const holder = it.newId();
    let heard = it.bell.rings;
    while (!signal.aborted) {
      const [campaign] = await it.share("to materialise", async () => {
        const taken = await it.campaigns.takeToMaterialise(holder, it.newId(), it.leaseMs);
        return taken === undefined ? [] : [taken];
      });
      if (campaign === undefined) {
        heard = await it.bell.wait(heard, IDLE_MS, signal);
        continue;
      }
      await attempt(it, campaign, holder, signal);
    }
  };

const attempt = async (
  it: Materialising & { readonly leaseMs: number; readonly log: Life["log"] },
  campaign: Campaign,
  holder: string,
  stopping: AbortSignal,
): Promise<void> => {
  const { campaignId, batch } = campaign;
  const lost = new AbortController();
  const keep = (ms: number) => it.campaigns.keepMaterialising(campaignId, batch, holder, ms);
  const heartbeat = setInterval(() => {
    keep(it.leaseMs).then(
      (isKept) => {
        if (!isKept) lost.abort();
      },
      (error: unknown) => it.log.warn({ err: error, campaignId }, "materialise_lease_not_renewed"),
    );
  }, it.leaseMs / 4);
  try {
    await materialiseCampaign(it, campaign, AbortSignal.any([stopping, lost.signal]));
  } catch (error) {
    if (lost.signal.aborted) {
      await forget(it, campaign);
      return;
    }
    if (isFinal(error)) {
      const finding = findingOf(error, "audience");
      await changeCampaign(it, campaignId, { kind: "not_materialised", batch, finding });
      return;
    }
    if (!stopping.aborted) it.log.warn({ err: error, campaignId }, "materialise_interrupted");
    await keep(stopping.aborted ? 0 : AGAIN_MS);
  } finally {
    clearInterval(heartbeat);
  }
};

/** Deletes what an attempt wrote that lost its turn, or whose campaign was cancelled meanwhile. */
const forget = async (it: Materialising, { campaignId, batch }: Campaign): Promise<void> => {
  const campaign = await it.campaigns.byId(campaignId);
  const isOver = campaign?.batch !== batch || campaign.stage === "cancelled";
  if (isOver) await it.chunks.deletePrepared(batch);
};
