import { requestIdOf, sessionOf } from "../caller.js";
import { fromAuditEntry, fromKey, fromVerification } from "../proto/people.js";
import { given, present, toTime } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  auditQuery,
  auditTrail,
  auditVerification,
  issuedKey,
  keyList,
  newKey,
  verificationQuery,
} from "../shapes/keys.js";
import { problems } from "../shapes/problem.js";
import { byId, nothing, repeatable } from "../shapes/words.js";

/** Keys of machines, and the trail of who changed what. */
export function addKeyRoutes(app: Api, { peers, newId, call, forgetAll }: RouteDeps): void {
  const { accounts } = peers;

  app.get(
    "/v1/keys",
    {
      schema: {
        operationId: "listKeys",
        tags: ["keys"],
        summary: "The API keys, with their last use",
        response: { 200: keyList, ...problems },
      },
    },
    async (request) => {
      const { keys } = await accounts.listKeys({}, call(request));
      return { keys: keys.map(fromKey) };
    },
  );

  app.post(
    "/v1/keys",
    {
      schema: {
        operationId: "issueKey",
        tags: ["keys"],
        summary: "Issue an API key",
        description:
          "Limited to its scopes, which are at most the issuer's own. It is shown once: keep it.",
        headers: repeatable,
        body: newKey,
        response: { 201: issuedKey, ...problems },
      },
    },
    async (request, reply) => {
      const { expiresAt, ...wanted } = request.body;
      const requestId = requestIdOf(request.headers, newId);
      const answer = await accounts.issueKey(
        { ...wanted, requestId, expiresAt: toTime(expiresAt) },
        call(request),
      );
      return reply
        .code(201)
        .send({ ...fromKey(present(answer.key, "key")), apiKey: given(answer.apiKey) });
    },
  );

  app.delete(
    "/v1/keys/:id",
    {
      schema: {
        operationId: "revokeKey",
        tags: ["keys"],
        summary: "Revoke an API key for ever",
        description:
          "Here it opens no more. Another gateway of the installation may let it in for 45 seconds, and what it began lasts a minute.",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await accounts.revokeKey({ keyId: request.params.id }, call(request));
      forgetAll(({ keyId }) => keyId === request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    "/v1/audit-trail",
    {
      schema: {
        operationId: "listAuditTrail",
        tags: ["keys"],
        summary: "Who changed what, and when",
        description:
          "The newest 500 before a sequence, oldest first. Each entry is chained to the one before.",
        querystring: auditQuery,
        response: { 200: auditTrail, ...problems },
      },
    },
    async (request) => {
      const { before = 0, tenantId = sessionOf(request).tenantId ?? "" } = request.query;
      const question = { tenantId, providerId: "", beforeSequence: BigInt(before) };
      const { entries, chainIntact } = await accounts.listAuditTrail(question, call(request));
      return { entries: entries.map(fromAuditEntry), chainIntact };
    },
  );

  app.get(
    "/v1/audit-trail/verification",
    {
      schema: {
        operationId: "verifyAuditTrail",
        tags: ["keys"],
        summary: "Recompute the chain of the audit trail",
        querystring: verificationQuery,
        response: { 200: auditVerification, ...problems },
      },
    },
    async (request) => {
      const { sequence, hash: knownHash } = request.query;
      const { tenantId = sessionOf(request).tenantId ?? "" } = request.query;
      const question = { tenantId, providerId: "", knownSequence: BigInt(sequence), knownHash };
      const answer = await accounts.verifyAuditTrail(question, call(request));
      return fromVerification(answer);
    },
  );
}
