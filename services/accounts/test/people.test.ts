import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, faultsOf, goodPassword, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;

beforeAll(async () => {
  env = await accountsEnv();
  await env.provision("asanak");
  await env.provision("kando");
});
afterAll(() => env[Symbol.asyncDispose]());

describe("signing up", () => {
  test("begins with the providers of this installation, which a visitor may see", async () => {
    const { providers } = await env.people.listProviders({});
    expect(providers.map(({ providerId, market }) => [providerId, market])).toEqual([
      ["asanak", "IR"],
      ["kando", "IR"],
    ]);
  });

  test("[IR-MEL-01] a visitor registers, accepts the terms and is inside, with one call", async () => {
    const email = "visitor@example.ir";
    const { tenant, person, session } = await env.signUp({ ownerEmail: email });
    expect(person).toMatchObject({ roles: ["owner"], email, language: "fa" });
    const caller = await env.in(session);
    const seen = await env.accounts.getTenant({ tenantId: "" }, caller);
    expect(seen.tenant?.tenantId).toBe(tenant?.tenantId);
    await env.told("TenantRegistered", { tenantId: tenant?.tenantId });
    const { entries, chainIntact } = await env.accounts.listAuditTrail({}, caller);
    expect(entries.map(({ action }) => action)).toEqual(["tenant.registered", "session.opened"]);
    expect(chainIntact).toBe(true);
  });

  test("is for natural persons too", async () => {
    const { tenant } = await env.signUp({ kind: PersonKind.NATURAL, name: "Sara Ahmadi" });
    expect(tenant?.kind).toBe(PersonKind.NATURAL);
  });

  test("tells every fault at once, the password among them, and keeps nothing", async () => {
    const before = await env.count("tenants");
    const faulty = { termsAccepted: false, ownerMobile: "12", password: "aaaaaaaaaaaa" };
    const refusal: unknown = await env.signUp(faulty).catch((error: unknown) => error);
    for (const code of ["TERMS_NOT_ACCEPTED", "MOBILE_MALFORMED", "PASSWORD_WEAK"]) {
      expect(faultsOf(refusal)).toContain(code);
    }
    expect(await env.count("tenants")).toBe(before);
  });

  test("again with the same request id is the same tenant, for who knows the password", async () => {
    const request = { requestId: "again", ownerEmail: "again@example.ir" };
    const first = await env.signUp(request);
    const second = await env.signUp(request);
    expect(second.tenant?.tenantId).toBe(first.tenant?.tenantId);
    expect(second.session?.token).not.toBe(first.session?.token);
    await expect(env.signUp({ ...request, password: "some other password" })).rejects.toMatchObject(
      { reason: "REQUEST_ID_REUSED" },
    );
  });

  test("does not tell that an address is known: it may own several companies", async () => {
    const ownerEmail = "twice@example.ir";
    const first = await env.signUp({ ownerEmail });
    const second = await env.signUp({ ownerEmail, password: "the second company's" });
    const login = (password: string) =>
      env.people.openSession({ email: " Twice@Example.ir", password, remoteAddress: "192.0.2.2" });
    expect((await login(goodPassword)).tenant?.tenantId).toBe(first.tenant?.tenantId);
    expect((await login("the second company's")).tenant?.tenantId).toBe(second.tenant?.tenantId);
  });
});

describe("a session", () => {
  test("is listed, and ends where its person says so", async () => {
    const email = "sessions@example.ir";
    const here = await env.signUp({ ownerEmail: email });
    const there = await env.people.openSession({
      email,
      password: goodPassword,
      remoteAddress: "192.0.2.9",
    });
    const caller = await env.in(here.session);
    const { sessions } = await env.people.listSessions({}, caller);
    expect(sessions.map(({ current, remoteAddress }) => ({ current, remoteAddress }))).toEqual(
      expect.arrayContaining([
        { current: true, remoteAddress: "192.0.2.1" },
        { current: false, remoteAddress: "192.0.2.9" },
      ]),
    );
    await env.people.closeSession({ sessionId: there.session?.sessionId ?? "" }, caller);
    await expect(env.in(there.session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
    await env.people.closeSession({}, caller);
    await expect(env.in(here.session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
  });

  test("rests for twelve hours, and lasts for seven days", async () => {
    await using other = await accountsEnv();
    await other.provision("asanak");
    const { session } = await other.signUp();
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      await other.in(session);
      other.clock.advance(11 * 3_600_000);
    }
    other.clock.advance(11 * 3_600_000);
    await expect(other.in(session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
    const rested = await other.signUp({ ownerEmail: "rested@example.ir" });
    other.clock.advance(12 * 3_600_000);
    await expect(other.in(rested.session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
  });
});
