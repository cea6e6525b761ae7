import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicPeopleMethods } from "../src/people/service.js";
import { publicMethods } from "../src/service.js";
import { accountsEnv, goodPassword, upload, type AccountsEnv } from "./accounts-env.js";
import { png } from "./papers.js";

let env: AccountsEnv;
let administratorKey: string;

beforeAll(async () => {
  env = await accountsEnv();
  ({ administratorKey } = await env.provision("asanak"));
});
afterAll(() => env[Symbol.asyncDispose]());

type Caller = Awaited<ReturnType<AccountsEnv["in"]>>;
/** What belongs to the company that strangers reach for. */
type Theirs = {
  readonly tenantId: string;
  readonly personId: string;
  readonly sessionId: string;
  readonly invitationId: string;
  readonly keyId: string;
  readonly documentId: string;
};

/**
 * Every RPC that needs a token, called by a stranger with the ids of somebody else. The answer is a
 * refusal; or, where the RPC names nobody and can only mean the caller's own, that nothing of the other
 * is in it or changed by it.
 */
const reaches: Readonly<Record<string, { readonly refused: string } | { readonly own: true }>> = {
  GetTenant: { refused: "TENANT_UNKNOWN" },
  ListTenants: { refused: "STAFF_REQUIRED" },
  UpdateCompanyFile: { refused: "TENANT_UNKNOWN" },
  GetCompanyFile: { refused: "TENANT_UNKNOWN" },
  UpdateProviderFile: { refused: "STAFF_REQUIRED" },
  GetProviderFile: { refused: "SERVICE_REQUIRED" },
  PutDocument: { own: true },
  GetDocument: { refused: "DOCUMENT_UNKNOWN" },
  ListDocuments: { refused: "TENANT_UNKNOWN" },
  DeleteDocument: { refused: "DOCUMENT_UNKNOWN" },
  IssueKey: { own: true },
  ListKeys: { own: true },
  RevokeKey: { refused: "KEY_UNKNOWN" },
  SuspendTenant: { refused: "STAFF_REQUIRED" },
  ReinstateTenant: { refused: "STAFF_REQUIRED" },
  ListAuditTrail: { refused: "TENANT_UNKNOWN" },
  VerifyAuditTrail: { refused: "TENANT_UNKNOWN" },
  IdentifyActors: { own: true },
  CloseSession: { own: true },
  ListSessions: { own: true },
  GetPerson: { own: true },
  BeginTotp: { own: true },
  ConfirmTotp: { refused: "TOTP_WRONG" },
  RemoveTotp: { refused: "TOTP_WRONG" },
  BeginMobile: { own: true },
  ConfirmMobile: { refused: "MOBILE_CODE_WRONG" },
  ListProvedMobiles: { refused: "SERVICE_REQUIRED" },
  ChangePassword: { refused: "PASSWORD_WRONG" },
  IssuePasswordReset: { refused: "MEMBER_UNKNOWN" },
  ListMembers: { refused: "TENANT_UNKNOWN" },
  ChangeMember: { refused: "MEMBER_UNKNOWN" },
  RemoveMember: { refused: "MEMBER_UNKNOWN" },
  Invite: { own: true },
  ListInvitations: { own: true },
  WithdrawInvitation: { own: true },
};

async function drain(stream: AsyncIterable<unknown>): Promise<unknown> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

/** How a stranger calls each of them. */
const calls = (
  { accounts, people }: AccountsEnv,
  { tenantId, personId, sessionId, invitationId, keyId, documentId }: Theirs,
): Readonly<Record<string, (caller: Caller) => Promise<unknown>>> => ({
  GetTenant: (caller) => accounts.getTenant({ tenantId }, caller),
  ListTenants: (caller) =>
    accounts.listTenants({ search: "", tenantIds: [tenantId], after: "", limit: 10 }, caller),
  UpdateCompanyFile: (caller) => accounts.updateCompanyFile({ file: { tenantId } }, caller),
  GetCompanyFile: (caller) => accounts.getCompanyFile({ tenantId }, caller),
  UpdateProviderFile: (caller) => accounts.updateProviderFile({ file: { tenantId } }, caller),
  GetProviderFile: (caller) => accounts.getProviderFile({ providerId: "asanak" }, caller),
  PutDocument: (caller) => accounts.putDocument(upload(png, { fileName: "form.png" }), caller),
  GetDocument: (caller) => drain(accounts.getDocument({ documentId }, caller)),
  DeleteDocument: (caller) => accounts.deleteDocument({ documentId }, caller),
  ListDocuments: (caller) => accounts.listDocuments({ tenantId }, caller),
  IssueKey: (caller) =>
    accounts.issueKey({ requestId: "stranger", name: "k", scopes: ["lines:read"] }, caller),
  ListKeys: (caller) => accounts.listKeys({}, caller),
  RevokeKey: (caller) => accounts.revokeKey({ keyId }, caller),
  SuspendTenant: (caller) => accounts.suspendTenant({ tenantId, reason: "envy" }, caller),
  ReinstateTenant: (caller) => accounts.reinstateTenant({ tenantId }, caller),
  ListAuditTrail: (caller) => accounts.listAuditTrail({ tenantId }, caller),
  VerifyAuditTrail: (caller) =>
    accounts.verifyAuditTrail({ tenantId, knownSequence: 0n, knownHash: "" }, caller),
  IdentifyActors: async (caller) => {
    const asked = { actors: [`person:${personId}`, `key:${keyId}`] };
    const { actors } = await accounts.identifyActors(asked, caller);
    // The question itself is repeated.
    return actors.map(({ actor: _asked, ...said }) => said);
  },
  CloseSession: (caller) => people.closeSession({ sessionId }, caller),
  ListSessions: (caller) => people.listSessions({}, caller),
  GetPerson: (caller) => people.getPerson({}, caller),
  BeginTotp: (caller) => people.beginTotp({}, caller),
  ConfirmTotp: (caller) => people.confirmTotp({ code: "000000" }, caller),
  RemoveTotp: (caller) => people.removeTotp({ code: "000000" }, caller),
  BeginMobile: (caller) => people.beginMobile({ mobile: "" }, caller),
  ConfirmMobile: (caller) => people.confirmMobile({ code: "000000" }, caller),
  ListProvedMobiles: (caller) => people.listProvedMobiles({ personIds: [personId] }, caller),
  ChangePassword: (caller) =>
    people.changePassword({ current: "their password", next: goodPassword }, caller),
  IssuePasswordReset: (caller) => people.issuePasswordReset({ personId }, caller),
  ListMembers: (caller) => people.listMembers({ tenantId }, caller),
  ChangeMember: (caller) => people.changeMember({ personId, roles: ["viewer"] }, caller),
  RemoveMember: (caller) => people.removeMember({ personId }, caller),
  Invite: (caller) => people.invite({ email: "mine@example.ir", roles: ["viewer"] }, caller),
  ListInvitations: (caller) => people.listInvitations({}, caller),
  WithdrawInvitation: (caller) => people.withdrawInvitation({ invitationId }, caller),
});

const doors: ReadonlySet<string> = new Set([...publicMethods, ...publicPeopleMethods]);
const guarded = [AccountsServiceDefinition, PeopleServiceDefinition]
  .flatMap(({ methods }) => Object.values(methods).map(({ name }) => name as string))
  .filter((name) => !doors.has(name));

/** Somebody's company with one of everything. */
async function company(ownerEmail: string) {
  const { tenant, person, session } = await env.signUp({ ownerEmail, name: `of ${ownerEmail}` });
  const caller = await env.in(session);
  const { key } = await env.accounts.issueKey(
    { requestId: "r", name: "their key", scopes: ["lines:read"] },
    caller,
  );
  const { invitation } = await env.people.invite(
    { email: `invited-by-${ownerEmail}`, roles: ["viewer"] },
    caller,
  );
  const { document } = await env.accounts.putDocument(
    upload(png, { fileName: "form.png" }),
    caller,
  );
  const theirs: Theirs = {
    tenantId: tenant?.tenantId ?? "",
    personId: person?.personId ?? "",
    sessionId: session?.sessionId ?? "",
    invitationId: invitation?.invitationId ?? "",
    keyId: key?.keyId ?? "",
    documentId: document?.documentId ?? "",
  };
  return { theirs, caller, session };
}

/** All that the company sees of itself. */
async function stateOf(caller: Caller): Promise<unknown> {
  const { accounts, people } = env;
  const [tenant, file, documents, keys, trail, sessions, me, members, invitations] =
    await Promise.all([
      accounts.getTenant({}, caller),
      accounts.getCompanyFile({}, caller),
      accounts.listDocuments({}, caller),
      accounts.listKeys({}, caller),
      accounts.listAuditTrail({}, caller),
      people.listSessions({}, caller),
      people.getPerson({}, caller),
      people.listMembers({}, caller),
      people.listInvitations({}, caller),
    ]);
  return { tenant, file, documents, keys, trail, sessions, me, members, invitations };
}

describe("every RPC called as another tenant", () => {
  test("is in the table", () => {
    expect(Object.keys(reaches).toSorted()).toEqual(guarded.toSorted());
  });

  test.each(guarded)("%s gives and changes nothing of the other's", async (method) => {
    const { theirs, caller: victim } = await company("victim@example.ir");
    const { caller: stranger } = await company("stranger@example.ir");
    const before = await stateOf(victim);
    const call = calls(env, theirs)[method];
    const reach = reaches[method];
    if (call === undefined || reach === undefined) throw new Error(`${method} is not tried`);

    if (/Totp$/.test(method) && method !== "BeginTotp") await env.people.beginTotp({}, stranger);
    if ("refused" in reach) {
      await expect(call(stranger)).rejects.toMatchObject({ reason: reach.refused });
    } else {
      const answer = JSON.stringify(await call(stranger), (_name, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
      for (const id of Object.values(theirs)) expect(answer).not.toContain(id);
    }
    expect(await stateOf(victim)).toEqual(before);
  });

  test("and without a token, each is refused", async () => {
    const { theirs } = await company("quiet@example.ir");
    for (const [method, call] of Object.entries(calls(env, theirs))) {
      await expect(call({} as Caller), method).rejects.toMatchObject({ reason: "TOKEN_MISSING" });
    }
  });
});

test("a desk sees the people of its own customers only, and leaves a trace", async () => {
  const other = await env.provision("melipayamak");
  const { theirs, caller } = await company("seen@example.ir");
  const { tenantId } = theirs;
  await expect(
    env.people.listMembers({ tenantId }, await env.as(other.administratorKey)),
  ).rejects.toMatchObject({ reason: "TENANT_UNKNOWN" });
  await env.people.listMembers({ tenantId }, await env.as(administratorKey));
  const { entries } = await env.accounts.listAuditTrail({}, caller);
  expect(entries.at(-1)).toMatchObject({ action: "members.listed", subject: `tenant:${tenantId}` });
});
