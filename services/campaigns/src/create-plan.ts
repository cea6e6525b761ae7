import { createHash } from "node:crypto";
import { SubmitCampaignRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { PlanRule as PlanRuleMessage } from "@whiteline/contracts/campaigns/v1/plans";
import type { CreatePlanRequest } from "@whiteline/contracts/campaigns/v1/plans";
import { Comparator } from "@whiteline/contracts/lists/v1/segments";
import { markets } from "@whiteline/markets";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import { findRuleFault, nextOccurrence, type Plan, type PlanRule } from "./domain/plan.js";
import { planDeed } from "./events/trail-deeds.js";
import { toRule } from "./plans-proto.js";
import { findingOf } from "./proto.js";
import type { PlanStore } from "./store/plans.js";
import { checkOrder, readOrder, type Asking, type Checking } from "./submit-campaign.js";

export type CreatingPlans = Checking & { readonly plans: PlanStore };

export type Created =
  | { readonly kind: "kept"; readonly plan: Plan }
  | { readonly kind: "refused"; readonly finding: Finding };

const MOST_OPEN_PLANS = 200;

/**
 * Checks a plan and the order of its campaigns as they are now, and keeps it. Each occurrence is checked anew. A
 * repeated request id gets the plan it made first.
 *
 * @throws DomainError already_exists REQUEST_ID_REUSED
 */
export const createPlan = async (
  it: CreatingPlans,
  tenantId: string,
  request: CreatePlanRequest,
  { options, submittedBy }: Pick<Asking, "options" | "submittedBy">,
): Promise<Created> => {
  const { plans, now, newId } = it;
  const { requestId } = request;
  const campaign = orderOf(request);
  const fingerprint = fingerprintOf(campaign, request.rule);
  const first = await plans.byRequest(tenantId, requestId);
  if (first !== undefined) return replay(first, fingerprint);
  const order = readOrder({ ...campaign, requestId }, { submittedBy });
  const checked = await checkOrder(it, tenantId, { order, lineId: campaign.lineId, options });
  if (checked.kind === "refused") return checked;
  const { market } = checked.line;
  const pack = markets.get(market);
  const rule = toRule(request.rule);
  const at = now();
  const hasList = order.listId !== "" || order.segmentId !== "";
  const fault =
    findRuleFault(rule, { pack, hasList, now: at }) ??
    (rule.days.kind === "date" && order.numbers.length > 0 ? numbersHaveNoDate : undefined) ??
    (await findColumnFault(it, rule, order, options));
  if (fault !== undefined) return { kind: "refused", finding: fault };
  if ((await plans.countOpen(tenantId)) >= MOST_OPEN_PLANS) {
    return { kind: "refused", finding: tooManyPlans };
  }
  const plan: Plan = {
    ...{ tenantId, requestId, fingerprint, market, rule, submittedBy },
    planId: newId(),
    version: 1,
    state: "running",
    next: nextOccurrence(rule, pack, at),
    campaign: SubmitCampaignRequest.encode(campaign).finish(),
    createdAt: at,
  };
  const deed = planDeed(plan, { action: "plan.created", by: submittedBy, at });
  const kept = await plans.insert(plan, (session) => it.tellTrail(session, deed));
  return replay(kept, fingerprint);
};

/** The order of each campaign: a plan says when, and nothing of it is a forecast. */
const orderOf = ({ campaign }: CreatePlanRequest): SubmitCampaignRequest => ({
  ...SubmitCampaignRequest.fromPartial(campaign ?? {}),
  requestId: "",
  dryRun: false,
  notBefore: undefined,
});

const fingerprintOf = (
  campaign: SubmitCampaignRequest,
  rule: CreatePlanRequest["rule"],
): string => {
  const constants = Object.fromEntries(
    Object.entries(campaign.constants).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash("sha256")
    .update(SubmitCampaignRequest.encode({ ...campaign, constants }).finish())
    .update(PlanRuleMessage.encode(PlanRuleMessage.fromPartial(rule ?? {})).finish())
    .digest("base64url");
};

const replay = (plan: Plan, fingerprint: string): Created => {
  if (plan.fingerprint === fingerprint) return { kind: "kept", plan };
  throw new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id was used for another plan.",
    { remedy: "Send a fresh request id." },
  );
};

/** Whether the list has the column, and dates in it: better said now than every morning. */
const findColumnFault = async (
  { segments }: Pick<Checking, "segments">,
  { days }: PlanRule,
  { listId, segmentId }: { readonly listId: string; readonly segmentId: string },
  options: CallOptions,
): Promise<Finding | undefined> => {
  if (days.kind !== "date") return undefined;
  const segment =
    segmentId === "" ? undefined : (await segments.getSegment({ segmentId }, options)).segment;
  const value = { name: days.column, comparator: Comparator.EQUALS, values: ["2026-01-01"] };
  const condition = { kind: { $case: "variable" as const, value } };
  try {
    await segments.previewSegment({ listId: segment?.listId ?? listId, condition }, options);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError && error.kind !== "unavailable" && error.kind !== "internal") {
      return findingOf(error, "rule.date.column");
    }
    throw error;
  }
};

const numbersHaveNoDate: Finding = {
  code: "PLAN_INVALID",
  subject: "campaign.numbers",
  rule: "Numbers beside a list have no date, and would be written to every day.",
  source: "plan",
  remedy: "Put them on the list with their dates.",
};
const tooManyPlans: Finding = {
  code: "TOO_MANY_PLANS",
  subject: "plan",
  rule: `A company has at most ${MOST_OPEN_PLANS} plans that have not ended.`,
  source: "plan",
  remedy: "End plans that are not needed any more.",
};
