import type {
  Door,
  OpenSessionRequest,
  OpenSessionResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { DomainError } from "@whiteline/service-kit";
import { loginLimits, refusedLogIns } from "../domain/attempts.js";
import type { Tenant } from "../domain/tenant.js";
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
  | "providers"
  | "people"
  | "sessions"
  | "openSession"
  | "passwords"
  | "attempts"
  | "audit"
  | "commit"
  | "auditTenantOf"
>;

type Open = { readonly person: KeptPerson; readonly tenant: Tenant | undefined };

/** Companies at which one address is looked for; each costs a slow hash at log-in. */
const mostHomes = 20;

/**
 * Opens a session for e-mail and password. Unknown address, wrong password and no password yet are one
 * answer and take the same time; that a code is needed is said only to who knows the password. Who works for
 * several companies with one password is told which, and chooses with a second call.
 */
export function logIn(parts: Needs) {
  const { now, tenants, providers, people, sessions, passwords, attempts, audit, commit } = parts;

  /** Everybody with this address and password, of the company or desk that is named; the oldest first. */
  const findByPassword = async (request: OpenSessionRequest): Promise<readonly KeptPerson[]> => {
    const { email, password } = request;
    const meant = await people.byEmail(email, mostHomes, request);
    if (meant.length === 0) await passwords.matches(password, undefined);
    const fitting: KeptPerson[] = [];
    for (const person of meant) {
      if (await passwords.matches(password, person.passwordHash)) fitting.push(person);
    }
    return fitting;
  };

  const tenantOf = async ({ home }: KeptPerson): Promise<Tenant | undefined> =>
    home.kind === "tenant" ? tenants.byId(home.tenantId) : undefined;

  /** Where these people may go in; a suspended company is no choice. */
  const doorsOf = async (fitting: readonly KeptPerson[]): Promise<readonly Open[]> => {
    const all = await Promise.all(
      fitting.map(async (person) => ({ person, tenant: await tenantOf(person) })),
    );
    return all.filter(
      ({ person, tenant }) => person.home.kind === "staff" || tenant?.status === "active",
    );
  };

  /** The one seen last first. When who proves itself with codes was inside is not told before the code. */
  const toChoose = async (open: readonly Open[]): Promise<OpenSessionResponse> => {
    const doors = open.map(async ({ person, tenant }): Promise<Door> => {
      const { home, totp } = person;
      const lastSeenAt = totp?.confirmed === true ? null : person.lastSeenAt;
      const { providerId } = home;
      const name = tenant?.name ?? (await providers.byId(providerId))?.name ?? providerId;
      const seen = { lastSeenAt: lastSeenAt ?? undefined };
      return { tenantId: tenant?.tenantId ?? "", providerId, name, ...seen };
    });
    const nothing = { session: undefined, person: undefined, tenant: undefined };
    const seenAt = (door: Door): number => door.lastSeenAt?.getTime() ?? 0;
    const sorted = (await Promise.all(doors)).toSorted((a, b) => seenAt(b) - seenAt(a));
    return { ...nothing, doors: sorted };
  };

  return async (request: OpenSessionRequest): Promise<OpenSessionResponse> => {
    const at = now();
    const { remoteAddress } = request;
    const limits = loginLimits(people.emailHashOf(request.email), remoteAddress);
    await stopTooManyAttempts(attempts, limits, at);

    const refusals = refusedLogIns(people.emailHashOf(request.email));
    const fitting = await findByPassword(request);
    const open = await doorsOf(fitting);
    if (open.length === 0 && fitting.length > 0) throw tenantSuspended();
    if (open.length > 1) return toChoose(open);
    const [only] = open;
    const person = only?.person;
    const step = person && judgeCode(person, request.totpCode, at);
    if (person === undefined || step === "wrong") {
      await attempts.count([refusals], at);
      throw person === undefined ? credentialsWrong() : totpWrong();
    }
    const { home, personId } = person;
    const tenant = only?.tenant;

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
      doors: [],
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
