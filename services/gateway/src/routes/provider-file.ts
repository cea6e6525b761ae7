import { Refusal } from "../problem.js";
import { fromCompanyFile, toCompanyFile } from "../proto/accounts.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { companyFile, companyFileUpdate } from "../shapes/accounts.js";
import { problems } from "../shapes/problem.js";

/** How a provider is named on its papers. */
export function addProviderFileRoutes(app: Api, { peers: { accounts }, call }: RouteDeps): void {
  app.get(
    "/v1/provider-file",
    {
      schema: {
        operationId: "getProviderFile",
        tags: ["tenants", "staff"],
        summary: "Staff: the provider's own company file, as invoices name the seller",
        response: { 200: companyFile, ...problems },
      },
    },
    async (request) => {
      const { file, identities } = await accounts.getProviderFile({}, call(request));
      return fromCompanyFile(present(file, "file"), identities);
    },
  );

  app.put(
    "/v1/provider-file",
    {
      schema: {
        operationId: "updateProviderFile",
        tags: ["tenants", "staff"],
        summary: "Staff (finance): replace the provider's own company file",
        description:
          "Invoices that are issued from now on name the seller by it; those that exist stay. " +
          "`version` is the one that was read. Faults come back all at once (422).",
        body: companyFileUpdate,
        response: { 200: companyFile, ...problems },
      },
    },
    async (request) => {
      const file = toCompanyFile(request.body, "");
      const answer = await accounts.updateProviderFile(
        { file, expectedVersion: file.version },
        call(request),
      );
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") {
        throw new Refusal("COMPANY_FILE_REFUSED", outcome.value.findings);
      }
      return fromCompanyFile(outcome.value);
    },
  );
}
