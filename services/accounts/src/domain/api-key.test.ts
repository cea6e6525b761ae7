import { expect, test } from "vitest";
import { judgeKey, readKey, writeKey, type ApiKey } from "./api-key.js";

const secret = "A".repeat(43);
const key: ApiKey = {
  keyId: "k1",
  prefix: "0123456789abcdef",
  holder: { kind: "tenant", tenantId: "t1" },
  providerId: "asanak",
  auditTenantId: "t1",
  revokedAt: null,
};
const active = { status: "active" } as const;

test("a key is read back as it was written", () => {
  const text = writeKey({ prefix: key.prefix, secret });
  expect(text).toBe(`wl_0123456789abcdef_${secret}`);
  expect(readKey(text)).toEqual({ prefix: key.prefix, secret });
});

test.each([
  "",
  "wl_",
  `wl_0123456789ABCDEF_${secret}`,
  `wl_0123456789abcdef_${secret}A`,
  `xx_0123456789abcdef_${secret}`,
])("%j is no key of ours", (text) => {
  expect(readKey(text)).toBeUndefined();
});

test("the key of an active tenant opens with the owner's role", () => {
  expect(judgeKey(key, true, active)).toEqual({ kind: "open", roles: ["owner"] });
});

test("a staff key opens with its role alone", () => {
  const staff: ApiKey = { ...key, holder: { kind: "staff", role: "finance" } };
  expect(judgeKey(staff, true, undefined)).toEqual({ kind: "open", roles: ["finance"] });
});

test("unknown, wrong and revoked keys are refused in the same word", () => {
  const refused = { kind: "closed", code: "KEY_REFUSED" };
  expect(judgeKey(undefined, false, undefined)).toEqual(refused);
  expect(judgeKey(key, false, active)).toEqual(refused);
  expect(judgeKey({ ...key, revokedAt: new Date(0) }, true, active)).toEqual(refused);
});

test("that a tenant is suspended is told only to who holds its secret", () => {
  const suspended = { status: "suspended" } as const;
  expect(judgeKey(key, true, suspended)).toEqual({ kind: "closed", code: "TENANT_SUSPENDED" });
  expect(judgeKey(key, false, suspended)).toEqual({ kind: "closed", code: "KEY_REFUSED" });
});
