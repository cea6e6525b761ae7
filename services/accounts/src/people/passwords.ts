import type {
  ChangePasswordRequest,
  ChangePasswordResponse,
  IssuePasswordResetRequest,
  IssuePasswordResetResponse,
  RequestPasswordResetRequest,
  RequestPasswordResetResponse,
  ResetPasswordRequest,
  ResetPasswordResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { doorLimits, loginLimits, resetLimits } from "../domain/attempts.js";
import { handedOverLifeMs } from "../domain/password-reset.js";
import { judgePassword } from "../domain/person.js";
import type { Parts } from "../parts.js";
import { memberUnknown, refuse } from "../refuse.js";
import { homeOf, isAtHome } from "./home-of.js";
import { stopTooManyAttempts } from "./too-many-attempts.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "newSecret"
  | "hasher"
  | "passwords"
  | "attempts"
  | "people"
  | "sessions"
  | "resets"
  | "audit"
  | "commit"
  | "auditTenantOf"
  | "meet"
  | "meetPerson"
>;

/** Changes the caller's own password and ends its other sessions. */
export function changePassword(parts: Needs) {
  const { now, hasher, passwords, people, sessions, attempts, audit, commit } = parts;
  const { meetPerson } = parts;

  return async (
    { current, next }: ChangePasswordRequest,
    context: CallContext,
  ): Promise<ChangePasswordResponse> => {
    const person = await meetPerson(context);
    const { personId, email, home } = person;
    const at = now();
    const sessionId = principalOf(context).sessionId ?? "";
    // A stolen session must not become a place to guess the password.
    const limits = loginLimits(people.emailHashOf(email), `session:${sessionId}`);
    await stopTooManyAttempts(attempts, limits, at);
    if (!(await passwords.matches(current, person.passwordHash))) {
      throw new DomainError("invalid", "PASSWORD_WRONG", "The current password is another one.", {
        remedy: "Give the password that you logged in with.",
      });
    }
    const findings = judgePassword(next, email);
    if (findings.length > 0) throw refuse(...findings);
    const passwordHash = await passwords.hash(next);
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      await people.change(session, person, { passwordHash });
      await sessions.endAll(session, personId, at, sessionId);
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "password.changed",
        subject: `person:${personId}`,
        before: { password: hasher.mark(person.passwordHash ?? "") },
        after: { password: hasher.mark(passwordHash) },
      });
    });
    return {};
  };
}

/**
 * Notes that somebody asks for a new password. The answer is the same, and as quick, for every
 * address; who may help sees it (docs/decisions/0009).
 */
export function requestPasswordReset({ now, people, attempts }: Needs) {
  return async ({
    email,
    remoteAddress,
  }: RequestPasswordResetRequest): Promise<RequestPasswordResetResponse> => {
    const limits = resetLimits(people.emailHashOf(email), remoteAddress);
    await stopTooManyAttempts(attempts, limits, now());
    await people.noteResetRequest(email, now());
    return {};
  };
}

/**
 * Makes a token for somebody who cannot come in, to be handed over; it ends an earlier one. An owner
 * makes it for its members, an administrator for the desk and, leaving a trace, for the people of the
 * provider's customers: an owner who is alone has nobody else.
 */
export function issuePasswordReset(parts: Needs) {
  const { now, newId, newSecret, hasher, people, resets, audit, commit } = parts;

  return async (
    { personId, forgetTotp: forgetsTotp }: IssuePasswordResetRequest,
    context: CallContext,
  ): Promise<IssuePasswordResetResponse> => {
    const person = await people.byId(personId);
    if (person === undefined) throw memberUnknown();
    const { home } = person;
    if (!isAtHome(person, await homeOf(parts.meet, context))) {
      if (home.kind === "staff") throw memberUnknown();
      const trace = { action: "member.read", subject: `person:${personId}` };
      await parts.meet.visibleTenant(context, home.tenantId, trace, memberUnknown);
    }
    const at = now();
    const token = `wlr_${newSecret()}`;
    const expiresAt = new Date(at.getTime() + handedOverLifeMs);
    const reset = { resetId: newId(), personId, issuedAt: at, expiresAt, forgetsTotp };
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      await resets.replace(session, reset, hasher.hash(token));
      await audit.append(session, trail, {
        actor: actorOf(principalOf(context)),
        action: "password_reset.issued",
        subject: `person:${personId}`,
        after: { expiresAt: expiresAt.toISOString(), forgetsTotp },
      });
    });
    return { token, expiresAt };
  };
}

/** Spends a token on a new password; every session of the person ends, and its codes where they are lost. */
export function resetPassword(parts: Needs) {
  const { now, hasher, passwords, people, sessions, resets, attempts, audit, commit } = parts;

  return async ({
    token,
    password,
    remoteAddress,
  }: ResetPasswordRequest): Promise<ResetPasswordResponse> => {
    const at = now();
    await stopTooManyAttempts(attempts, doorLimits("token", remoteAddress), at);
    const reset = await resets.byTokenHash(hasher.hash(token));
    const isAlive = reset !== undefined && at < reset.expiresAt;
    const person = isAlive ? await people.byId(reset.personId) : undefined;
    if (!isAlive || person === undefined) throw resetOver();
    const findings = judgePassword(password, person.email);
    if (findings.length > 0) throw refuse(...findings);

    const { personId, home } = person;
    const passwordHash = await passwords.hash(password);
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      if (!(await resets.spend(session, reset.resetId))) throw resetOver();
      const codes = reset.forgetsTotp ? { totp: null } : {};
      await people.change(session, person, { passwordHash, ...codes });
      await sessions.endAll(session, personId, at);
      const hadCodes = person.totp?.confirmed === true;
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "password.reset",
        subject: `person:${personId}`,
        before: { password: hasher.mark(person.passwordHash ?? ""), totp: hadCodes },
        after: { password: hasher.mark(passwordHash), totp: hadCodes && !reset.forgetsTotp },
      });
    });
    return { personId };
  };
}

/** One word for unknown, spent, replaced and late. */
function resetOver(): DomainError {
  return new DomainError("not_found", "RESET_OVER", "This way to a new password is over.", {
    remedy: "Ask for a new one.",
  });
}
