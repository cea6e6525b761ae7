import { CampaignCancelled, CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import {
  LineActivated,
  LineRevoked,
  LineSuspended,
} from "@whiteline/contracts/lines_registry/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { hearMaterialised, type JudgingCampaigns } from "../judge-campaign.js";
import type { Measures } from "../metrics.js";
import { toLine } from "../proto.js";
import type { LineStore } from "../store/lines.js";

type Dependencies = Omit<JudgingCampaigns, "events" | "lines"> & {
  readonly measures: Pick<Measures, "judged" | "read">;
  readonly events: Pick<Events, "outbox" | "subscribe" | "follow">;
  readonly lines: LineStore;
};

/** Campaigns judged at a time; each is its own case, so their order does not matter. */
const CONCURRENCY = 4;

/** Everything compliance hears, as loops by name. */
export const hear = (it: Dependencies): Readonly<Record<string, Loop>> => ({
  materialised: it.events.subscribe(CampaignMaterialised, (fact) => hearMaterialised(it, fact), {
    concurrency: CONCURRENCY,
  }),
  // What was cancelled is decided by nobody any more.
  cancelled: it.events.subscribe(CampaignCancelled, ({ campaignId }) =>
    it.campaignCases.moveOn(campaignId, Number.MAX_SAFE_INTEGER),
  ),
  // Each process follows the lines itself, because it keeps them in memory.
  lines: it.events.follow([LineActivated, LineSuspended, LineRevoked], async ({ fact }) => {
    if (fact.line !== undefined) await it.lines.put(toLine(fact.line));
  }).loop,
});
