import { expect, test } from "vitest";
import { judgeKey, readKey, unlimited, writeKey, type ApiKey } from "./api-key.js";

const secret = "A".repeat(43);
const key: ApiKey = {
  keyId: "k1",
  prefix: "0123456789abcdef",
  holder: { kind: "tenant", tenantId: "t1" },
  providerId: "asanak",
  auditTenantId: "t1",
  revokedAt: null,
  issuedAt: new Date("2026-11-22T08:00:00Z"),
  ...unlimited,
};
const at = new Date("2026-11-22T10:00:00Z");
const proven = { secretMatches: true, addressIsAllowed: true };
const unproven = { secretMatches: false, addressIsAllowed: true };
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
  expect(judgeKey(key, proven, active, at)).toEqual({ kind: "open", roles: ["owner"] });
});

test("a staff key opens with its role alone", () => {
  const staff: ApiKey = { ...key, holder: { kind: "staff", role: "finance" } };
  expect(judgeKey(staff, proven, undefined, at)).toEqual({ kind: "open", roles: ["finance"] });
});

test("unknown, wrong and revoked keys are refused in the same word", () => {
  const refused = { kind: "closed", code: "KEY_REFUSED" };
  expect(judgeKey(undefined, unproven, undefined, at)).toEqual(refused);
  expect(judgeKey(key, unproven, active, at)).toEqual(refused);
  expect(judgeKey({ ...key, revokedAt: new Date(0) }, proven, active, at)).toEqual(refused);
});

test("that a tenant is suspended is told only to who holds its secret", () => {
  const suspended = { status: "suspended" } as const;
  expect(judgeKey(key, proven, suspended, at)).toEqual({
    kind: "closed",
    code: "TENANT_SUSPENDED",
  });
  expect(judgeKey(key, unproven, suspended, at)).toEqual({ kind: "closed", code: "KEY_REFUSED" });
});

test("a limited key carries the roles of its issuer", () => {
  const limited: ApiKey = { ...key, roles: ["developer"], scopes: ["messages:send"] };
  expect(judgeKey(limited, proven, active, at)).toEqual({ kind: "open", roles: ["developer"] });
});

test("a key past its end, or from an address not its own, is told so only with its secret", () => {
  const over: ApiKey = { ...key, expiresAt: at };
  const elsewhere = { ...proven, addressIsAllowed: false };
  expect(judgeKey(over, proven, active, at)).toEqual({ kind: "closed", code: "KEY_EXPIRED" });
  expect(judgeKey(key, elsewhere, active, at)).toEqual({ kind: "closed", code: "ADDRESS_REFUSED" });
  expect(judgeKey(over, unproven, active, at)).toEqual({ kind: "closed", code: "KEY_REFUSED" });
  expect(
    judgeKey({ ...over, expiresAt: new Date(at.getTime() + 1) }, proven, active, at).kind,
  ).toBe("open");
});
