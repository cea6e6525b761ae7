import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, goodPassword, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
let administratorKey: string;

beforeAll(async () => {
  env = await accountsEnv();
  ({ administratorKey } = await env.provision("asanak"));
});
afterAll(() => env[Symbol.asyncDispose]());

type Caller = Awaited<ReturnType<AccountsEnv["in"]>>;

const invite = (caller: Caller, email: string, roles: readonly string[]) =>
  env.people.invite({ email, name: "Reza Karimi", roles, language: "fa" }, caller);

const accept = (token: string) =>
  env.people.acceptInvitation({ token, password: goodPassword, remoteAddress: "192.0.2.3" });

/** Somebody with these roles, invited and inside. */
async function member(caller: Caller, email: string, roles: readonly string[]) {
  const { session, person } = await accept((await invite(caller, email, roles)).token);
  return { personId: person?.personId ?? "", session, caller: await env.in(session) };
}

async function owner(email: string) {
  const { person, session, tenant } = await env.signUp({ ownerEmail: email });
  return {
    tenantId: tenant?.tenantId ?? "",
    personId: person?.personId ?? "",
    caller: await env.in(session),
  };
}

describe("an invitation", () => {
  test("is taken once, with a password of one's own, and gives the roles it says", async () => {
    const { caller, tenantId } = await owner("inviter@example.ir");
    const { invitation, token } = await invite(caller, "reza@example.ir", ["viewer", "marketer"]);
    expect(invitation?.roles).toEqual(["marketer", "viewer"]);
    expect((await env.people.listInvitations({}, caller)).invitations).toHaveLength(1);
    const taken = await Promise.allSettled([accept(token), accept(token)]);
    expect(taken.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await env.people.listInvitations({}, caller)).invitations).toEqual([]);
    const { members } = await env.people.listMembers({}, caller);
    expect(members.map(({ roles }) => roles)).toEqual(
      expect.arrayContaining([["owner"], ["marketer", "viewer"]]),
    );
    expect(members.every((one) => one.tenantId === tenantId)).toBe(true);
  });

  test("is over when it was withdrawn, and after a week", async () => {
    await using other = await accountsEnv();
    await other.provision("asanak");
    const caller = await other.in((await other.signUp()).session);
    const ask = () => other.people.invite({ email: "late@example.ir", roles: ["viewer"] }, caller);
    const take = (token: string) =>
      other.people.acceptInvitation({ token, name: "Late", password: goodPassword });
    const { invitation, token } = await ask();
    await other.people.withdrawInvitation({ invitationId: invitation?.invitationId ?? "" }, caller);
    await expect(take(token)).rejects.toMatchObject({ reason: "INVITATION_OVER" });
    const late = await ask();
    other.clock.advance(7 * 24 * 3_600_000);
    await expect(take(late.token)).rejects.toMatchObject({ reason: "INVITATION_OVER" });
  });

  test("with roles of the desk, without any, or for who is here already is refused", async () => {
    const { caller } = await owner("here@example.ir");
    for (const roles of [[], ["administrator"], ["expert", "viewer"], ["king"]]) {
      await expect(invite(caller, "new@example.ir", roles)).rejects.toMatchObject({
        reason: "ROLE_UNKNOWN",
      });
    }
    await expect(invite(caller, "HERE@example.ir", ["viewer"])).rejects.toMatchObject({
      reason: "MEMBER_EXISTS",
    });
    await expect(invite(caller, "nowhere", ["viewer"])).rejects.toMatchObject({
      reason: "EMAIL_MALFORMED",
    });
  });

  test("of the administrator's key makes the people of the desk", async () => {
    const administrator = await env.as(administratorKey);
    const expert = await member(administrator, "expert@asanak.example", ["expert"]);
    const { person } = await env.people.getPerson({}, expert.caller);
    expect(person).toMatchObject({ tenantId: "", providerId: "asanak", roles: ["expert"] });
    await expect(invite(expert.caller, "more@asanak.example", ["expert"])).rejects.toMatchObject({
      reason: "ROLE_REQUIRED",
    });
  });
});

describe("a role", () => {
  test("that is given or taken holds with the next token, and is told before and after", async () => {
    const { caller } = await owner("roles@example.ir");
    const { personId, session } = await member(caller, "changing@example.ir", ["viewer"]);
    await env.people.changeMember({ personId, roles: ["owner", "viewer"] }, caller);
    const promoted = await env.in(session);
    await invite(promoted, "next@example.ir", ["viewer"]);
    const { entries, chainIntact } = await env.accounts.listAuditTrail({}, caller);
    const change = entries.find(({ action }) => action === "member.changed");
    expect(change).toMatchObject({
      before: '{"roles":["viewer"]}',
      after: '{"roles":["owner","viewer"]}',
    });
    expect(chainIntact).toBe(true);
  });

  test("of a viewer changes nothing of the company", async () => {
    const { caller } = await owner("viewed@example.ir");
    const { caller: viewer } = await member(caller, "viewer@example.ir", ["viewer"]);
    await env.accounts.getCompanyFile({}, viewer);
    const { accounts, people } = env;
    const changes = [
      () => accounts.updateCompanyFile({ file: {}, expectedVersion: 0n }, viewer),
      () => accounts.issueKey({ requestId: "r", name: "k", scopes: ["account:read"] }, viewer),
      () => accounts.listAuditTrail({}, viewer),
      () => people.invite({ email: "a@example.ir", roles: ["viewer"] }, viewer),
      () => people.changeMember({ personId: "p", roles: ["owner"] }, viewer),
      () => people.removeMember({ personId: "p" }, viewer),
      () => people.issuePasswordReset({ personId: "p" }, viewer),
    ];
    for (const change of changes) {
      await expect(change()).rejects.toMatchObject({ kind: "forbidden", reason: "ROLE_REQUIRED" });
    }
  });

  test("of the last owner stays: two owners who let each other go at once leave one", async () => {
    const first = await owner("first@example.ir");
    await expect(
      env.people.removeMember({ personId: first.personId }, first.caller),
    ).rejects.toMatchObject({ kind: "precondition", reason: "LAST_HEAD" });
    const second = await member(first.caller, "second@example.ir", ["owner"]);
    const outcomes = await Promise.allSettled([
      env.people.removeMember({ personId: second.personId }, first.caller),
      env.people.changeMember({ personId: first.personId, roles: ["viewer"] }, second.caller),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("a member who is let go is out, and can be invited anew", async () => {
  const { caller } = await owner("letting@example.ir");
  const gone = await member(caller, "gone@example.ir", ["marketer"]);
  await env.people.removeMember({ personId: gone.personId }, caller);
  await expect(env.in(gone.session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
  await expect(
    env.people.openSession({ email: "gone@example.ir", password: goodPassword }),
  ).rejects.toMatchObject({ reason: "CREDENTIALS_WRONG" });
  await member(caller, "gone@example.ir", ["viewer"]);
});
