import { fromTenant } from "../proto/accounts.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { tenant } from "../shapes/accounts.js";
import { suspension } from "../shapes/people.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

/** How a provider stops a customer, and lets it go on. */
export function addSuspensionRoutes(
  app: Api,
  { peers, call, forgetAll }: Pick<RouteDeps, "peers" | "call" | "forgetAll">,
): void {
  const { accounts } = peers;

  app.post(
    "/v1/tenants/:id/suspension",
    {
      schema: {
        operationId: "suspendTenant",
        tags: ["staff"],
        summary: "Suspend a customer: nobody of it comes in, nothing of it is sent",
        description: "For the administrator of the customer's provider.",
        params: byId,
        body: suspension,
        response: { 200: tenant, ...problems },
      },
    },
    async (request) => {
      const wanted = { tenantId: request.params.id, reason: request.body.reason };
      const answer = await accounts.suspendTenant(wanted, call(request));
      forgetAll(({ tenantId }) => tenantId === wanted.tenantId);
      return fromTenant(present(answer.tenant, "tenant"));
    },
  );

  app.delete(
    "/v1/tenants/:id/suspension",
    {
      schema: {
        operationId: "reinstateTenant",
        tags: ["staff"],
        summary: "Lift a suspension: what waits goes on",
        params: byId,
        response: { 200: tenant, ...problems },
      },
    },
    async (request) => {
      const answer = await accounts.reinstateTenant({ tenantId: request.params.id }, call(request));
      return fromTenant(present(answer.tenant, "tenant"));
    },
  );
}
