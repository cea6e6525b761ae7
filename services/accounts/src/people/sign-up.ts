import type { SignUpRequest, SignUpResponse } from "@whiteline/contracts/accounts/v1/people";
import { doorLimits } from "../domain/attempts.js";
import { judgePassword, toLanguage } from "../domain/person.js";
import type { ShownSession } from "../open-session.js";
import { openTenant, type OpenTenantNeeds } from "../open-tenant.js";
import type { Parts } from "../parts.js";
import { fromTenant, toRegistrationForm } from "../proto.js";
import { requestIdReused } from "../refuse.js";
import { fromPerson, fromShownSession } from "./proto.js";
import { stopTooManyAttempts } from "./too-many-attempts.js";

type Needs = OpenTenantNeeds & Pick<Parts, "sessions" | "openSession" | "passwords" | "attempts">;

/**
 * Makes a visitor the owner of a new tenant, inside at once. An e-mail address may own several
 * companies, each with a password of its own, so the answer never tells whether one is known. A
 * replay answers the same tenant, with a new session, to who knows the password.
 */
export function signUp(parts: Needs) {
  const { now, tenants, people, sessions, audit, commit, passwords, attempts } = parts;
  const open = openTenant(parts);

  return async (message: SignUpRequest): Promise<SignUpResponse> => {
    const { password, remoteAddress, ownerEmail } = message;
    await stopTooManyAttempts(attempts, doorLimits("sign-up", remoteAddress), now());

    let shown: ShownSession | undefined;
    const opened = await open(toRegistrationForm(message), {
      providerId: message.providerId,
      faults: judgePassword(password, ownerEmail),
      language: toLanguage(message.language),
      passwordHash: () => passwords.hash(password),
      async keep(session, { tenant: { tenantId }, owner }) {
        const made = parts.openSession(owner, remoteAddress);
        await sessions.insert(session, made.kept.session, made.kept.tokenHash);
        await people.seen(session, owner.personId, now());
        await audit.append(session, tenantId, {
          actor: `person:${owner.personId}`,
          action: "session.opened",
          subject: `session:${made.shown.sessionId}`,
          after: { expiresAt: made.shown.expiresAt.toISOString() },
        });
        shown = made.shown;
      },
    });
    if (opened.kind === "opened" && shown !== undefined) {
      const { tenant, owner } = opened;
      return {
        tenant: fromTenant(tenant),
        person: fromPerson(owner),
        session: fromShownSession(shown),
      };
    }

    const { tenant } = opened;
    const itsHome = { tenantId: tenant.tenantId, providerId: "" };
    const [owner] = await people.byEmail(ownerEmail, 1, itsHome);
    if (!(await passwords.matches(password, owner?.passwordHash)) || owner === undefined) {
      throw requestIdReused();
    }
    const again = parts.openSession(owner, remoteAddress);
    await commit(async (session) => {
      await sessions.insert(session, again.kept.session, again.kept.tokenHash);
      await audit.append(session, tenant.tenantId, {
        actor: `person:${owner.personId}`,
        action: "session.opened",
        subject: `session:${again.shown.sessionId}`,
        after: { expiresAt: again.shown.expiresAt.toISOString() },
      });
    });
    const current = (await tenants.byId(tenant.tenantId)) ?? tenant;
    return {
      tenant: fromTenant(current),
      person: fromPerson(owner),
      session: fromShownSession(again.shown),
    };
  };
}
