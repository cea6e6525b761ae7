import { CampaignFinished, CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { Events, Loop } from "@whiteline/events";
import type { BehaviourStore } from "../store/behaviours.js";
import type { VersionUseStore } from "../store/version-uses.js";

type Deps = {
  readonly events: Pick<Events, "subscribe">;
  readonly uses: VersionUseStore;
  readonly now: () => Date;
};

/** Keeps which campaign was made from which version of a list. A dry run uses nothing. */
export const hearMaterialised = ({ events, uses, now }: Deps): Loop =>
  events.subscribe(CampaignMaterialised, async (told) => {
    if (told.dryRun || told.listId === "") return;
    const use = {
      campaignId: told.campaignId,
      tenantId: told.tenantId,
      listId: told.listId,
      version: Number(told.listVersion),
      campaignName: told.name,
      lineId: told.lineId,
      segmentId: told.segmentId,
      recipients: Number(told.recipients),
      submittedBy: told.submittedBy,
      materialisedAt: told.at ?? now(),
      finishedAt: null,
    };
    await uses.put(use, Number(told.revision));
  });

/** What became of its messages is learned by a job of its own, since that may take a while. */
export const hearFinished = ({
  events,
  uses,
  behaviours,
  arrived,
  now,
}: Deps & { readonly behaviours: BehaviourStore; readonly arrived: () => void }): Loop =>
  events.subscribe(CampaignFinished, async ({ campaignId, tenantId, at = now() }) => {
    await uses.finish(campaignId, at);
    await behaviours.hear(campaignId, tenantId, at);
    arrived();
  });
