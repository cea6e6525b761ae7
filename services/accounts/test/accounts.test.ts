import { PersonKind, TenantStatus } from "@whiteline/contracts/accounts/v1/accounts";
import { TrailExtended } from "@whiteline/contracts/lines_registry/v1/events";
import { systemPorts, verifyPrincipal } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, faultsOf, upload, type AccountsEnv } from "./accounts-env.js";
import { pdf } from "./papers.js";

let env: AccountsEnv;
let staff: Record<"expert" | "operations" | "finance" | "administrator", string>;
let platformTenantId: string;

beforeAll(async () => {
  env = await accountsEnv();
  const desk = await env.provision("asanak");
  platformTenantId = desk.platformTenantId;
  staff = {
    expert: desk.expertKey,
    operations: desk.operationsKey,
    finance: desk.financeKey,
    administrator: desk.administratorKey,
  };
  await env.provision("kando");
});
afterAll(() => env[Symbol.asyncDispose]());

describe("provisioning a provider", () => {
  test("happens once: the second call answers without keys", async () => {
    const again = await env.provision("asanak");
    expect(again).toEqual({
      expertKey: "",
      operationsKey: "",
      financeKey: "",
      administratorKey: "",
      platformTenantId,
      created: false,
    });
  });

  test("gives each staff role a key of its own", async () => {
    for (const role of ["expert", "operations", "finance", "administrator"] as const) {
      const { roles, providerId, market, tenantId } = await env.accounts.authenticate({
        apiKey: staff[role],
      });
      expect({ roles, providerId, market, tenantId }).toEqual({
        roles: [role],
        providerId: "asanak",
        market: "IR",
        tenantId: "",
      });
    }
  });

  test("racing calls create one provider", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => env.provision("melipayamak")));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.platformTenantId)).size).toBe(1);
  });

  test("needs the installation key and a provider of the market's pack", async () => {
    await expect(env.provision("asanak", "IR", "wrong")).rejects.toMatchObject({
      kind: "unauthenticated",
      reason: "INSTALLATION_KEY_REFUSED",
    });
    await expect(env.provision("asanak", "TR")).rejects.toMatchObject({
      reason: "PROVIDER_UNKNOWN",
    });
    await expect(env.provision("nobody")).rejects.toMatchObject({ reason: "PROVIDER_UNKNOWN" });
    await expect(env.provision("asanak", "XX")).rejects.toMatchObject({ reason: "MARKET_UNKNOWN" });
  });
});

describe("registering", () => {
  test("makes a tenant whose key opens, and tells it as a fact", async () => {
    const { tenant, apiKey } = await env.register({ name: "  شرکت   نمونه " });
    expect(tenant).toMatchObject({
      providerId: "asanak",
      market: "IR",
      kind: PersonKind.LEGAL,
      name: "شرکت نمونه",
      status: TenantStatus.ACTIVE,
      platform: false,
    });
    const entered = await env.accounts.authenticate({ apiKey });
    expect(entered).toMatchObject({ tenantId: tenant?.tenantId, roles: ["owner"], market: "IR" });
    await env.told("TenantRegistered", {
      tenantId: tenant?.tenantId,
      platform: false,
      version: 1n,
    });
  });

  test("again with the same request id answers the same tenant, without its key", async () => {
    const first = await env.register({ requestId: "repeated" });
    const second = await env.register({ requestId: "repeated" });
    expect(second).toEqual({ tenant: first.tenant, apiKey: "" });
    await expect(env.register({ requestId: "repeated", name: "Other" })).rejects.toMatchObject({
      kind: "already_exists",
      reason: "REQUEST_ID_REUSED",
    });
  });

  test("racing with one request id makes one tenant and shows one key", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => env.register({ requestId: "raced" })));
    expect(new Set(answers.map(({ tenant }) => tenant?.tenantId)).size).toBe(1);
    expect(answers.filter(({ apiKey }) => apiKey !== "")).toHaveLength(1);
  });

  test("with faults is refused with all of them, and keeps nothing", async () => {
    const before = await env.count("tenants");
    const faulty = { name: "", ownerEmail: "sara", ownerMobile: "12", termsAccepted: false };
    const refusal: unknown = await env.register(faulty).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: "invalid", reason: "TERMS_NOT_ACCEPTED" });
    for (const code of ["NAME_MISSING", "EMAIL_MALFORMED", "MOBILE_MALFORMED"]) {
      expect(faultsOf(refusal)).toContain(code);
    }
    await expect(env.register({ providerId: "aktan" })).rejects.toMatchObject({
      reason: "PROVIDER_UNKNOWN",
    });
    expect(await env.count("tenants")).toBe(before);
  });
});

describe("a principal token", () => {
  test("says who, lives 60 s and is signed by accounts", async () => {
    const { apiKey, tenantId } = await env.tenant();
    const { token, expiresAt, keyId } = await env.accounts.authenticate({ apiKey });
    const keys = JSON.parse(env.environment.PRINCIPAL_PUBLIC_KEYS ?? "");
    const now = env.clock.now();
    expect(await verifyPrincipal(token, { keys, now })).toEqual({
      kind: "tenant",
      tenantId,
      providerId: "asanak",
      roles: ["owner"],
      market: "IR",
      keyId,
    });
    expect(expiresAt!.getTime() - now.getTime()).toBeLessThanOrEqual(60_000);
    const later = new Date(now.getTime() + 70_000);
    await expect(verifyPrincipal(token, { keys, now: later })).rejects.toMatchObject({
      reason: "TOKEN_EXPIRED",
    });
  });

  test("is not given for a key that is malformed, unknown, wrong or revoked, in one word", async () => {
    const { apiKey, caller } = await env.tenant();
    const { keyId } = await env.accounts.authenticate({ apiKey });
    const wrong = `${apiKey.slice(0, -2)}${apiKey.endsWith("AA") ? "BB" : "AA"}`;
    const unknown = `wl_0123456789abcdef_${apiKey.split("_").slice(2).join("_")}`;
    await env.accounts.revokeKey({ keyId }, caller);
    for (const key of ["", "secret", wrong, unknown, apiKey]) {
      await expect(env.accounts.authenticate({ apiKey: key })).rejects.toMatchObject({
        kind: "unauthenticated",
        reason: "KEY_REFUSED",
        message: "The API key does not open.",
      });
    }
    await env.told("KeyRevoked", { keyId });
  });

  test("is given to a service by its own secret, for the platform or one tenant", async () => {
    const { tenantId } = await env.tenant();
    const platform = await env.accounts.getTenant({ tenantId }, await env.asService());
    expect(platform.tenant?.tenantId).toBe(tenantId);
    const forTenant = await env.asService(tenantId);
    expect((await env.accounts.getTenant({ tenantId: "" }, forTenant)).tenant?.tenantId).toBe(
      tenantId,
    );
    await expect(
      env.accounts.getTenant({ tenantId: platformTenantId }, forTenant),
    ).rejects.toMatchObject({
      reason: "TENANT_UNKNOWN",
    });
    for (const [service, secret] of [
      ["lists", "wrong"],
      ["nobody", "the secret of lists"],
      ["toString", ""],
    ] as const) {
      await expect(
        env.accounts.mintServiceToken({ service, secret, tenantId: "" }),
      ).rejects.toMatchObject({ kind: "unauthenticated", reason: "SERVICE_SECRET_REFUSED" });
    }
    await expect(env.asService("nobody")).rejects.toMatchObject({ reason: "TENANT_UNKNOWN" });
  });
});

test("when a key was last used is written behind, at the latest when accounts stops", async () => {
  await using other = await accountsEnv();
  await other.provision("asanak");
  const { apiKey } = await other.register();
  const { keyId } = await other.accounts.authenticate({ apiKey });
  const lastUsed = async () => {
    const keys = other.db.collection<{ _id: string; lastUsedAt: Date | null }>("api_keys");
    return (await keys.findOne({ _id: keyId }))?.lastUsedAt;
  };
  expect(await lastUsed()).toBeNull();
  await other.stop();
  expect(await lastUsed()).toEqual(other.clock.now());
});

describe("suspending", () => {
  test("shuts a tenant out at once, once, and is for the administrator of its provider", async () => {
    const { tenantId, apiKey, caller } = await env.tenant();
    const request = { tenantId, reason: "advertising on a service line" };
    await expect(env.accounts.suspendTenant(request, caller)).rejects.toMatchObject({
      reason: "STAFF_REQUIRED",
    });
    await expect(
      env.accounts.suspendTenant(request, await env.as(staff.operations)),
    ).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });

    const administrator = await env.as(staff.administrator);
    await expect(
      env.accounts.suspendTenant({ ...request, reason: " " }, administrator),
    ).rejects.toMatchObject({ reason: "REASON_MISSING" });
    const { tenant } = await env.accounts.suspendTenant(request, administrator);
    expect(tenant?.status).toBe(TenantStatus.SUSPENDED);
    await env.accounts.suspendTenant(request, administrator);

    await expect(env.accounts.authenticate({ apiKey })).rejects.toMatchObject({
      reason: "TENANT_SUSPENDED",
    });
    await expect(env.accounts.getCompanyFile({ tenantId }, caller)).rejects.toMatchObject({
      reason: "TENANT_SUSPENDED",
    });
    await env.told("TenantSuspended", { tenantId, reason: request.reason, version: 2n });
    const told = await env.db.collection("outbox").countDocuments({ subject: /TenantSuspended$/ });
    expect(told).toBe(1);
  });

  test("never touches the platform tenant", async () => {
    const administrator = await env.as(staff.administrator);
    await expect(
      env.accounts.suspendTenant({ tenantId: platformTenantId, reason: "test" }, administrator),
    ).rejects.toMatchObject({ kind: "precondition", reason: "PLATFORM_TENANT" });
  });
});

describe("the company file", () => {
  const identity = {
    firstName: "Sara",
    lastName: "Ahmadi",
    nationalCode: "۰۴۹۹۳۷۰۸۹۹",
    mobile: "0912 123 4567",
    email: "sara@example.ir",
  };
  const file = {
    companyName: "شرکت نمونه",
    nationalId: "۱۰۳۸۰۲۸۴۷۹۰",
    website: "https://example.ir",
    email: "info@example.ir",
    ceo: identity,
    representative: identity,
    sector: "general",
  };

  test("is empty at version 0, then kept tidied, version by version", async () => {
    const { tenantId, caller } = await env.tenant();
    const empty = await env.accounts.getCompanyFile({ tenantId: "" }, caller);
    expect(empty.file).toMatchObject({ tenantId, version: 0n, companyName: "" });

    await env.accounts.updateCompanyFile({ file, expectedVersion: 0n }, caller);
    const second = await env.accounts.updateCompanyFile(
      { file: { ...file, website: "" }, expectedVersion: 1n },
      caller,
    );
    expect(second.outcome).toMatchObject({ $case: "file", value: { version: 2n } });
    const read = await env.accounts.getCompanyFile({ tenantId }, caller);
    expect(read.file).toMatchObject({
      version: 2n,
      nationalId: "10380284790",
      website: "",
      ceo: { nationalCode: "0499370899", mobile: "+989121234567" },
    });
    for (const expectedVersion of [0n, 1n, 3n]) {
      await expect(
        env.accounts.updateCompanyFile({ file, expectedVersion }, caller),
      ).rejects.toMatchObject({ kind: "conflict", reason: "COMPANY_FILE_CHANGED" });
    }
  });

  test("with faults is answered with all of them and not kept", async () => {
    const { caller } = await env.tenant();
    const faulty = { ...file, nationalId: "1", ceo: { ...identity, nationalCode: "1111111111" } };
    const { outcome } = await env.accounts.updateCompanyFile(
      { file: faulty, expectedVersion: 0n },
      caller,
    );
    expect(outcome).toMatchObject({
      $case: "refused",
      value: {
        findings: [
          { code: "NATIONAL_ID_INVALID", subject: "national_id" },
          { code: "NATIONAL_CODE_INVALID", subject: "ceo.national_code" },
        ],
      },
    });
    expect((await env.accounts.getCompanyFile({ tenantId: "" }, caller)).file?.version).toBe(0n);
    const { entries } = await env.accounts.listAuditTrail({}, caller);
    expect(entries.at(-1)).toMatchObject({
      action: "company_file.refused",
      subject: "company_file:national_id,ceo.national_code",
      after: JSON.stringify({ reasons: ["NATIONAL_ID_INVALID", "NATIONAL_CODE_INVALID"] }),
    });
  });

  test("and its owner are sealed: nothing personal is in clear in the database", async () => {
    const { caller, apiKey } = await env.tenant();
    await env.accounts.updateCompanyFile({ file, expectedVersion: 0n }, caller);
    const raw = await env.rawDatabase();
    const secret = apiKey.split("_").slice(2).join("_");
    for (const word of [
      "9121234567",
      "0499370899",
      "10380284790",
      "sara@example.ir",
      "Ahmadi",
      secret,
    ]) {
      expect(raw).not.toContain(word);
    }
  });
});

describe("tenants", () => {
  test("do not see each other: the other one does not exist", async () => {
    const [owner, other] = [await env.tenant(), await env.tenant()];
    const { document } = await env.accounts.putDocument(upload(pdf("mine")), owner.caller);
    const { accounts } = env;
    const { tenantId } = owner;
    const { keyId } = await accounts.authenticate({ apiKey: owner.apiKey });
    const unknown = { kind: "not_found", reason: "TENANT_UNKNOWN" };
    await expect(accounts.getTenant({ tenantId }, other.caller)).rejects.toMatchObject(unknown);
    await expect(accounts.getCompanyFile({ tenantId }, other.caller)).rejects.toMatchObject(
      unknown,
    );
    await expect(accounts.listDocuments({ tenantId }, other.caller)).rejects.toMatchObject(unknown);
    await expect(accounts.listAuditTrail({ tenantId }, other.caller)).rejects.toMatchObject(
      unknown,
    );
    await expect(
      accounts.updateCompanyFile({ file: { tenantId }, expectedVersion: 0n }, other.caller),
    ).rejects.toMatchObject(unknown);
    await expect(accounts.revokeKey({ keyId }, other.caller)).rejects.toMatchObject({
      kind: "not_found",
      reason: "KEY_UNKNOWN",
    });
    await expect(env.read(document!.documentId, other.caller)).rejects.toMatchObject({
      kind: "not_found",
      reason: "DOCUMENT_UNKNOWN",
    });
    await expect(accounts.getTenant({ tenantId })).rejects.toMatchObject({
      reason: "TOKEN_MISSING",
    });
  });
});

describe("the audit trail", () => {
  const actionsOf = async (tenantId: string) => {
    const caller = await env.asService(tenantId);
    const { entries, chainIntact } = await env.accounts.listAuditTrail({ tenantId }, caller);
    return { actions: entries.map(({ action }) => action), chainIntact };
  };

  test("tells what staff looked at, before they see it", async () => {
    const { tenantId, caller } = await env.tenant();
    const { document } = await env.accounts.putDocument(upload(pdf("paper")), caller);
    const expert = await env.as(staff.expert);
    await env.read(document!.documentId, expert);
    await env.accounts.getCompanyFile({ tenantId }, expert);
    expect(await actionsOf(tenantId)).toEqual({
      actions: [
        "tenant.registered",
        "key.issued",
        "document.added",
        "document.read",
        "company_file.read",
      ],
      chainIntact: true,
    });
  });

  test("takes in once what was done and refused at cases and lines, as of when it was done", async () => {
    const { tenantId, caller } = await env.tenant();
    const at = new Date("2026-11-01T08:00:00Z");
    const about = { tenantId, actor: "key:e1", subject: "application:a1", at };
    const approved = { action: "application.approve", from: "provider_review", to: "active" };
    const refused = { action: "application.refused", codes: ["CASE_MOVED_ON"] };
    for (const entryId of ["e-1", "e-1", "e-2"]) {
      const said = entryId === "e-1" ? approved : refused;
      const fact = TrailExtended.fromPartial({ ...about, ...said, entryId });
      await env.publish(TrailExtended, fact, systemPorts.newId());
    }
    const told = await eventually(async () => {
      const trail = await env.accounts.listAuditTrail({}, caller);
      return trail.entries.at(-1)?.action === refused.action ? trail : undefined;
    });
    expect(told.chainIntact).toBe(true);
    expect(told.entries.slice(-2)).toMatchObject([
      {
        actor: "key:e1",
        action: "application.approve",
        subject: "application:a1",
        at,
        before: JSON.stringify({ state: "provider_review" }),
        after: JSON.stringify({ state: "active" }),
      },
      { action: "application.refused", after: JSON.stringify({ reasons: ["CASE_MOVED_ON"] }) },
    ]);
    expect(told.entries.filter(({ action }) => action === approved.action)).toHaveLength(1);
  });

  test("stays whole when many write to one chain at once", async () => {
    const { tenantId } = await env.tenant();
    const expert = await env.as(staff.expert);
    await Promise.all(
      Array.from({ length: 12 }, () => env.accounts.getTenant({ tenantId }, expert)),
    );
    const { actions, chainIntact } = await actionsOf(tenantId);
    expect(actions).toHaveLength(14);
    expect(chainIntact).toBe(true);
  });

  test.each<[string, (tenantId: string) => Promise<unknown>]>([
    [
      "changed",
      (tenantId) =>
        env.db
          .collection("audit_trail")
          .updateOne({ tenantId, sequence: 2 }, { $set: { subject: "key:another" } }),
    ],
    [
      "removed",
      (tenantId) => env.db.collection("audit_trail").deleteOne({ tenantId, sequence: 2 }),
    ],
  ])("shows that an entry was %s", async (_what, tamper) => {
    const { tenantId, caller } = await env.tenant();
    await env.accounts.putDocument(upload(pdf("paper")), caller);
    expect((await actionsOf(tenantId)).chainIntact).toBe(true);
    await tamper(tenantId);
    expect((await actionsOf(tenantId)).chainIntact).toBe(false);
  });
});
