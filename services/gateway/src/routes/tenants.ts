import { requestIdOf, sessionOf } from "../caller.js";
import {
  fromCompanyFile,
  fromRegistered,
  fromSession,
  toCompanyFile,
  toRegistration,
} from "../proto/accounts.js";
import { present } from "../proto/words.js";
import { Refusal } from "../problem.js";
import type { Api, RouteDeps } from "../route.js";
import {
  companyFile,
  companyFileUpdate,
  me,
  newTenant,
  registeredTenant,
} from "../shapes/accounts.js";
import { problems } from "../shapes/problem.js";
import { repeatable } from "../shapes/words.js";

/** Anybody may register. */
export function addRegistrationRoutes(
  app: Api,
  {
    peers,
    newId,
    deadlineMs,
  }: Pick<RouteDeps, "peers" | "newId"> & { readonly deadlineMs: number },
): void {
  app.post(
    "/v1/tenants",
    {
      schema: {
        operationId: "registerTenant",
        tags: ["tenants"],
        summary: "Register a company or a person with a provider",
        description: "Needs no key and answers with one. It is shown once: keep it.",
        security: [],
        headers: repeatable,
        body: newTenant,
        response: { 201: registeredTenant, ...problems },
      },
    },
    async (request, reply) => {
      const registration = toRegistration(request.body, requestIdOf(request.headers, newId));
      const answer = await peers.accounts.registerTenant(registration, { deadline: deadlineMs });
      return reply.code(201).header("location", "/v1/me").send(fromRegistered(answer));
    },
  );
}

/** Who I am, and what my company file says. */
export function addTenantRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { accounts, people } = peers;

  app.get(
    "/v1/me",
    {
      schema: {
        operationId: "getMe",
        tags: ["tenants"],
        summary: "Who calls, and what it may do",
        response: { 200: me, ...problems },
      },
    },
    async (request) => {
      const session = sessionOf(request);
      const { tenantId, sessionId } = session;
      const options = call(request);
      const [asked, met] = await Promise.all([
        tenantId === undefined ? undefined : accounts.getTenant({ tenantId }, options),
        sessionId === undefined ? undefined : people.getPerson({}, options),
      ]);
      return fromSession(session, {
        tenant: asked && present(asked.tenant, "tenant"),
        person: met && present(met.person, "person"),
      });
    },
  );

  app.get(
    "/v1/company-file",
    {
      schema: {
        operationId: "getCompanyFile",
        tags: ["tenants"],
        summary: "The facts of the company file",
        response: { 200: companyFile, ...problems },
      },
    },
    async (request) => {
      const tenantId = sessionOf(request).tenantId ?? "";
      const { file, identities } = await accounts.getCompanyFile({ tenantId }, call(request));
      return fromCompanyFile(present(file, "file"), identities);
    },
  );

  app.put(
    "/v1/company-file",
    {
      schema: {
        operationId: "updateCompanyFile",
        tags: ["tenants"],
        summary: "Replace the facts of the company file",
        description: "`version` is the one that was read. Faults come back all at once (422).",
        body: companyFileUpdate,
        response: { 200: companyFile, ...problems },
      },
    },
    async (request) => {
      const file = toCompanyFile(request.body, sessionOf(request).tenantId ?? "");
      const answer = await accounts.updateCompanyFile(
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
