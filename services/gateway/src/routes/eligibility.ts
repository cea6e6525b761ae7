import { fromEligibility, toEligibility } from "../proto/families.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { newProviderEligibility, providerEligibility } from "../shapes/families.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

/** Whether anything may be sent through a provider. */
export function addEligibilityRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { linesRegistry } = peers;

  app.get(
    "/v1/providers/:id/eligibility",
    {
      schema: {
        operationId: "getProviderEligibility",
        tags: ["providers"],
        summary: "What a provider must hold before anything is sent through it, and what it holds",
        params: byId,
        response: { 200: providerEligibility, ...problems },
      },
    },
    async (request) => {
      const question = { providerId: request.params.id };
      const answer = await linesRegistry.getProviderEligibility(question, call(request));
      return fromEligibility(present(answer.eligibility, "eligibility"));
    },
  );

  app.put(
    "/v1/providers/:id/eligibility",
    {
      schema: {
        operationId: "setProviderEligibility",
        tags: ["providers", "staff"],
        summary: "Staff (administrator): record what the provider holds",
        description:
          "Its lines fall silent at once when it lacks something or is suspended, and come back when it does not.",
        params: byId,
        body: newProviderEligibility,
        response: { 200: providerEligibility, ...problems },
      },
    },
    async (request) => {
      const question = toEligibility(request.body, request.params.id);
      const answer = await linesRegistry.setProviderEligibility(question, call(request));
      return fromEligibility(present(answer.eligibility, "eligibility"));
    },
  );
}
