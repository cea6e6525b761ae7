import type {
  ChangeMemberRequest,
  ChangeMemberResponse,
  ListMembersRequest,
  ListMembersResponse,
  RemoveMemberRequest,
  RemoveMemberResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { headOf, judgeRoles, leavesNoHead, tidyRoles } from "../domain/roles.js";
import type { Home } from "../domain/person.js";
import type { Parts } from "../parts.js";
import { memberUnknown, refuse } from "../refuse.js";
import { homeOf } from "./home-of.js";
import { fromPerson } from "./proto.js";

type Needs = Pick<
  Parts,
  "now" | "people" | "sessions" | "audit" | "commit" | "auditTenantOf" | "meet"
>;

/** Who works here, or at a customer of the desk that looks. */
export function listMembers({ people, meet }: Needs) {
  const homeNamed = async (context: CallContext, named: string): Promise<Home> => {
    if (named === "") return homeOf(meet, context);
    const trace = { action: "members.listed", subject: `tenant:${named}` };
    const { tenantId, providerId } = await meet.visibleTenant(context, named, trace);
    return { kind: "tenant", tenantId, providerId };
  };
  return async (
    { tenantId }: ListMembersRequest,
    context: CallContext,
  ): Promise<ListMembersResponse> => ({
    members: (await people.ofHome(await homeNamed(context, tenantId))).map((person) =>
      fromPerson(person),
    ),
  });
}

/** Gives a member other roles; they hold from its next token on, within two minutes. */
export function changeMember({ people, audit, commit, auditTenantOf, meet }: Needs) {
  return async (
    { personId, roles: wanted }: ChangeMemberRequest,
    context: CallContext,
  ): Promise<ChangeMemberResponse> => {
    const home = await homeOf(meet, context);
    const findings = judgeRoles(wanted, home);
    if (findings.length > 0) throw refuse(...findings);
    const roles = tidyRoles(wanted, home);
    const trail = await auditTenantOf(home);
    const member = await commit(async (session) => {
      const all = await people.ofHome(home, session);
      const person = all.find((one) => one.personId === personId);
      if (person === undefined) throw memberUnknown();
      if (leavesNoHead(all, home, personId, roles)) throw lastHead(home);
      await people.change(session, person, { roles });
      // Also what keeps two heads from letting each other go: one chain, one order.
      await audit.append(session, trail, {
        actor: actorOf(principalOf(context)),
        action: "member.changed",
        subject: `person:${personId}`,
        before: { roles: person.roles },
        after: { roles },
      });
      return { ...person, roles };
    });
    return { member: fromPerson(member) };
  };
}

/** Lets a member go: its sessions end, its password is forgotten. */
export function removeMember({ now, people, sessions, audit, commit, auditTenantOf, meet }: Needs) {
  return async (
    { personId }: RemoveMemberRequest,
    context: CallContext,
  ): Promise<RemoveMemberResponse> => {
    const home = await homeOf(meet, context);
    const trail = await auditTenantOf(home);
    const at = now();
    await commit(async (session) => {
      const all = await people.ofHome(home, session);
      const person = all.find((one) => one.personId === personId);
      if (person === undefined) throw memberUnknown();
      if (leavesNoHead(all, home, personId, [])) throw lastHead(home);
      await people.remove(session, person, at);
      await sessions.endAll(session, personId, at);
      await audit.append(session, trail, {
        actor: actorOf(principalOf(context)),
        action: "member.removed",
        subject: `person:${personId}`,
        before: { roles: person.roles },
      });
    });
    return {};
  };
}

function lastHead(home: Home): DomainError {
  const head = headOf[home.kind];
  return new DomainError("precondition", "LAST_HEAD", `This is the last ${head}.`, {
    remedy: `Make somebody else ${head} first.`,
  });
}
