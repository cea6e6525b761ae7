import type {
  AuthenticateSessionRequest,
  AuthenticateSessionResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { DomainError } from "@whiteline/service-kit";
import { isOpen, isUseWorthWriting } from "../domain/session.js";
import type { Parts } from "../parts.js";
import { tenantSuspended } from "../refuse.js";

type Needs = Pick<
  Parts,
  "now" | "tenants" | "people" | "providers" | "sessions" | "hasher" | "sign"
>;

/** Turns a session token into a principal token of at most 60 s (law 8). */
export function authenticateSession(parts: Needs) {
  const { now, tenants, people, providers, sessions, hasher, sign } = parts;

  return async ({
    sessionToken,
  }: AuthenticateSessionRequest): Promise<AuthenticateSessionResponse> => {
    const at = now();
    const session = await sessions.byTokenHash(hasher.hash(sessionToken));
    const isAlive = session !== undefined && isOpen(session, at);
    const person = isAlive ? await people.byId(session.personId) : undefined;
    if (!isAlive || person === undefined) throw sessionOver();

    const { personId, home, roles } = person;
    const tenant = home.kind === "tenant" ? await tenants.byId(home.tenantId) : undefined;
    if (home.kind === "tenant" && tenant === undefined) throw sessionOver();
    if (tenant?.status === "suspended") throw tenantSuspended();
    if (isUseWorthWriting(session, at)) await sessions.touch(session.sessionId, at);

    const { providerId } = tenant ?? home;
    const market = tenant?.market ?? (await providers.byId(providerId))?.market ?? "";
    const tenantId = tenant?.tenantId ?? "";
    const { sessionId } = session;
    const { token, expiresAt } = await sign({
      ...(tenant === undefined ? { kind: "staff" } : { kind: "tenant", tenantId }),
      providerId,
      roles,
      market,
      personId,
      sessionId,
    });
    return { token, expiresAt, sessionId, personId, tenantId, providerId, roles, market };
  };
}

/** One word for unknown, ended and idle. */
function sessionOver(): DomainError {
  return new DomainError("unauthenticated", "SESSION_OVER", "The session is over.", {
    remedy: "Log in again.",
  });
}
