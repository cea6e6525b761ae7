import type {
  OpenSessionRequest,
  OpenSessionResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { DomainError } from "@whiteline/service-kit";
import { loginLimits, refusedLogIns } from "../domain/attempts.js";
import { toAsciiDigits } from "../domain/written-text.js";
import type { Parts } from "../parts.js";
import { fromTenant } from "../proto.js";
import { tenantSuspended } from "../refuse.js";
import type { KeptPerson } from "../store/people.js";
import { stepOfCode } from "../totp.js";
import { fromPerson, fromShownSession } from "./proto.js";
import { stopTooManyAttempts } from "./too-many-attempts.js";

type Needs = Pick<
  Parts,
  | "now"
  | "tenants"
  | "people"
  | "sessions"
  | "openSession"
  | "passwords"
  | "attempts"
  | "audit"
  | "commit"
  | "auditTenantOf"
>;

/** Companies that one address may work for; each costs a slow hash at log-in. */
const mostHomes = 5;

/**
 * Opens a session for e-mail and password. Unknown address, wrong password and no password yet are one
 * answer and take the same time; that a code is needed is said only to who knows the password.
 */
export function logIn(parts: Needs) {
  const { now, tenants, people, sessions, passwords, attempts, audit, commit } = parts;

  const findByPassword = async ({
    email,
    password,
    tenantId,
  }: OpenSessionRequest): Promise<KeptPerson | undefined> => {
    const found = await people.byEmail(email, mostHomes);
    const meant = found.filter(
      ({ home }) => tenantId === "" || (home.kind === "tenant" && home.tenantId === tenantId),
    );
    if (meant.length === 0) await passwords.matches(password, undefined);
    for (const person of meant) {
      if (await passwords.matches(password, person.passwordHash)) return person;
    }
    return undefined;
  };

  return async (request: OpenSessionRequest): Promise<OpenSessionResponse> => {
    const at = now();
    const { remoteAddress } = request;
    const limits = loginLimits(people.emailHashOf(request.email), remoteAddress);
    await stopTooManyAttempts(attempts, limits, at);

    const refusals = refusedLogIns(people.emailHashOf(request.email));
    const person = await findByPassword(request);
    const step = person && judgeCode(person, request.totpCode, at);
    if (person === undefined || step === "wrong") {
      await attempts.count([refusals], at);
      throw person === undefined ? credentialsWrong() : totpWrong();
    }
    const { home, personId } = person;
    const tenant = home.kind === "tenant" ? await tenants.byId(home.tenantId) : undefined;
    if (home.kind === "tenant" && tenant?.status !== "active") throw tenantSuspended();

    const { shown, kept } = parts.openSession(person, remoteAddress);
    const trail = await parts.auditTenantOf(home);
    const refusedBefore = await attempts.take(refusals, at);
    await commit(async (session) => {
      if (step !== undefined && !(await people.spendCode(session, personId, step))) {
        throw totpWrong();
      }
      await sessions.insert(session, kept.session, kept.tokenHash);
      await people.seen(session, personId, at);
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "session.opened",
        subject: `session:${shown.sessionId}`,
        after: { expiresAt: shown.expiresAt.toISOString(), refusedBefore },
      });
    });
    const [ownCounter] = limits;
    if (ownCounter !== undefined) await attempts.forget(ownCounter, at);
    return {
      session: fromShownSession(shown),
      person: fromPerson({ ...person, lastSeenAt: at }),
      tenant: tenant && fromTenant(tenant),
    };
  };
}

/** The step that the code spends; undefined when the person needs none. */
function judgeCode({ totp }: KeptPerson, code: string, at: Date): number | "wrong" | undefined {
  if (totp?.confirmed !== true) return undefined;
  const digits = toAsciiDigits(code).replace(/\s/gu, "");
  if (digits === "") {
    throw new DomainError("unauthenticated", "TOTP_NEEDED", "This person uses codes.", {
      remedy: "Send the code of the authenticator as well.",
    });
  }
  const step = stepOfCode(totp.secret, digits, at);
  return step === undefined || step <= totp.lastStep ? "wrong" : step;
}

/** Wrong, late, or used before: whoever guesses must not learn which. */
export function totpWrong(): DomainError {
  return new DomainError("unauthenticated", "TOTP_WRONG", "The code is not the one of now.", {
    remedy: "Wait for the next code, and check the clock of the telephone.",
  });
}

function credentialsWrong(): DomainError {
  return new DomainError(
    "unauthenticated",
    "CREDENTIALS_WRONG",
    "E-mail address and password do not belong together.",
    { remedy: "Check both, or ask for a new password." },
  );
}
