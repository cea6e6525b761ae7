import { SubmitCampaignRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { markets } from "@whiteline/markets";
import { DomainError, type CallOptions, type Life } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import {
  dateMeant,
  nextOccurrence,
  stepOf,
  type MadeOccurrence,
  type Occurrence,
  type Plan,
} from "./domain/plan.js";
import type { Measures } from "./metrics.js";
import type { Neighbours } from "./neighbours.js";
import { onDay } from "./on-day.js";
import type { PlanStore } from "./store/plans.js";
import { submitCampaign, type Checking } from "./submit-campaign.js";

export type RunningPlans = Checking &
  Pick<Neighbours, "tokens"> & {
    readonly plans: PlanStore;
    /** This process. */
    readonly planHolder: string;
    readonly counted: Pick<Measures, "occurrences">;
    readonly log: Life["log"];
  };

const BATCH = 50;
/** Longer than the questions to all neighbours may take together; whoever died lets the next one in after it. */
const HOLD_MS = 60_000;

/** The request id of an occurrence's campaign: whoever makes it, and however often, there is one. */
const requestIdOf = (planId: string, { day }: Occurrence): string => `plan:${planId}:${day}`;

/**
 * Makes the campaigns of occurrences that have come. What a process could not do at the hour is done late within the
 * plan's grace, or skipped and told; the request id of the campaign and the version of the plan keep it from being done
 * twice, whoever dies in between.
 */
export const runPlans = async (it: RunningPlans): Promise<void> => {
  for (const plan of await it.plans.due(it.now(), BATCH)) {
    try {
      await runPlan(it, plan);
    } catch (error) {
      // A neighbour is away: tried again until its grace is over.
      it.log.warn({ err: error, planId: plan.planId }, "plan_not_run");
    }
  }
};

const runPlan = async (it: RunningPlans, plan: Plan): Promise<void> => {
  const step = stepOf(plan.next, plan.rule, it.now());
  if (step.kind === "wait") return;
  // Who holds it may be making the campaign: nobody notes meanwhile that it was skipped.
  if (!(await it.plans.hold(plan, it.planHolder, HOLD_MS))) return;
  const { occurrence } = step;
  const made = await settle(it, plan, occurrence, step.kind === "skip");
  const next = nextOccurrence(plan.rule, markets.get(plan.market), occurrence.dueAt);
  const version = plan.version + 1;
  const state = next === undefined ? "ended" : plan.state;
  if (await it.plans.save({ ...plan, version, next, state }, made)) {
    it.counted.occurrences.inc({ outcome: made.outcome });
  }
};

const settle = async (
  it: RunningPlans,
  plan: Plan,
  occurrence: Occurrence,
  isTooLate: boolean,
): Promise<MadeOccurrence> => {
  const { planId, tenantId } = plan;
  const base = { ...occurrence, planId, madeAt: it.now(), campaignId: "", reason: undefined };
  const requestId = requestIdOf(planId, occurrence);
  // Made by somebody who died before it was noted: it is sent, however late we look.
  const first = await it.campaigns.byRequest(tenantId, requestId);
  if (first !== undefined) return { ...base, outcome: "sent", campaignId: first.campaignId };
  if (plan.state === "paused") return { ...base, outcome: "skipped", reason: pausedThen };
  if (isTooLate) return { ...base, outcome: "skipped", reason: tooLate(plan.rule.lateMinutes) };
  const request = { ...SubmitCampaignRequest.decode(plan.campaign), requestId };
  const due = dateMeant(plan.rule.days, occurrence.day);
  const options = await it.tokens.forTenant(tenantId);
  if (due !== undefined && (await isNobodyDue(it, request, due, options))) {
    return { ...base, outcome: "skipped", reason: nobodyDue };
  }
  const submitted = await submitCampaign(it, tenantId, request, {
    options,
    submittedBy: plan.submittedBy,
    occurrence: { planId, day: occurrence.day },
    due,
  });
  return submitted.kind === "kept"
    ? { ...base, outcome: "sent", campaignId: submitted.campaign.campaignId }
    : { ...base, outcome: "refused", reason: submitted.finding };
};

/**
 * Whether the list has nobody with this date. What lists refuses to count, or cannot count in the time of a call, is left
 * to the campaign: it says why, or goes to whoever has the date, be it nobody. So is a list that has no version yet.
 */
const isNobodyDue = async (
  { segments }: Pick<RunningPlans, "segments">,
  { listId, segmentId }: Pick<SubmitCampaignRequest, "listId" | "segmentId">,
  due: NonNullable<ReturnType<typeof dateMeant>>,
  options: CallOptions,
): Promise<boolean> => {
  try {
    const segment =
      segmentId === "" ? undefined : (await segments.getSegment({ segmentId }, options)).segment;
    const conditions = [segment?.condition, onDay(due)].filter((each) => each !== undefined);
    const condition = { kind: { $case: "all" as const, value: { conditions } } };
    const counted = { listId: segment?.listId ?? listId, condition };
    const { matching, listVersion } = await segments.previewSegment(counted, options);
    return matching === 0n && listVersion > 0n;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

const nobodyDue: Finding = {
  code: "PLAN_NOBODY_DUE",
  subject: "plan",
  rule: "Nobody on the list has the date that this day is for.",
  source: "plan",
  remedy: "Nothing is to be done; if somebody was expected, look at the dates of the list.",
};

const pausedThen: Finding = {
  code: "PLAN_PAUSED",
  subject: "plan",
  rule: "A paused plan makes no campaigns.",
  source: "plan",
  remedy: "Resume the plan before its next day; send this one by hand if it is still wanted.",
};

const tooLate = (minutes: number): Finding => ({
  code: "PLAN_LATE",
  subject: "plan",
  rule: `Its hour passed more than ${minutes} minutes before a campaign could be made of it.`,
  source: "plan",
  remedy: "Send it by hand if it is still wanted, or give the plan a longer grace.",
});
