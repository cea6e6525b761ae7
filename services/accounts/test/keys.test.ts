import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsEnv, faultsOf, goodPassword, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
let desk: Awaited<ReturnType<AccountsEnv["provision"]>>;

beforeAll(async () => {
  env = await accountsEnv();
  desk = await env.provision("asanak");
});
afterAll(() => env[Symbol.asyncDispose]());

type Wanted = Parameters<AccountsEnv["accounts"]["issueKey"]>[0];

/** A company whose owner issues keys. */
async function company(ownerEmail: string) {
  const caller = await env.in((await env.signUp({ ownerEmail })).session);
  const issue = (wanted: Wanted = {}) =>
    env.accounts.issueKey(
      { requestId: crypto.randomUUID(), name: "web shop", scopes: ["account:read"], ...wanted },
      caller,
    );
  return { caller, issue };
}

test("a key does what its scopes say, and no more than who issued it", async () => {
  const { caller, issue } = await company("scopes@example.ir");
  const { apiKey, key } = await issue();
  const { roles, scopes } = await env.accounts.authenticate({ apiKey });
  expect({ roles, scopes }).toEqual({ roles: ["owner"], scopes: ["account:read"] });
  const limited = await env.as(apiKey);
  await env.accounts.getCompanyFile({}, limited);
  await expect(env.accounts.listKeys({}, limited)).rejects.toMatchObject({
    kind: "forbidden",
    reason: "SCOPE_REQUIRED",
  });
  const { keys } = await env.accounts.listKeys({}, caller);
  expect(keys.map(({ keyId }) => keyId)).toContain(key?.keyId);
  expect(JSON.stringify(keys, (_name, value: unknown) => value)).not.toContain(apiKey);

  const { token } = await env.people.invite(
    { email: "developer@example.ir", name: "D", roles: ["developer"] },
    caller,
  );
  const { session } = await env.people.acceptInvitation({ token, password: goodPassword });
  const ask = { requestId: "d", name: "d", scopes: ["lists:write", "people:write"] };
  await expect(env.accounts.issueKey(ask, await env.in(session))).rejects.toMatchObject({
    reason: "SCOPE_UNKNOWN",
  });
});

test("a limited key cannot issue a wider one", async () => {
  const { issue } = await company("wider@example.ir");
  const { apiKey } = await issue({ scopes: ["keys:write", "lines:read"] });
  const caller = await env.as(apiKey);
  const ask = (scopes: string[]) =>
    env.accounts.issueKey({ requestId: `for ${scopes.join()}`, name: "k", scopes }, caller);
  await expect(ask(["messages:send"])).rejects.toMatchObject({ reason: "SCOPE_UNKNOWN" });
  await expect(ask([])).rejects.toMatchObject({ reason: "SCOPE_UNKNOWN" });
  await ask(["lines:read"]);
});

test("a key opens from its networks only, and until its end", async () => {
  const { issue } = await company("networks@example.ir");
  const expiresAt = new Date(env.clock.now().getTime() + 3_600_000);
  const { apiKey } = await issue({ allowedAddresses: ["192.0.2.0/24"], expiresAt });
  const open = (remoteAddress: string) => env.accounts.authenticate({ apiKey, remoteAddress });
  await open("192.0.2.200");
  for (const address of ["192.0.3.1", ""]) {
    await expect(open(address)).rejects.toMatchObject({ reason: "ADDRESS_REFUSED" });
  }
  env.clock.set(expiresAt);
  await expect(open("192.0.2.200")).rejects.toMatchObject({ reason: "KEY_EXPIRED" });
});

test("faults of a key are told all at once", async () => {
  const { issue } = await company("faults@example.ir");
  const faulty = {
    name: " ",
    scopes: ["self"],
    allowedAddresses: ["home"],
    expiresAt: new Date(0),
  };
  const refusal: unknown = await issue(faulty).catch((error: unknown) => error);
  for (const code of ["NAME_MISSING", "SCOPE_UNKNOWN", "ADDRESS_MALFORMED", "EXPIRY_PAST"]) {
    expect(faultsOf(refusal)).toContain(code);
  }
});

test("is issued once per request id: the repetition shows no secret, other words are refused", async () => {
  const { issue } = await company("repeated@example.ir");
  const first = await issue({ requestId: "same" });
  const again = await issue({ requestId: "same" });
  expect(again.key?.keyId).toBe(first.key?.keyId);
  expect(again.apiKey).toBe("");
  await expect(issue({ requestId: "same", name: "other" })).rejects.toMatchObject({
    reason: "REQUEST_ID_REUSED",
  });
});

test("issuing and revoking are told with what the key may do, never with the key", async () => {
  const { caller, issue } = await company("told@example.ir");
  const { apiKey, key } = await issue();
  await env.accounts.revokeKey({ keyId: key?.keyId ?? "" }, caller);
  await expect(env.as(apiKey)).rejects.toMatchObject({ reason: "KEY_REFUSED" });
  const { entries, chainIntact } = await env.accounts.listAuditTrail({}, caller);
  const issued = entries.find(({ action }) => action === "key.issued");
  expect(JSON.parse(issued?.after ?? "")).toEqual({
    name: "web shop",
    scopes: ["account:read"],
    expiresAt: null,
    allowedAddresses: [],
  });
  expect(entries.at(-1)).toMatchObject({ action: "key.revoked", after: '{"revoked":true}' });
  expect(chainIntact).toBe(true);
});

test("keys of before keep what they could: an owner's and those of the desk carry no scopes", async () => {
  const { apiKey } = await env.register();
  expect(await env.accounts.authenticate({ apiKey })).toMatchObject({
    roles: ["owner"],
    scopes: [],
  });
  const { keys } = await env.accounts.listKeys({}, await env.as(desk.administratorKey));
  expect(keys.map(({ name }) => name).sort()).toEqual([
    "administrator",
    "expert",
    "finance",
    "operations",
  ]);
});
