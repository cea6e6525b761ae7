import type {
  AcceptInvitationRequest,
  AcceptInvitationResponse,
  Invitation as InvitationMessage,
  InviteRequest,
  InviteResponse,
  ListInvitationsRequest,
  ListInvitationsResponse,
  WithdrawInvitationRequest,
  WithdrawInvitationResponse,
} from "@whiteline/contracts/accounts/v1/people";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  principalOf,
  type CallContext,
} from "@whiteline/service-kit";
import { normaliseNumber } from "@whiteline/markets";
import { doorLimits } from "../domain/attempts.js";
import { invitationText } from "../domain/door-message.js";
import { invitationLifeMs, type Invitation } from "../domain/invitation.js";
import { judgePassword, toEmailKey, toLanguage, type Home, type Person } from "../domain/person.js";
import { judgeRoles, tidyRoles } from "../domain/roles.js";
import { hasControlCharacters, isEmailShaped, tidyText } from "../domain/written-text.js";
import type { Finding } from "../domain/finding.js";
import type { Parts } from "../parts.js";
import { fromTenant } from "../proto.js";
import { refuse, tenantSuspended } from "../refuse.js";
import { homeOf } from "./home-of.js";
import { fromPerson, fromShownSession } from "./proto.js";
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
  | "tenants"
  | "providers"
  | "invitations"
  | "sessions"
  | "openSession"
  | "audit"
  | "commit"
  | "auditTenantOf"
  | "messageTo"
  | "meet"
>;

/**
 * Holds a place for somebody. The token is handed over by who invites, and sent to the mobile where one is
 * given and the provider writes to people.
 */
export function invite(parts: Needs) {
  const { now, newId, newSecret, hasher, people, invitations, audit, commit, meet } = parts;

  return async (request: InviteRequest, context: CallContext): Promise<InviteResponse> => {
    const home = await homeOf(meet, context);
    const email = tidyText(request.email);
    const name = tidyText(request.name);
    const writing = request.mobile === "" ? undefined : await parts.messageTo(home.providerId);
    const mobile = writing && normaliseNumber(writing.pack, request.mobile);
    const findings = [
      ...judgeRoles(request.roles, home),
      ...judgeEmail(email),
      ...judgeName(name, "name"),
      ...(mobile?.kind === "refused" ? [mobileMalformed(mobile.remedy)] : []),
    ];
    if (findings.length > 0) throw refuse(...findings);
    const isHere = (await people.ofHome(home)).some(
      (one) => toEmailKey(one.email) === toEmailKey(email),
    );
    if (isHere) throw memberExists();

    const at = now();
    const invitation: Invitation = {
      invitationId: newId(),
      home,
      email,
      name,
      roles: tidyRoles(request.roles, home),
      language: toLanguage(request.language),
      invitedAt: at,
      expiresAt: new Date(at.getTime() + invitationLifeMs),
    };
    const token = `wli_${newSecret()}`;
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      await invitations.insert(session, invitation, hasher.hash(token));
      const sentTo = mobile?.kind === "ok" ? mobile.e164 : "";
      if (writing !== undefined && sentTo !== "") {
        const text = invitationText(writing.texts, { company: await nameOf(parts, home), token });
        const { expiresAt } = invitation;
        await writing.owe(session, { kind: "invitation", to: sentTo, text, expiresAt });
      }
      await audit.append(session, trail, {
        actor: actorOf(principalOf(context)),
        action: "member.invited",
        subject: `invitation:${invitation.invitationId}`,
        after: {
          roles: invitation.roles,
          email: hasher.mark(toEmailKey(email)),
          ...(sentTo === "" ? {} : { mobile: hasher.mark(sentTo) }),
        },
      });
    });
    return { invitation: fromInvitation(invitation), token };
  };
}

/** Places that are held and not taken. */
export function listInvitations({ now, invitations, meet }: Needs) {
  return async (
    _request: ListInvitationsRequest,
    context: CallContext,
  ): Promise<ListInvitationsResponse> => {
    const all = await invitations.ofHome(await homeOf(meet, context));
    return { invitations: all.filter(({ expiresAt }) => expiresAt > now()).map(fromInvitation) };
  };
}

/** Gives a place up. Twice is the same as once, and so is one of somebody else. */
export function withdrawInvitation({ invitations, audit, commit, auditTenantOf, meet }: Needs) {
  return async (
    { invitationId }: WithdrawInvitationRequest,
    context: CallContext,
  ): Promise<WithdrawInvitationResponse> => {
    const home = await homeOf(meet, context);
    const trail = await auditTenantOf(home);
    await commit(async (session) => {
      if (!(await invitations.take(session, invitationId, home))) return;
      await audit.append(session, trail, {
        actor: actorOf(principalOf(context)),
        action: "invitation.withdrawn",
        subject: `invitation:${invitationId}`,
        before: { open: true },
        after: { open: false },
      });
    });
    return {};
  };
}

/** Takes the place with a password of one's own, and is inside. */
export function acceptInvitation(parts: Needs) {
  const { now, newId, hasher, passwords, people, tenants, invitations, sessions } = parts;
  const { audit, commit, attempts } = parts;

  return async (request: AcceptInvitationRequest): Promise<AcceptInvitationResponse> => {
    const at = now();
    const { token, password, remoteAddress } = request;
    await stopTooManyAttempts(attempts, doorLimits("token", remoteAddress), at);
    const invitation = await invitations.byTokenHash(hasher.hash(token));
    if (invitation === undefined || invitation.expiresAt <= at) throw invitationOver();
    const { home, email, roles, language, invitationId } = invitation;
    const name = tidyText(request.name) || invitation.name;
    const findings = [...judgePassword(password, email), ...judgeName(name, "name", 1)];
    if (findings.length > 0) throw refuse(...findings);
    const tenant = home.kind === "tenant" ? await tenants.byId(home.tenantId) : undefined;
    if (home.kind === "tenant" && tenant?.status !== "active") throw tenantSuspended();

    const person: Person = {
      personId: newId(),
      home,
      roles,
      name,
      email,
      mobile: "",
      language,
      totp: null,
      lastSeenAt: at,
      resetRequestedAt: null,
      mobileVerified: false,
      version: 1,
    };
    const { personId } = person;
    const passwordHash = await passwords.hash(password);
    const { shown, kept } = parts.openSession(person, remoteAddress);
    const trail = await parts.auditTenantOf(home);
    const actor = `person:${personId}`;
    try {
      await commit(async (session) => {
        if (!(await invitations.take(session, invitationId, home))) throw invitationOver();
        await people.insert(session, person, at, passwordHash);
        await sessions.insert(session, kept.session, kept.tokenHash);
        for (const event of [
          {
            action: "invitation.accepted",
            subject: `invitation:${invitationId}`,
            after: { person: personId, roles },
          },
          {
            action: "session.opened",
            subject: `session:${shown.sessionId}`,
            after: { expiresAt: shown.expiresAt.toISOString() },
          },
        ]) {
          await audit.append(session, trail, { actor, ...event });
        }
      });
    } catch (error) {
      throw isDuplicateKey(error) ? memberExists() : error;
    }
    return {
      session: fromShownSession(shown),
      person: fromPerson(person),
      tenant: tenant && fromTenant(tenant),
    };
  };
}

function fromInvitation(invitation: Invitation): InvitationMessage {
  const { invitationId, email, name, roles, language, invitedAt, expiresAt } = invitation;
  return { invitationId, email, name, roles, language, invitedAt, expiresAt };
}

/** How the company or the desk is called. */
async function nameOf({ tenants, providers }: Needs, home: Home): Promise<string> {
  const found =
    home.kind === "tenant"
      ? await tenants.byId(home.tenantId)
      : await providers.byId(home.providerId);
  return found?.name ?? "";
}

function mobileMalformed(remedy: string): Finding {
  const rule = "It is a mobile number of the provider's market.";
  return {
    code: "MOBILE_MALFORMED",
    subject: "mobile",
    rule,
    source: "data/numbering.json",
    remedy,
  };
}

function judgeEmail(email: string): readonly Finding[] {
  if (isEmailShaped(email)) return [];
  return [
    {
      code: "EMAIL_MALFORMED",
      subject: "email",
      rule: "An e-mail address has one @ and a domain with a dot.",
      source: "architecture · 2, accounts",
      remedy: "Write the address like info@company.ir.",
    },
  ];
}

function judgeName(name: string, subject: string, shortest = 0): readonly Finding[] {
  if (name.length >= shortest && name.length <= 200 && !hasControlCharacters(name)) return [];
  return [
    {
      code: "NAME_MISSING",
      subject,
      rule: "A person has a name of 1 to 200 characters.",
      source: "architecture · 2, accounts",
      remedy: "Give first and last name.",
    },
  ];
}

function memberExists(): DomainError {
  return new DomainError("already_exists", "MEMBER_EXISTS", "This address works here already.", {
    remedy: "Change the roles of the member instead.",
  });
}

/** One word for unknown, taken, withdrawn and late. */
function invitationOver(): DomainError {
  return new DomainError("not_found", "INVITATION_OVER", "There is no such invitation any more.", {
    remedy: "Ask who invited you for a new one.",
  });
}
