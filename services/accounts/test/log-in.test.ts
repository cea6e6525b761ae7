import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, goodPassword, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
let staff: Record<"administrator" | "operations" | "expert", string>;
let elsewhere: string;

beforeAll(async () => {
  env = await accountsEnv();
  const desk = await env.provision("asanak");
  staff = {
    administrator: desk.administratorKey,
    operations: desk.operationsKey,
    expert: desk.expertKey,
  };
  elsewhere = (await env.provision("kando")).administratorKey;
});
afterAll(() => env[Symbol.asyncDispose]());

const logIn = (email: string, password = goodPassword, more: object = {}) =>
  env.people.openSession({ email, password, remoteAddress: "192.0.2.50", ...more });

/** A new owner, inside. */
async function owner(email: string) {
  const { tenant, person, session } = await env.signUp({ ownerEmail: email });
  return {
    email,
    tenantId: tenant?.tenantId ?? "",
    personId: person?.personId ?? "",
    session,
    caller: await env.in(session),
  };
}

describe("logging in", () => {
  test("says the same of an unknown address, a wrong password and a person without one", async () => {
    await owner("known@example.ir");
    await env.register({ ownerEmail: "without@example.ir" });
    const refusals = await Promise.all(
      [
        logIn("known@example.ir", "not the password"),
        logIn("nobody@example.ir"),
        logIn("without@example.ir"),
      ].map((attempt) => attempt.catch((error: unknown) => error)),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ kind: "unauthenticated", reason: "CREDENTIALS_WRONG" });
    }
    expect(new Set(refusals.map(String)).size).toBe(1);
  });

  test("tells in the trail how many were refused before it; those make no entries of their own", async () => {
    const { email, caller } = await owner("refused@example.ir");
    for (let i = 0; i < 2; i += 1) {
      await expect(logIn(email, "not the password")).rejects.toMatchObject({
        reason: "CREDENTIALS_WRONG",
      });
    }
    await logIn(email);
    await logIn(email);
    const { entries } = await env.accounts.listAuditTrail({}, caller);
    const opened = entries.filter(({ action }) => action === "session.opened");
    expect(opened.map(({ after }) => JSON.parse(after) as object)).toEqual([
      { expiresAt: expect.any(String) },
      { expiresAt: expect.any(String), refusedBefore: 2 },
      { expiresAt: expect.any(String), refusedBefore: 0 },
    ]);
    expect(entries.filter(({ action }) => action.includes("refused"))).toEqual([]);
  });

  test("is stopped after ten wrong passwords from one address, known or not, and goes on later", async () => {
    await using other = await accountsEnv();
    await other.provision("asanak");
    await other.signUp({ ownerEmail: "guessed@example.ir" });
    const guess = (email: string, remoteAddress = "192.0.2.66", password = "a wrong password") =>
      other.people.openSession({ email, password, remoteAddress }).then(
        () => "in",
        (error: unknown) => (error as { readonly reason: string }).reason,
      );
    for (const email of ["guessed@example.ir", "nobody@example.ir"]) {
      for (let times = 0; times < 10; times += 1)
        expect(await guess(email)).toBe("CREDENTIALS_WRONG");
      expect(await guess(email)).toBe("TOO_MANY_ATTEMPTS");
    }
    expect(await guess("guessed@example.ir", "192.0.2.66", goodPassword)).toBe("TOO_MANY_ATTEMPTS");
    expect(await guess("guessed@example.ir", "192.0.2.67", goodPassword)).toBe("in");
    other.clock.advance(15 * 60_000);
    expect(await guess("guessed@example.ir", "192.0.2.66", goodPassword)).toBe("in");
    expect(await other.metrics()).toMatch(
      /door_attempts_total\{[^}]*door="log_in",outcome="TOO_MANY_ATTEMPTS"[^}]*\} 3/,
    );
  });

  test("with one password at several companies and a desk is asked which, and opens nothing before", async () => {
    const email = "several@example.ir";
    const [first, second] = [await owner(email), await owner(email)];
    const administrator = await env.as(staff.administrator);
    const { token } = await env.people.invite({ email, roles: ["expert"] }, administrator);
    const accepted = { token, password: goodPassword, remoteAddress: "192.0.2.51" };
    await env.people.acceptInvitation({ ...accepted, name: "Sara" });
    env.clock.advance(1_000);
    await logIn(email, goodPassword, { tenantId: first.tenantId });
    const asked = await logIn(email);
    expect(asked).toMatchObject({ session: undefined, person: undefined, tenant: undefined });
    expect(asked.doors[0]).toMatchObject({
      tenantId: first.tenantId,
      name: "شرکت نمونه",
      lastSeenAt: env.clock.now(),
    });
    expect(asked.doors.map(({ tenantId }) => tenantId).toSorted()).toEqual(
      ["", first.tenantId, second.tenantId].toSorted(),
    );
    const atDesk = await logIn(email, goodPassword, { providerId: "asanak" });
    expect(atDesk).toMatchObject({ person: { roles: ["expert"] }, tenant: undefined, doors: [] });
    await expect(logIn(email, "another password")).rejects.toMatchObject({
      reason: "CREDENTIALS_WRONG",
    });
    await env.accounts.suspendTenant({ tenantId: second.tenantId, reason: "x" }, administrator);
    const left = (await logIn(email)).doors.map(({ tenantId }) => tenantId);
    expect(left).not.toContain(second.tenantId);
    const chosen = { tenantId: second.tenantId };
    await expect(logIn(email, goodPassword, chosen)).rejects.toMatchObject({
      reason: "TENANT_SUSPENDED",
    });
  });

  test("is not shut by companies that a stranger signs up under the same address", async () => {
    const email = "crowded@example.ir";
    const { tenantId, personId } = await owner(email);
    for (let company = 0; company < 6; company += 1) {
      env.clock.advance(1_000);
      await env.signUp({ ownerEmail: email, password: `a stranger's password ${company}` });
    }
    expect((await logIn(email)).person?.personId).toBe(personId);
    const named = await logIn(email, goodPassword, { tenantId });
    expect(named.person?.personId).toBe(personId);
    const { tenant } = await logIn(email, "a stranger's password 5");
    expect(tenant?.tenantId).not.toBe(tenantId);
  });

  test("with one password at several companies does not tell before the code when who has one was inside", async () => {
    const email = "several-codes@example.ir";
    const [first, second] = [await owner(email), await owner(email)];
    const { secret } = await env.people.beginTotp({}, first.caller);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = totp.generate({ timestamp: env.clock.now().getTime() });
    await env.people.confirmTotp({ code }, first.caller);
    await logIn(email, goodPassword, { tenantId: second.tenantId });
    const { doors } = await logIn(email);
    expect(doors.map(({ tenantId, lastSeenAt }) => [tenantId, lastSeenAt])).toEqual([
      [second.tenantId, env.clock.now()],
      [first.tenantId, undefined],
    ]);
  });

  test("needs a code once the person confirmed one; each code opens once", async () => {
    const { email, caller } = await owner("codes@example.ir");
    const { secret, uri } = await env.people.beginTotp({}, caller);
    expect(uri).toContain("issuer=Whiteline");
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const codeAt = (offset: number) =>
      totp.generate({ timestamp: env.clock.now().getTime() + offset });
    await logIn(email);
    await expect(env.people.confirmTotp({ code: "000000" }, caller)).rejects.toMatchObject({
      reason: "TOTP_WRONG",
    });
    const { person } = await env.people.confirmTotp({ code: codeAt(0) }, caller);
    expect(person?.totpEnabled).toBe(true);

    await expect(logIn(email)).rejects.toMatchObject({ reason: "TOTP_NEEDED" });
    await expect(logIn(email, "a wrong password")).rejects.toMatchObject({
      reason: "CREDENTIALS_WRONG",
    });
    await expect(logIn(email, goodPassword, { totpCode: codeAt(0) })).rejects.toMatchObject({
      reason: "TOTP_WRONG",
    });
    const next = codeAt(30_000);
    const persian = next.replace(/\d/gu, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
    await logIn(email, goodPassword, { totpCode: persian });
    await expect(logIn(email, goodPassword, { totpCode: next })).rejects.toMatchObject({
      reason: "TOTP_WRONG",
    });
    env.clock.advance(60_000);
    const later = await env.in((await logIn(email, goodPassword, { totpCode: codeAt(0) })).session);
    await env.people.removeTotp({ code: codeAt(30_000) }, later);
    await logIn(email);
  });

  test("needs no code any more when the authenticator is lost and who may help says so", async () => {
    const { email, personId, caller } = await owner("lost@example.ir");
    const { secret } = await env.people.beginTotp({}, caller);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = totp.generate({ timestamp: env.clock.now().getTime() });
    await env.people.confirmTotp({ code }, caller);
    const administrator = await env.as(staff.administrator);
    const renew = async (forgetTotp: boolean, password: string) => {
      const { token } = await env.people.issuePasswordReset(
        { personId, forgetTotp },
        administrator,
      );
      await env.people.resetPassword({ token, password, remoteAddress: "192.0.2.72" });
    };
    await renew(false, "a password without the telephone");
    await expect(logIn(email, "a password without the telephone")).rejects.toMatchObject({
      reason: "TOTP_NEEDED",
    });
    await renew(true, "a password for a new telephone");
    const { session } = await logIn(email, "a password for a new telephone");
    const { entries } = await env.accounts.listAuditTrail({}, await env.in(session));
    const told = entries.filter(({ action }) => action === "password.reset");
    expect(told.map(({ after }) => (JSON.parse(after) as { totp: boolean }).totp)).toEqual([
      true,
      false,
    ]);
  });

  test("is shut for the people of a suspended tenant at once, and open again when it is reinstated", async () => {
    const { email, tenantId, session, caller } = await owner("suspended@example.ir");
    const administrator = await env.as(staff.administrator);
    await env.accounts.suspendTenant({ tenantId, reason: "unpaid" }, administrator);
    for (const attempt of [
      () => logIn(email),
      () => env.in(session),
      () => env.people.listSessions({}, caller),
      () => env.people.listMembers({}, caller),
      () => env.accounts.listKeys({}, caller),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ reason: "TENANT_SUSPENDED" });
    }
    await expect(
      env.accounts.reinstateTenant({ tenantId }, await env.as(elsewhere)),
    ).rejects.toMatchObject({ reason: "TENANT_UNKNOWN" });
    await expect(
      env.accounts.reinstateTenant({ tenantId }, await env.as(staff.operations)),
    ).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
    await env.accounts.reinstateTenant({ tenantId }, administrator);
    await env.accounts.reinstateTenant({ tenantId }, administrator);
    await env.in(session);
    await env.told("TenantReinstated", { tenantId, version: 3n });
    const { entries } = await env.accounts.listAuditTrail({}, await env.in(session));
    expect(
      entries.filter(({ action }) => /suspended|reinstated/.test(action)).map(({ after }) => after),
    ).toEqual(['{"status":"suspended","reason":"unpaid"}', '{"status":"active"}']);
  });
});

describe("a password", () => {
  test("is changed by who knows it; the other sessions end", async () => {
    const { email, caller, session } = await owner("change@example.ir");
    const other = await logIn(email);
    const change = (current: string, next: string) =>
      env.people.changePassword({ current, next }, caller);
    await expect(change("not this one", "the next password")).rejects.toMatchObject({
      reason: "PASSWORD_WRONG",
    });
    await expect(change(goodPassword, "short")).rejects.toMatchObject({ reason: "PASSWORD_WEAK" });
    await change(goodPassword, "the next password");
    await env.in(session);
    await expect(env.in(other.session)).rejects.toMatchObject({ reason: "SESSION_OVER" });
    await expect(logIn(email)).rejects.toMatchObject({ reason: "CREDENTIALS_WRONG" });
    await logIn(email, "the next password");
  });

  test("that is forgotten is asked for without telling who is known, and given by the administrator", async () => {
    const { email, tenantId, personId, session } = await owner("forgot@example.ir");
    const ask = (address: string) =>
      env.people.requestPasswordReset({ email: address, remoteAddress: "192.0.2.70" });
    expect(await ask(email)).toEqual(await ask("never-seen@example.ir"));

    const administrator = await env.as(staff.administrator);
    const { members } = await env.people.listMembers({ tenantId }, administrator);
    expect(members).toMatchObject([{ personId, resetRequestedAt: env.clock.now() }]);
    const first = await env.people.issuePasswordReset({ personId }, administrator);
    const second = await env.people.issuePasswordReset({ personId }, administrator);
    const spend = (token: string, password = "a fresh password") =>
      env.people.resetPassword({ token, password, remoteAddress: "192.0.2.71" });
    await expect(spend(first.token)).rejects.toMatchObject({ reason: "RESET_OVER" });
    await expect(spend(second.token, "short")).rejects.toMatchObject({ reason: "PASSWORD_WEAK" });
    await spend(second.token);
    await expect(spend(second.token)).rejects.toMatchObject({ reason: "RESET_OVER" });
    await expect(env.in(session)).rejects.toMatchObject({ reason: "SESSION_OVER" });

    const again = await env.in((await logIn(email, "a fresh password")).session);
    const { entries } = await env.accounts.listAuditTrail({}, again);
    const actions = entries.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["members.listed", "password_reset.issued", "password.reset"]),
    );
    expect((await env.people.getPerson({}, again)).person?.resetRequestedAt).toBeUndefined();
  });

  test("is asked for five times an hour at most, whoever it is of", async () => {
    const ask = () =>
      env.people.requestPasswordReset({ email: "often@example.ir", remoteAddress: "192.0.2.72" });
    for (let times = 0; times < 5; times += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ kind: "exhausted", reason: "TOO_MANY_ATTEMPTS" });
  });

  test("cannot be given to people of another company, another provider or the desk", async () => {
    const mine = await owner("mine@example.ir");
    const theirs = await owner("theirs@example.ir");
    const strangers = [mine.caller, await env.as(elsewhere)];
    for (const caller of strangers) {
      await expect(
        env.people.issuePasswordReset({ personId: theirs.personId }, caller),
      ).rejects.toMatchObject({ reason: "MEMBER_UNKNOWN" });
    }
    await expect(
      env.people.issuePasswordReset({ personId: theirs.personId }, await env.as(staff.expert)),
    ).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
  });
});

test("nothing of a person, a password or a token is in clear in the database", async () => {
  const { caller, session } = await owner("sealed@example.ir");
  const { token } = await env.people.invite(
    { email: "invited@example.ir", name: "Reza Karimi", roles: ["viewer"], language: "fa" },
    caller,
  );
  const raw = await env.rawDatabase();
  for (const word of [
    "sealed@example",
    "invited@example",
    "Reza Karimi",
    "Sara Ahmadi",
    goodPassword,
  ]) {
    expect(raw).not.toContain(word);
  }
  for (const secret of [session?.token ?? "", token]) expect(raw).not.toContain(secret);
  expect(raw).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
});
