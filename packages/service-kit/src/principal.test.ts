import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";

import { manualClock } from "@whiteline/testkit";
import { importJWK, SignJWT } from "jose";
import { describe, expect, test } from "vitest";

import { principalVerifier, signPrincipal, verifyPrincipal, type Principal } from "./principal.js";

const start = new Date("2026-11-22T10:00:00Z");
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

function keyPair(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  return {
    private: { ...privateKey.export({ format: "jwk" }), kid },
    public: { kty: "OKP", crv: "Ed25519", x, kid } as const,
  };
}
const accounts = keyPair("2026-11");
const keys = { keys: [accounts.public] };
const tenant: Principal = {
  kind: "tenant",
  tenantId: "t1",
  providerId: "asanak",
  roles: ["owner"],
  market: "IR",
  keyId: "k1",
};

test("what accounts signed is what a service reads", async () => {
  const { token, expiresAt } = await signPrincipal(tenant, { key: accounts.private, now: start });
  expect(expiresAt).toEqual(after(60));
  expect(await verifyPrincipal(token, { keys, now: after(30) })).toEqual(tenant);
});

test("a token lives 60 seconds at most, and 5 seconds of clock difference are forgiven", async () => {
  const { token, expiresAt } = await signPrincipal(tenant, {
    key: accounts.private,
    now: start,
    lifetimeSeconds: 3600,
  });
  expect(expiresAt).toEqual(after(60));
  await expect(verifyPrincipal(token, { keys, now: after(-4) })).resolves.toEqual(tenant);
  await expect(verifyPrincipal(token, { keys, now: after(64) })).resolves.toEqual(tenant);
  await expect(verifyPrincipal(token, { keys, now: after(66) })).rejects.toMatchObject({
    kind: "unauthenticated",
    reason: "TOKEN_EXPIRED",
  });
});

describe("a forged token is refused:", () => {
  const claims = (changes: object) => ({ ...tenant, ...changes });
  const signed = async (
    payload: object,
    header: object,
    key: object = accounts.private,
    life = 60,
  ) =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: "EdDSA", kid: "2026-11", ...header })
      .setIssuer("whiteline.accounts")
      .setAudience("whiteline")
      .setIssuedAt(start)
      .setExpirationTime(after(life))
      .sign(await importJWK(key, "EdDSA"));
  const unsigned = (header: object) =>
    [
      header,
      {
        ...tenant,
        iss: "whiteline.accounts",
        aud: "whiteline",
        iat: start.getTime() / 1000,
        exp: after(60).getTime() / 1000,
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");

  test.each<[string, () => string | Promise<string>]>([
    ["no token at all", () => "nonsense"],
    [
      "a key of another under our key's name",
      () => signed(claims({}), {}, keyPair("2026-11").private),
    ],
    [
      "a key that is not known",
      () => signed(claims({}), { kid: "other" }, keyPair("other").private),
    ],
    ["no signature", () => `${unsigned({ alg: "none" })}.`],
    [
      "a public key used as a shared secret",
      () => `${unsigned({ alg: "HS256", kid: "2026-11" })}.AAAA`,
    ],
    ["a kind that does not exist", () => signed(claims({ kind: "root" }), {})],
    [
      "another audience",
      () => {
        const body = unsigned({ alg: "EdDSA", kid: "2026-11" }).split(".");
        const other = Buffer.from(
          JSON.stringify({
            ...tenant,
            iss: "whiteline.accounts",
            aud: "elsewhere",
            iat: 1,
            exp: 2,
          }),
        );
        const text = `${body[0] ?? ""}.${other.toString("base64url")}`;
        const key = createPrivateKey({ key: accounts.private, format: "jwk" });
        return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
      },
    ],
  ])("%s", async (_what, make) => {
    await expect(verifyPrincipal(await make(), { keys, now: after(1) })).rejects.toMatchObject({
      kind: "unauthenticated",
      reason: "TOKEN_INVALID",
    });
  });

  test("a life longer than 60 seconds ends after 60", async () => {
    const long = await signed(tenant, {}, accounts.private, 3600);
    await expect(verifyPrincipal(long, { keys, now: after(70) })).rejects.toMatchObject({
      reason: "TOKEN_EXPIRED",
    });
  });
});

test("during a change of keys both the old and the new one are trusted", async () => {
  const next = keyPair("2026-12");
  const { token } = await signPrincipal(tenant, { key: next.private, now: start });
  const both = { keys: [accounts.public, next.public] };
  await expect(verifyPrincipal(token, { keys: both, now: start })).resolves.toEqual(tenant);
});

test("a remembered token is refused as soon as it has expired", async () => {
  const clock = manualClock(start);
  const verify = principalVerifier(keys, () => clock.now());
  const { token } = await signPrincipal(tenant, { key: accounts.private, now: start });

  const first = await verify(token);
  expect(await verify(token)).toBe(first);
  clock.advance(66_000);
  await expect(verify(token)).rejects.toMatchObject({ reason: "TOKEN_EXPIRED" });
});

test("a token of a 60-minute life that was remembered is refused after its 60 seconds", async () => {
  const clock = manualClock(start);
  const verify = principalVerifier(keys, () => clock.now());
  const long = await new SignJWT({ ...tenant })
    .setProtectedHeader({ alg: "EdDSA", kid: "2026-11" })
    .setIssuer("whiteline.accounts")
    .setAudience("whiteline")
    .setIssuedAt(start)
    .setExpirationTime(after(3600))
    .sign(await importJWK(accounts.private, "EdDSA"));

  await verify(long);
  clock.advance(66_000);
  await expect(verify(long)).rejects.toMatchObject({ reason: "TOKEN_EXPIRED" });
});
