import { changedFields, type TrailDeed, type TrailFields } from "@whiteline/events";
import type { Campaign } from "../domain/campaign.js";
import type { CampaignEvent } from "../domain/campaign-machine.js";
import type { Plan } from "../domain/plan.js";

/** That somebody, or a plan of somebody's, sent a campaign off. */
export const submittedDeed = (campaign: Campaign): TrailDeed => {
  const { order, createdAt: at } = campaign;
  return {
    ...aboutOf(campaign, order.submittedBy),
    ...{ action: "campaign.submitted", at },
    after: {
      ...{ line: campaign.line.lineId, dry_run: String(order.dryRun), test: String(order.test) },
      ...(order.listId !== "" && { list: order.listId }),
      ...(order.segmentId !== "" && { segment: order.segmentId }),
      ...(order.numbers.length > 0 && { numbers: String(order.numbers.length) }),
      ...(order.occurrence !== undefined && { plan: order.occurrence.planId }),
      ...timesOf(campaign),
    },
  };
};

const steeredAs = {
  pause: { action: "campaign.paused" },
  resume: { action: "campaign.resumed" },
  cancel: { action: "campaign.cancelled" },
  reschedule: { action: "campaign.rescheduled" },
} as const;

const isSteering = (kind: CampaignEvent["kind"]): kind is keyof typeof steeredAs =>
  kind in steeredAs;

/** What the owner of a campaign did with it; undefined for what the machine does by itself. */
export const steeringDeed = (
  before: Campaign,
  after: Campaign,
  { kind }: CampaignEvent,
  by: string,
): Omit<TrailDeed, "at"> | undefined =>
  isSteering(kind)
    ? {
        ...aboutOf(after, by),
        ...steeredAs[kind],
        ...changedFields(
          { stage: before.stage, ...timesOf(before) },
          { stage: after.stage, ...timesOf(after) },
        ),
      }
    : undefined;

const aboutOf = ({ campaignId, tenantId, version, line }: Campaign, actor: string) => ({
  entryId: `campaign:${campaignId}:${version}`,
  ...{ tenantId, providerId: line.providerId, actor, subject: `campaign:${campaignId}` },
});

/** When it goes, and how fast. */
const timesOf = ({ order: { notBefore, hours, pacePerMinute } }: Campaign): TrailFields => ({
  ...(notBefore !== undefined && { not_before: notBefore.toISOString() }),
  ...(hours !== undefined && { hours: `${hours.opens} to ${hours.closes}` }),
  ...(pacePerMinute !== undefined && { per_minute: String(pacePerMinute) }),
});

/** What somebody did with a plan. */
export const planDeed = (
  { planId, tenantId, version, state }: Plan,
  { action, by, at }: { readonly action: string; readonly by: string; readonly at: Date },
): TrailDeed => ({
  entryId: `plan:${planId}:${version}`,
  ...{ tenantId, providerId: "", actor: by, action, subject: `plan:${planId}`, at },
  after: { state },
});
