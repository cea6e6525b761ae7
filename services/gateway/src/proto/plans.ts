import {
  PlanState,
  type CreatePlanRequest,
  type PlanOccurrence,
  type PlanRule,
  type SendingPlan,
} from "@whiteline/contracts/campaigns/v1/plans";
import type { z } from "zod";

import type * as shapes from "../shapes/plans.js";
import { toSubmitCampaign } from "./campaigns.js";
import { fromFinding, fromTime, given, present } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const stateNames = {
  [PlanState.RUNNING]: "running",
  [PlanState.PAUSED]: "paused",
  [PlanState.ENDED]: "ended",
  [PlanState.UNSPECIFIED]: "unknown",
  [PlanState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<PlanState, string>;

export function toCreatePlan(
  { campaign, rule }: Json<"newPlan">,
  requestId: string,
): CreatePlanRequest {
  return {
    requestId,
    campaign: toSubmitCampaign({ ...campaign, dryRun: false }, ""),
    rule: toRule(rule),
  };
}

function toRule({
  at,
  recurring,
  date,
  firstDay,
  lastDay,
  lateMinutes,
}: Json<"newPlan">["rule"]): PlanRule {
  return {
    at,
    lateMinutes,
    firstDay: firstDay ?? "",
    lastDay: lastDay ?? "",
    days:
      date === undefined
        ? { $case: "recurring", value: recurring ?? { weekdays: [], monthDays: [] } }
        : { $case: "date", value: date },
  };
}

function fromRule(rule: PlanRule): Json<"plan">["rule"] {
  const { days, at, firstDay, lastDay, lateMinutes = 120 } = rule;
  return {
    at,
    recurring:
      days?.$case === "recurring"
        ? { weekdays: [...days.value.weekdays], monthDays: [...days.value.monthDays] }
        : undefined,
    date: days?.$case === "date" ? days.value : undefined,
    firstDay: given(firstDay),
    lastDay: given(lastDay),
    lateMinutes,
  };
}

export function fromPlan(plan: SendingPlan): Json<"plan"> {
  const campaign = present(plan.campaign, "campaign");
  return {
    planId: plan.planId,
    state: stateNames[plan.state],
    name: campaign.name,
    lineId: campaign.lineId,
    listId: given(campaign.listId),
    segmentId: given(campaign.segmentId),
    templateId: given(campaign.templateId),
    text: given(campaign.text),
    rule: fromRule(present(plan.rule, "rule")),
    timezone: plan.timezone,
    nextAt: fromTime(plan.nextAt),
    createdAt: fromTime(plan.createdAt),
    occurrences: plan.occurrences.length === 0 ? undefined : plan.occurrences.map(fromOccurrence),
  };
}

function fromOccurrence(made: PlanOccurrence): NonNullable<Json<"plan">["occurrences"]>[number] {
  return {
    day: made.day,
    dueAt: fromTime(made.dueAt),
    madeAt: fromTime(made.madeAt),
    outcome: made.outcome,
    campaignId: given(made.campaignId),
    reason: made.reason && fromFinding(made.reason),
  };
}
