import { fromTenant } from "../proto/accounts.js";
import type { Api, RouteDeps } from "../route.js";
import { tenantList, tenantQuery } from "../shapes/accounts.js";
import { problems } from "../shapes/problem.js";

/** Who the customers of a provider are. */
export function addCustomerRoutes(
  app: Api,
  { peers, call }: Pick<RouteDeps, "peers" | "call">,
): void {
  app.get(
    "/v1/tenants",
    {
      schema: {
        operationId: "listTenants",
        tags: ["tenants", "staff"],
        summary: "Staff: the customers of their provider by name",
        description: "With `ids`, the names of these; with `search`, those whose name has it.",
        querystring: tenantQuery,
        response: { 200: tenantList, ...problems },
      },
    },
    async (request) => {
      const { search, ids, after, limit } = request.query;
      const tenantIds = ids.split(",").filter((one) => one !== "");
      const asked = { search, tenantIds, after, limit };
      const { tenants } = await peers.accounts.listTenants(asked, call(request));
      const next = tenants.length === limit ? tenants.at(-1)?.tenantId : undefined;
      return { tenants: tenants.map(fromTenant), next };
    },
  );
}
