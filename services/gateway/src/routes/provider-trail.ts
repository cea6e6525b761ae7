import { fromAuditEntry, fromVerification } from "../proto/people.js";
import type { Api, RouteDeps } from "../route.js";
import {
  auditTrail,
  auditVerification,
  providerAuditQuery,
  providerVerificationQuery,
} from "../shapes/keys.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

/** Who changed what at a provider: its staff, its licences, its calendar, what its people were forbidden. */
export function addProviderTrailRoutes(
  app: Api,
  { peers, call }: Pick<RouteDeps, "peers" | "call">,
): void {
  const { accounts } = peers;

  app.get(
    "/v1/providers/:id/audit-trail",
    {
      schema: {
        operationId: "listProviderAuditTrail",
        tags: ["providers", "staff"],
        summary: "Staff (administrator): who changed what at the provider, and when",
        description:
          "What belongs to no customer: people and keys of the desk, licences, calendar, closed questions, calls that staff was refused. The newest 500 before a sequence, oldest first; chained, and this look is in it.",
        params: byId,
        querystring: providerAuditQuery,
        response: { 200: auditTrail, ...problems },
      },
    },
    async (request) => {
      const { before = 0 } = request.query;
      const named = { tenantId: "", providerId: request.params.id };
      const question = { ...named, beforeSequence: BigInt(before) };
      const { entries, chainIntact } = await accounts.listAuditTrail(question, call(request));
      return { entries: entries.map(fromAuditEntry), chainIntact };
    },
  );

  app.get(
    "/v1/providers/:id/audit-trail/verification",
    {
      schema: {
        operationId: "verifyProviderAuditTrail",
        tags: ["providers", "staff"],
        summary: "Staff (administrator): recompute the chain of the provider's audit trail",
        params: byId,
        querystring: providerVerificationQuery,
        response: { 200: auditVerification, ...problems },
      },
    },
    async (request) => {
      const { sequence, hash: knownHash } = request.query;
      const named = { tenantId: "", providerId: request.params.id };
      const question = { ...named, knownSequence: BigInt(sequence), knownHash };
      return fromVerification(await accounts.verifyAuditTrail(question, call(request)));
    },
  );
}
