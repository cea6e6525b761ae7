import type { PlansServiceImplementation } from "@whiteline/contracts/campaigns/v1/plans";
import { markets } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  forward,
  principalOf,
  requireTenant,
  type CallContext,
  type CallContextExt,
} from "@whiteline/service-kit";
import { createPlan, type CreatingPlans } from "./create-plan.js";
import { nextOccurrence, type Plan, type PlanState } from "./domain/plan.js";
import { planDeed } from "./events/trail-deeds.js";
import type { Neighbours } from "./neighbours.js";
import { fromPlan } from "./plans-proto.js";

const MOST_LISTED = 500;
const MOST_OCCURRENCES = 50;
const MOST_ROUNDS = 10;

/** Plans of the tenant that asks. */
export const plansService = (
  it: CreatingPlans & Pick<Neighbours, "tokens">,
): PlansServiceImplementation<CallContextExt> => {
  const own = async (context: CallContext, planId: string): Promise<Plan> => {
    const plan = await it.plans.byId(requireTenant(context), planId);
    if (plan === undefined) throw planUnknown();
    return plan;
  };
  const describe = async (plan: Plan) => ({
    plan: fromPlan(plan, await it.plans.occurrencesOf(plan, MOST_OCCURRENCES)),
  });
  /** A lost race with the runner is read again; what is so already stays so. */
  const moveTo = async (context: CallContext, planId: string, state: PlanState) => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const plan = await own(context, planId);
      if (plan.state === state) return describe(plan);
      if (plan.state === "ended") throw planEnded();
      const after = { ...plan, state, version: plan.version + 1, next: nextIn(plan, state) };
      const by = actorOf(principalOf(context));
      const deed = planDeed(after, { ...movedAs[state], by, at: it.now() });
      if (await it.plans.save(after, undefined, (session) => it.tellTrail(session, deed)))
        return describe(after);
    }
    throw new Error(`plan ${planId} was changed by others again and again`);
  };
  const nextIn = (plan: Plan, state: PlanState): Plan["next"] => {
    if (state === "ended") return undefined;
    const isOver = plan.next === undefined || plan.next.dueAt <= it.now();
    // What passed while it was paused is skipped; the runner notes what it has seen of it.
    return state === "running" && isOver
      ? nextOccurrence(plan.rule, markets.get(plan.market), it.now())
      : plan.next;
  };

  return {
    async createPlan(request, context) {
      const tenantId = requireTenant(context);
      const options = { ...forward(context), ...(await it.tokens.forTenant(tenantId)) };
      const submittedBy = actorOf(principalOf(context));
      const created = await createPlan(it, tenantId, request, { options, submittedBy });
      return created.kind === "kept"
        ? { outcome: { $case: "plan", value: fromPlan(created.plan, []) } }
        : { outcome: { $case: "refused", value: created.finding } };
    },

    getPlan: async ({ planId }, context) => describe(await own(context, planId)),

    async listPlans(_request, context) {
      const plans = await it.plans.ofTenant(requireTenant(context), MOST_LISTED);
      return { plans: plans.map((plan) => fromPlan(plan, [])) };
    },

    pausePlan: ({ planId }, context) => moveTo(context, planId, "paused"),
    resumePlan: ({ planId }, context) => moveTo(context, planId, "running"),
    endPlan: ({ planId }, context) => moveTo(context, planId, "ended"),
  };
};

const movedAs = {
  paused: { action: "plan.paused" },
  running: { action: "plan.resumed" },
  ended: { action: "plan.ended" },
} as const;

const planUnknown = (): DomainError =>
  new DomainError("not_found", "PLAN_UNKNOWN", "There is no such plan.", {
    remedy: "Check the plan id; you see your own plans.",
  });

const planEnded = (): DomainError =>
  new DomainError("precondition", "PLAN_ENDED", "The plan has ended.", {
    remedy: "Make a new plan.",
  });
