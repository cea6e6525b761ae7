import { createLocalJWKSet, errors, importJWK, jwtVerify, SignJWT, type JWK } from "jose";
import { z } from "zod";

import type { PrincipalKeys } from "./config.js";
import { DomainError } from "./domain-error.js";

/** Who calls, as accounts vouched for it. */
export type Principal = {
  readonly kind: "tenant" | "staff" | "service";
  /** The tenant itself, or the one that a service acts for. */
  readonly tenantId?: string;
  /** The provider of the tenant or of the member of staff. */
  readonly providerId?: string;
  readonly roles: readonly string[];
  /** Name of the calling service; of services only. */
  readonly service?: string;
  readonly market?: string;
  /** Id of the API key that was used. */
  readonly keyId?: string;
  /** The person whose session calls; of sessions only, and then there is no key. */
  readonly personId?: string;
  readonly sessionId?: string;
  /** Permissions that a key is limited to, see role-table.ts; absent = all that the roles give. */
  readonly scopes?: readonly string[];
};

/** Who it was, for audit trails and histories: "person:<id>", "key:<id>" or "service:<name>". */
export function actorOf({ kind, personId, keyId, service }: Principal): string {
  if (kind === "service") return `service:${service ?? ""}`;
  return personId === undefined ? `key:${keyId ?? ""}` : `person:${personId}`;
}

/** A principal token lives at most this long [architecture · law 8]. */
const LONGEST_LIFE_SECONDS = 60;
/** How far the clocks of two machines may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;
const ISSUER = "whiteline.accounts";
const AUDIENCE = "whiteline";

const claimsSchema = z.object({
  kind: z.enum(["tenant", "staff", "service"]),
  tenantId: z.string().min(1).exactOptional(),
  providerId: z.string().min(1).exactOptional(),
  roles: z.array(z.string()),
  service: z.string().min(1).exactOptional(),
  market: z.string().exactOptional(),
  keyId: z.string().exactOptional(),
  personId: z.string().min(1).exactOptional(),
  sessionId: z.string().min(1).exactOptional(),
  scopes: z.array(z.string()).exactOptional(),
});
const lifeSchema = z.object({ iat: z.number(), exp: z.number() });

/**
 * Signs a token that vouches for a principal. Only accounts does so.
 *
 * @param key private Ed25519 key as JWK; its `kid` must be in the public keys of every service.
 * @param lifetimeSeconds 60 unless told, never more.
 */
export async function signPrincipal(
  principal: Principal,
  {
    key,
    now,
    lifetimeSeconds = LONGEST_LIFE_SECONDS,
  }: { readonly key: JWK; readonly now: Date; readonly lifetimeSeconds?: number },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  if (key.kid === undefined) throw new Error("The key that signs principals has no kid.");
  const issued = Math.floor(now.getTime() / 1000);
  const expires = issued + Math.min(lifetimeSeconds, LONGEST_LIFE_SECONDS);
  const token = await new SignJWT({ ...claimsSchema.parse(principal) })
    .setProtectedHeader({ alg: "EdDSA", kid: key.kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(await importJWK(key, "EdDSA"));
  return { token, expiresAt: new Date(expires * 1000) };
}

/**
 * Verifies signature, issuer, audience and life of a token; 5 s of clock difference are forgiven.
 *
 * @throws DomainError unauthenticated TOKEN_EXPIRED or TOKEN_INVALID.
 */
export async function verifyPrincipal(
  token: string,
  { keys, now }: { readonly keys: PrincipalKeys; readonly now: Date },
): Promise<Principal> {
  return (await verifyToken(token, keys, now)).principal;
}

type Verified = { readonly principal: Principal; readonly expiresAt: number };

async function verifyToken(token: string, keys: PrincipalKeys, now: Date): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(token, keySetOf(keys), {
      algorithms: ["EdDSA"],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["iat", "exp"],
      maxTokenAge: LONGEST_LIFE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: now,
    });
    const { iat, exp } = lifeSchema.parse(payload);
    const principal = Object.freeze(claimsSchema.parse(payload));
    const end = Math.min(exp, iat + LONGEST_LIFE_SECONDS) + CLOCK_TOLERANCE_SECONDS;
    return { principal, expiresAt: end * 1000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new DomainError(
        "unauthenticated",
        "TOKEN_EXPIRED",
        "The principal token has expired.",
        {
          remedy: "Ask accounts for a new token and call again.",
        },
      );
    }
    throw new DomainError(
      "unauthenticated",
      "TOKEN_INVALID",
      "The principal token is not one of accounts.",
      {
        remedy: "Call with a token that accounts issued to you.",
        cause: error,
      },
    );
  }
}

type KeySet = ReturnType<typeof createLocalJWKSet>;
const keySets = new WeakMap<PrincipalKeys, KeySet>();

/** jose imports each key once per set, so the set is kept for as long as the configuration lives. */
function keySetOf(keys: PrincipalKeys): KeySet {
  const known = keySets.get(keys);
  if (known) return known;
  const made = createLocalJWKSet({ keys: keys.keys.map((key) => ({ ...key })) });
  keySets.set(keys, made);
  return made;
}

/** Tokens remembered at once; a caller reuses one for most of a minute, so this is ample. */
const REMEMBERED_TOKENS = 10_000;

/**
 * Makes the verifier of the hot path: a token that was verified is trusted by its text until it expires,
 * so that a signature is checked once per caller and minute, not once per call.
 */
export function principalVerifier(
  keys: PrincipalKeys,
  now: () => Date,
): (token: string) => Promise<Principal> {
  const verified = new Map<string, Verified>();

  return async (token) => {
    const at = now();
    const known = verified.get(token);
    if (known && at.getTime() < known.expiresAt) return known.principal;

    verified.delete(token);
    const fresh = await verifyToken(token, keys, at);
    if (verified.size >= REMEMBERED_TOKENS) {
      const [oldest] = verified.keys();
      if (oldest !== undefined) verified.delete(oldest);
    }
    verified.set(token, fresh);
    return fresh.principal;
  };
}
