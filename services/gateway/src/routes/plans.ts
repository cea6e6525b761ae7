import type { SendingPlan } from "@whiteline/contracts/campaigns/v1/plans";

import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromPlan, toCreatePlan } from "../proto/plans.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { newPlan, plan, planList } from "../shapes/plans.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

/** Sendings that come back. */
export function addPlanRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { plans } = peers;

  app.post(
    "/v1/plans",
    {
      schema: {
        operationId: "createPlan",
        tags: ["campaigns"],
        summary: "Send again and again: on days of a rule, or when a date of a list comes near",
        description:
          "Each occurrence becomes one campaign of its own, judged and paid anew. What could not be made at its hour is made late within `lateMinutes`, or skipped; never twice.",
        headers: repeatable,
        body: newPlan,
        response: { 201: plan, ...problems },
      },
    },
    async (request, reply) => {
      const question = toCreatePlan(request.body, requestIdOf(request.headers, newId));
      const answer = await plans.createPlan(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const made = fromPlan(outcome.value);
      return reply.code(201).header("location", `/v1/plans/${made.planId}`).send(made);
    },
  );

  app.get(
    "/v1/plans",
    {
      schema: {
        operationId: "listPlans",
        tags: ["campaigns"],
        summary: "Your plans",
        response: { 200: planList, ...problems },
      },
    },
    async (request) => {
      const answer = await plans.listPlans({}, call(request));
      return { plans: answer.plans.map(fromPlan) };
    },
  );

  app.get(
    "/v1/plans/:id",
    {
      schema: {
        operationId: "getPlan",
        tags: ["campaigns"],
        summary: "A plan: when it sends next, and what became of its occurrences",
        params: byId,
        response: { 200: plan, ...problems },
      },
    },
    async (request) => {
      const answer = await plans.getPlan({ planId: request.params.id }, call(request));
      return fromPlan(present(answer.plan, "plan"));
    },
  );

  const steps = {
    pause: { operationId: "pausePlan", summary: "Make no campaigns of a plan for a while" },
    resume: { operationId: "resumePlan", summary: "Go on with a paused plan from its next day" },
    end: { operationId: "endPlan", summary: "End a plan; campaigns that it made go on" },
  } as const;
  const takeStep = { pause: plans.pausePlan, resume: plans.resumePlan, end: plans.endPlan };
  for (const step of ["pause", "resume", "end"] as const) {
    app.post(
      `/v1/plans/:id/${step}`,
      {
        schema: {
          ...steps[step],
          tags: ["campaigns"],
          params: byId,
          response: { 200: plan, ...problems },
        },
      },
      async (request) => {
        const question = { planId: request.params.id };
        const answer: { readonly plan: SendingPlan | undefined } = await takeStep[step](
          question,
          call(request),
        );
        return fromPlan(present(answer.plan, "plan"));
      },
    );
  }
}
