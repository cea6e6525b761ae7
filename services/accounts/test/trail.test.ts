import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { TrailExtended as CampaignTrailExtended } from "@whiteline/contracts/campaigns/v1/events";
import { TrailExtended as JudgementTrailExtended } from "@whiteline/contracts/compliance/v1/events";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { TrailExtended as RoadTrailExtended } from "@whiteline/contracts/dispatcher/v1/events";
import { TrailExtended as OutcomeTrailExtended } from "@whiteline/contracts/dlr/v1/events";
import { TrailExtended } from "@whiteline/contracts/lines_registry/v1/events";
import { TrailExtended as ListTrailExtended } from "@whiteline/contracts/lists/v1/events";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicPeopleMethods } from "../src/people/service.js";
import { publicMethods } from "../src/service.js";
import { accountsEnv, goodPassword, upload, type AccountsEnv } from "./accounts-env.js";
import { png } from "./papers.js";

let env: AccountsEnv;
let desk: Awaited<ReturnType<AccountsEnv["provision"]>>;
beforeAll(async () => {
  env = await accountsEnv();
  desk = await env.provision("asanak");
});
afterAll(() => env[Symbol.asyncDispose]());

type Caller = Awaited<ReturnType<AccountsEnv["in"]>>;
type House = {
  readonly tenantId: string;
  readonly owner: Caller;
  readonly administrator: Caller;
  readonly personId: string;
};

/** RPCs that change nothing; a look by staff leaves its own entry (see accounts.test.ts). */
const looks: ReadonlySet<string> = new Set([
  "GetTenant",
  "ListTenants",
  "GetCompanyFile",
  "GetProviderFile",
  "GetDocument",
  "ListDocuments",
  "ListKeys",
  "ListAuditTrail",
  "VerifyAuditTrail",
  "IdentifyActors",
  "ListSessions",
  "GetPerson",
  "ListMembers",
  "ListInvitations",
  "ListProvedMobiles",
]);

let guests = 0;
const invite = async ({ owner }: House) => {
  const email = `guest-${(guests += 1)}@example.ir`;
  const { token, invitation } = await env.people.invite({ email, roles: ["viewer"] }, owner);
  return { token, invitationId: invitation?.invitationId ?? "" };
};
const guest = async (house: House) => {
  const { token } = await invite(house);
  const { person } = await env.people.acceptInvitation({
    token,
    name: "Reza",
    password: goodPassword,
    remoteAddress: "192.0.2.7",
  });
  return person?.personId ?? "";
};
const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const beginTotp = async ({ owner }: House) => {
  const { secret } = await env.people.beginTotp({}, owner);
  return codeOf(secret, env.clock.now());
};

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<
  Record<string, { readonly leaves: string; readonly call: (house: House) => Promise<unknown> }>
> = {
  UpdateCompanyFile: {
    leaves: "company_file.updated",
    call: ({ owner, tenantId }) =>
      env.accounts.updateCompanyFile({ file: { tenantId, companyName: "شرکت" } }, owner),
  },
  PutDocument: {
    leaves: "document.added",
    call: ({ owner }) => env.accounts.putDocument(upload(png, { fileName: "form.png" }), owner),
  },
  DeleteDocument: {
    leaves: "document.removed",
    call: async ({ owner }) => {
      const { document } = await env.accounts.putDocument(
        upload(png, { fileName: "f.png" }),
        owner,
      );
      return env.accounts.deleteDocument({ documentId: document?.documentId ?? "" }, owner);
    },
  },
  IssueKey: {
    leaves: "key.issued",
    call: ({ owner }) =>
      env.accounts.issueKey({ requestId: "r", name: "k", scopes: ["lines:read"] }, owner),
  },
  RevokeKey: {
    leaves: "key.revoked",
    call: async ({ owner }) => {
      const wanted = { requestId: "r", name: "k", scopes: ["lines:read"] };
      const { key } = await env.accounts.issueKey(wanted, owner);
      return env.accounts.revokeKey({ keyId: key?.keyId ?? "" }, owner);
    },
  },
  SuspendTenant: {
    leaves: "tenant.suspended",
    call: ({ tenantId, administrator }) =>
      env.accounts.suspendTenant({ tenantId, reason: "unpaid" }, administrator),
  },
  ReinstateTenant: {
    leaves: "tenant.reinstated",
    call: async ({ tenantId, administrator }) => {
      await env.accounts.suspendTenant({ tenantId, reason: "unpaid" }, administrator);
      return env.accounts.reinstateTenant({ tenantId }, administrator);
    },
  },
  CloseSession: {
    leaves: "session.closed",
    call: ({ owner }) => env.people.closeSession({ sessionId: "" }, owner),
  },
  BeginTotp: { leaves: "totp.begun", call: (house) => beginTotp(house) },
  ConfirmTotp: {
    leaves: "totp.enabled",
    call: async (house) => env.people.confirmTotp({ code: await beginTotp(house) }, house.owner),
  },
  RemoveTotp: {
    leaves: "totp.removed",
    call: async (house) => {
      const { secret } = await env.people.beginTotp({}, house.owner);
      await env.people.confirmTotp({ code: codeOf(secret, env.clock.now()) }, house.owner);
      const next = new Date(env.clock.now().getTime() + 30_000);
      return env.people.removeTotp({ code: codeOf(secret, next) }, house.owner);
    },
  },
  BeginMobile: {
    leaves: "mobile.begun",
    call: ({ owner }) => env.people.beginMobile({ mobile: "" }, owner),
  },
  ConfirmMobile: {
    leaves: "mobile.verified",
    call: async ({ owner }) => {
      const mobile = `+98912${String(1_000_000 + (guests += 1))}`;
      await env.people.beginMobile({ mobile }, owner);
      return env.people.confirmMobile({ code: await env.sentTo(mobile) }, owner);
    },
  },
  ChangePassword: {
    leaves: "password.changed",
    call: ({ owner }) =>
      env.people.changePassword(
        { current: goodPassword, next: "six other words, not near" },
        owner,
      ),
  },
  IssuePasswordReset: {
    leaves: "password_reset.issued",
    call: ({ owner, personId }) => env.people.issuePasswordReset({ personId }, owner),
  },
  ChangeMember: {
    leaves: "member.changed",
    call: async (house) =>
      env.people.changeMember({ personId: await guest(house), roles: ["marketer"] }, house.owner),
  },
  RemoveMember: {
    leaves: "member.removed",
    call: async (house) => env.people.removeMember({ personId: await guest(house) }, house.owner),
  },
  Invite: { leaves: "member.invited", call: (house) => invite(house) },
  WithdrawInvitation: {
    leaves: "invitation.withdrawn",
    call: async (house) => {
      const { invitationId } = await invite(house);
      return env.people.withdrawInvitation({ invitationId }, house.owner);
    },
  },
};

const doors: ReadonlySet<string> = new Set([...publicMethods, ...publicPeopleMethods]);
const changing = [AccountsServiceDefinition, PeopleServiceDefinition]
  .flatMap(({ methods }) => Object.values(methods).map(({ name }) => name as string))
  .filter((name) => !doors.has(name) && !looks.has(name) && name !== "UpdateProviderFile");

/** A company that signed up, its owner, and the administrator of its desk. */
async function house(): Promise<House> {
  const address = `192.0.2.${(guests += 1) % 250}`;
  const signedUp = { ownerEmail: `owner-${guests}@example.ir`, remoteAddress: address };
  const { tenant, person, session } = await env.signUp(signedUp);
  return {
    tenantId: tenant?.tenantId ?? "",
    personId: person?.personId ?? "",
    owner: await env.in(session),
    administrator: await env.as(desk.administratorKey),
  };
}

/** The chain as its desk reads it, because an owner may be shut out. */
const chainOf = async ({ tenantId, administrator }: House) =>
  (await env.accounts.listAuditTrail({ tenantId }, administrator)).entries;

describe("every RPC that changes something leaves an entry of the chain, with who did it", () => {
  test("each of them is tried", () => {
    expect(Object.keys(acts).toSorted()).toEqual(changing.toSorted());
  });

  test.each(changing)("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    const asked = await house();
    const before = (await chainOf(asked)).length;
    await act.call(asked);
    const left = (await chainOf(asked)).slice(before);
    const entry = left.findLast(({ action }) => action === act.leaves);
    expect(left.map(({ action }) => action)).toContain(act.leaves);
    expect(entry?.actor).toMatch(/^(person|key):\w/u);
    expect(`${entry?.before ?? ""}${entry?.after ?? ""}`).not.toBe("");
  });
});

describe("the chain of a provider", () => {
  const read = async (key: string) =>
    env.accounts.listAuditTrail({ providerId: "asanak" }, await env.as(key));

  test("tells its administrator of its people and of what belongs to no customer; each look is in it", async () => {
    const administrator = await env.as(desk.administratorKey);
    await env.people.invite({ email: "expert@asanak.ir", roles: ["expert"] }, administrator);
    const recorded = TrailExtended.fromPartial({
      entryId: systemPorts.newId(),
      providerId: "asanak",
      actor: "key:a-1",
      action: "provider.recorded",
      subject: "provider:asanak",
      before: { met: "iso9001" },
      after: { met: "iso27001, iso9001" },
      at: env.clock.now(),
    });
    for (const id of ["1", "2"]) await env.publish(TrailExtended, recorded, `provider-${id}`);
    await eventually(async () =>
      (await read(desk.administratorKey)).entries.some(
        ({ action }) => action === "provider.recorded",
      ),
    );
    const { entries, chainIntact } = await read(desk.administratorKey);
    expect(chainIntact).toBe(true);
    const told = entries.filter(({ action }) => action === "provider.recorded");
    expect(told).toEqual([
      expect.objectContaining({
        actor: "key:a-1",
        before: '{"met":"iso9001"}',
        after: '{"met":"iso27001, iso9001"}',
      }),
    ]);
    const actions = entries.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["provider.provisioned", "member.invited", "audit_trail.read"]),
    );
    const verified = await env.accounts.verifyAuditTrail({ providerId: "asanak" }, administrator);
    expect(verified).toMatchObject({ intact: true, brokenAt: 0n });
  });

  test("tells how finance named the provider on its papers, and with which faults it was refused", async () => {
    const finance = await env.as(desk.financeKey);
    const name = (file: object, expectedVersion: bigint) =>
      env.accounts.updateProviderFile({ file, expectedVersion }, finance);
    const file = { companyName: "آسانک", address: "تهران ۱", nationalId: "10380284790" };
    const wrong = await name({ ...file, nationalId: "1" }, 0n);
    expect(wrong.outcome?.$case).toBe("refused");
    expect((await name(file, 0n)).outcome?.$case).toBe("file");
    await expect(name(file, 0n)).rejects.toMatchObject({ reason: "COMPANY_FILE_CHANGED" });
    const expert = await env.as(desk.expertKey);
    const read = await env.accounts.getProviderFile({ providerId: "melipayamak" }, expert);
    expect(read.file).toMatchObject({ address: "تهران ۱", version: 1n });
    await expect(env.accounts.updateProviderFile({ file }, expert)).rejects.toMatchObject({
      reason: "ROLE_REQUIRED",
    });
    const { entries } = await env.accounts.listAuditTrail(
      { providerId: "asanak" },
      await env.as(desk.administratorKey),
    );
    const told = entries.filter(({ action }) => action.startsWith("company_file."));
    expect(told.map(({ action, subject }) => [action, subject])).toEqual([
      ["company_file.refused", "company_file:national_id"],
      ["company_file.updated", "company_file:address,company_name,national_id"],
    ]);
  });

  test("is for administrators of that provider alone, by either name", async () => {
    const other = await env.provision("melipayamak");
    await expect(read(other.administratorKey)).rejects.toMatchObject({ reason: "OTHER_PROVIDER" });
    await expect(read(desk.expertKey)).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
    const tenantId = desk.platformTenantId;
    await expect(
      env.accounts.listAuditTrail({ tenantId }, await env.as(desk.financeKey)),
    ).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
    const { owner } = await house();
    await expect(
      env.accounts.listAuditTrail({ providerId: "asanak" }, owner),
    ).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  });
});

test("what others judged and decided is in the chain of the company, once, and names its card", async () => {
  const asked = await house();
  const judged = JudgementTrailExtended.fromPartial({
    entryId: systemPorts.newId(),
    tenantId: asked.tenantId,
    providerId: "asanak",
    actor: "person:expert",
    action: "text_case.returned",
    subject: "campaign:c1:1",
    before: { verdict: "card-1" },
    after: { verdict: "card-2" },
    codes: ["promotion"],
    at: env.clock.now(),
  });
  const paused = CampaignTrailExtended.fromPartial({
    ...{ entryId: systemPorts.newId(), tenantId: asked.tenantId, actor: "person:owner" },
    ...{ action: "campaign.paused", subject: "campaign:c1", at: env.clock.now() },
  });
  const entered = ListTrailExtended.fromPartial({ ...paused, entryId: systemPorts.newId() });
  for (const id of ["1", "2"]) await env.publish(JudgementTrailExtended, judged, `judged-${id}`);
  await env.publish(CampaignTrailExtended, paused, "paused");
  await env.publish(ListTrailExtended, { ...entered, action: "refusal.entered" }, "entered");
  const settled = RoadTrailExtended.fromPartial({ ...paused, entryId: systemPorts.newId() });
  await env.publish(RoadTrailExtended, { ...settled, action: "in_doubt.dropped" }, "settled");
  const documented = OutcomeTrailExtended.fromPartial({ ...paused, entryId: systemPorts.newId() });
  const results = { ...documented, action: "campaign.results_recorded" };
  await env.publish(OutcomeTrailExtended, results, "documented");
  const wanted = [
    ...["text_case.returned", "campaign.paused", "refusal.entered"],
    ...["in_doubt.dropped", "campaign.results_recorded"],
  ];
  const told = await eventually(async () => {
    const found = (await chainOf(asked)).filter(({ action }) => wanted.includes(action));
    return new Set(found.map(({ action }) => action)).size === wanted.length && found;
  });
  expect(told.filter(({ action }) => action === "text_case.returned")).toEqual([
    expect.objectContaining({
      before: '{"verdict":"card-1"}',
      after: '{"reasons":["promotion"],"verdict":"card-2"}',
    }),
  ]);
});

test("what the roles forbid leaves one entry for the first call of a minute, however many there are", async () => {
  const asked = await house();
  const expert = await env.as(desk.expertKey);
  for (let call = 0; call < 20; call += 1) {
    await expect(
      env.accounts.suspendTenant({ tenantId: asked.tenantId, reason: "envy" }, expert),
    ).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
    await expect(
      env.accounts.suspendTenant({ tenantId: asked.tenantId, reason: "envy" }, asked.owner),
    ).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  }
  const refused = { action: "call.refused", subject: "rpc:AccountsService.SuspendTenant" };
  const ofDesk = { providerId: "asanak" };
  const { entries } = await env.accounts.listAuditTrail(ofDesk, asked.administrator);
  expect(entries.filter(({ subject }) => subject === refused.subject)).toEqual([
    expect.objectContaining({
      ...refused,
      actor: expect.stringMatching(/^key:/u),
      after: '{"reasons":["ROLE_REQUIRED"],"count":1}',
    }),
  ]);
  expect((await chainOf(asked)).filter(({ subject }) => subject === refused.subject)).toEqual([
    expect.objectContaining({
      ...refused,
      actor: `person:${asked.personId}`,
      after: '{"reasons":["STAFF_REQUIRED"],"count":1}',
    }),
  ]);
});
