import { DomainError } from "@whiteline/service-kit";
import { Metadata } from "nice-grpc-common";
import { z } from "zod";

import { fromProvisioned } from "../proto/accounts.js";
import type { Api, RouteDeps } from "../route.js";
import { newProvider, providerList, provisionedProvider } from "../shapes/accounts.js";
import { problems } from "../shapes/problem.js";

const installationKey = z.object({ "x-installation-key": z.string().max(500).optional() });

/** Who runs the installation opens desks of providers; whoever comes may see them. */
export function addProviderRoutes(
  app: Api,
  { peers, deadlineMs }: Pick<RouteDeps, "peers"> & { readonly deadlineMs: number },
): void {
  app.get(
    "/v1/providers",
    {
      schema: {
        operationId: "listProviders",
        tags: ["providers"],
        summary: "The providers with whom one may sign up",
        security: [],
        response: { 200: providerList, ...problems },
      },
    },
    async () => {
      const { providers } = await peers.people.listProviders({}, { deadline: deadlineMs });
      return {
        providers: providers.map(({ providerId, name, market }) => ({ providerId, name, market })),
      };
    },
  );

  app.post(
    "/v1/providers",
    {
      schema: {
        operationId: "provisionProvider",
        tags: ["providers"],
        summary: "Open a provider's desk",
        description: "Idempotent by providerId. The staff keys are shown on the first call only.",
        security: [{ installationKey: [] }],
        headers: installationKey,
        body: newProvider,
        response: { 200: provisionedProvider, 201: provisionedProvider, ...problems },
      },
    },
    async (request, reply) => {
      const key = request.headers["x-installation-key"];
      if (key === undefined) throw keyMissing();
      const metadata = Metadata({ "x-installation-key": key });
      const answer = await peers.accounts.provisionProvider(request.body, {
        metadata,
        deadline: deadlineMs,
      });
      return reply.code(answer.created ? 201 : 200).send(fromProvisioned(answer));
    },
  );
}

function keyMissing(): DomainError {
  return new DomainError(
    "unauthenticated",
    "INSTALLATION_KEY_MISSING",
    "Only who runs the installation may open a provider's desk.",
    { remedy: "Send the installation key in the header X-Installation-Key." },
  );
}
