import { SubmitCampaignRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  PlanState as PlanStateWord,
  type PlanOccurrence,
  type PlanRule as PlanRuleMessage,
  type SendingPlan,
} from "@whiteline/contracts/campaigns/v1/plans";
import { markets } from "@whiteline/markets";
import { DEFAULT_LATE_MINUTES } from "./domain/plan.js";
import type { MadeOccurrence, Plan, PlanDays, PlanRule } from "./domain/plan.js";

const stateWords = {
  running: PlanStateWord.RUNNING,
  paused: PlanStateWord.PAUSED,
  ended: PlanStateWord.ENDED,
} as const;

export const toRule = (rule: PlanRuleMessage | undefined): PlanRule => ({
  days: toDays(rule?.days),
  at: rule?.at ?? "",
  firstDay: rule?.firstDay ?? "",
  lastDay: rule?.lastDay ?? "",
  lateMinutes: rule?.lateMinutes ?? DEFAULT_LATE_MINUTES,
});

const toDays = (days: PlanRuleMessage["days"]): PlanDays => {
  if (days?.$case === "date") return { kind: "date", ...days.value };
  const { weekdays = [], monthDays = [] } = days?.value ?? {};
  return { kind: "recurring", weekdays: [...weekdays], monthDays: [...monthDays] };
};

const fromRule = ({ days, ...rule }: PlanRule): PlanRuleMessage => ({
  ...rule,
  days:
    days.kind === "date"
      ? { $case: "date", value: { column: days.column, daysBefore: days.daysBefore } }
      : {
          $case: "recurring",
          value: { weekdays: [...days.weekdays], monthDays: [...days.monthDays] },
        },
});

export const fromPlan = (plan: Plan, occurrences: readonly MadeOccurrence[]): SendingPlan => ({
  planId: plan.planId,
  tenantId: plan.tenantId,
  state: stateWords[plan.state],
  campaign: SubmitCampaignRequest.decode(plan.campaign),
  rule: fromRule(plan.rule),
  nextAt: plan.next?.dueAt,
  createdAt: plan.createdAt,
  occurrences: occurrences.map(fromOccurrence),
  timezone: markets.get(plan.market).timezone,
});

const fromOccurrence = ({ planId: _plan, ...made }: MadeOccurrence): PlanOccurrence => ({
  ...made,
  reason: made.reason && { ...made.reason },
});
