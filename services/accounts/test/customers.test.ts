import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsEnv, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
beforeAll(async () => {
  env = await accountsEnv();
});
afterAll(() => env[Symbol.asyncDispose]());

test("finance finds the customers of its provider by name or id, page by page, and nobody else's", async () => {
  const desk = await env.provision("asanak");
  const kando = await env.provision("kando");
  const names = ["ب (دو)", "الف", "شرکت کالای ایرانی"];
  const ids = new Map<string, string>();
  for (const [i, name] of names.entries()) {
    const { tenant } = await env.signUp({ ownerEmail: `owner${i}@example.ir`, name });
    ids.set(name, tenant!.tenantId);
  }
  const finance = await env.as(desk.financeKey);
  const everybody = { search: "", tenantIds: [], after: "", limit: 2 };
  const list = async (over: object, by = finance) => {
    const { tenants } = await env.accounts.listTenants({ ...everybody, ...over }, by);
    return tenants.map(({ name }) => name);
  };
  const first = await env.accounts.listTenants(everybody, finance);
  expect(first.tenants.map(({ name }) => name)).toEqual(["الف", "ب (دو)"]);
  expect(await list({ after: first.tenants[1]!.tenantId })).toEqual(["شرکت کالای ایرانی"]);
  // Arabic letters as an Iranian keyboard of another system writes them, and a bracket that is no pattern.
  expect(await list({ search: "كالاي" })).toEqual(["شرکت کالای ایرانی"]);
  expect(await list({ search: "(" })).toEqual(["ب (دو)"]);
  expect(await list({ search: ids.get("الف") })).toEqual(["الف"]);
  expect(await list({ tenantIds: [ids.get("الف"), "nobody"] })).toEqual(["الف"]);

  const elsewhere = await env.as(kando.financeKey);
  expect(await list({ tenantIds: [...ids.values()] }, elsewhere)).toEqual([]);
  await expect(list({ after: ids.get("الف") }, elsewhere)).rejects.toMatchObject({
    reason: "TENANT_UNKNOWN",
  });
  const tooMany = Array.from({ length: 201 }, (_, i) => `t${i}`);
  await expect(list({ tenantIds: tooMany })).rejects.toMatchObject({ reason: "TOO_MANY_IDS" });
});
