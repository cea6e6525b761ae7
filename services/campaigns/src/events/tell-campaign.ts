import {
  CampaignCancelled,
  CampaignFinished,
  CampaignMaterialised,
  CampaignPaused,
  CampaignResumed,
} from "@whiteline/contracts/campaigns/v1/events";
import type { Outbox } from "@whiteline/events";
import type { Campaign } from "../domain/campaign.js";
import { ceilingOf } from "../domain/ceiling.js";
import type { Tell } from "../domain/campaign-machine.js";
import { fromCounts } from "../proto.js";

type Session = Parameters<Outbox["add"]>[0];

/** Adds what a campaign has to tell to the outbox, in the write that made it true (law 7). */
export const tellCampaign = async (
  outbox: Pick<Outbox, "add">,
  session: Session,
  campaign: Campaign,
  tells: readonly Tell[],
): Promise<void> => {
  const { campaignId, tenantId } = campaign;
  const versioned = { campaignId, tenantId, version: BigInt(campaign.version) };
  for (const tell of tells) {
    const once = `${tell.kind}:${campaignId}:${campaign.version}`;
    switch (tell.kind) {
      case "materialised":
        // Told again when no verdict came: a fresh event id, or JetStream would drop the repetition.
        await outbox.add(session, CampaignMaterialised, fromMaterialised(campaign), once);
        break;
      case "paused":
        await outbox.add(session, CampaignPaused, versioned, once);
        break;
      case "resumed":
        await outbox.add(session, CampaignResumed, versioned, once);
        break;
      case "cancelled":
        await outbox.add(session, CampaignCancelled, versioned, once);
        break;
      case "finished":
        await outbox.add(
          session,
          CampaignFinished,
          {
            campaignId,
            tenantId,
            reservationId: tell.reservationId,
            chunks: BigInt(tell.chunks),
            at: campaign.finishedAt ?? campaign.since,
          },
          `finished:${tell.reservationId}`,
        );
    }
  }
};

const fromMaterialised = (campaign: Campaign): CampaignMaterialised => ({
  campaignId: campaign.campaignId,
  tenantId: campaign.tenantId,
  providerId: campaign.line.providerId,
  revision: BigInt(campaign.revision),
  lineId: campaign.line.lineId,
  family: campaign.line.family,
  templateId: campaign.order.templateId,
  text: campaign.order.text,
  recipients: BigInt(campaign.ask?.recipients ?? 0),
  counts: fromCounts(campaign.ask?.counts ?? []),
  dropped: Object.entries(campaign.audience?.dropped ?? {}).map(([key, value]) => ({
    key,
    value: BigInt(value),
  })),
  listVersion: BigInt(campaign.audience?.listVersion ?? 0),
  dryRun: campaign.order.dryRun,
  samples: campaign.audience?.samples ?? [],
  at: campaign.since,
  traffic: campaign.order.traffic,
  listId: campaign.audience?.listId ?? "",
  segmentId: campaign.order.segmentId,
  name: campaign.order.name,
  submittedBy: campaign.order.submittedBy,
  maxCost: ceilingOf(campaign),
  variants: campaign.order.variants.map(({ name, templateId, text }, place) => ({
    name,
    templateId,
    text,
    recipients: BigInt(campaign.audience?.variants?.[place]?.recipients ?? 0),
  })),
  test: campaign.order.test,
});
