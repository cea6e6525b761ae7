/** What a staff key may do at its provider. */
type StaffRole = "expert" | "operations" | "finance";

/** What a key opens: one tenant with the owner's roles, or a provider's desk. */
export type KeyHolder =
  | { readonly kind: "tenant"; readonly tenantId: string }
  | { readonly kind: "staff"; readonly role: StaffRole };

/** A key as it is kept: its secret is not in it. */
export type ApiKey = {
  readonly keyId: string;
  /** Public part, by which the key is found. */
  readonly prefix: string;
  readonly holder: KeyHolder;
  readonly providerId: string;
  /** The tenant whose audit trail tells of this key: its own, or the provider's platform tenant. */
  readonly auditTenantId: string;
  readonly revokedAt: Date | null;
};

type PresentedKey = { readonly prefix: string; readonly secret: string };

/** `wl_<prefix>_<secret>`: 16 hex characters and 256 bits in base64url [delivery.md · 8]. */
export function writeKey({ prefix, secret }: PresentedKey): string {
  return `wl_${prefix}_${secret}`;
}

/** The parts of a presented key; undefined when it cannot be one of ours. */
export function readKey(text: string): PresentedKey | undefined {
  const match = /^wl_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/u.exec(text);
  const [, prefix, secret] = match ?? [];
  return prefix === undefined || secret === undefined ? undefined : { prefix, secret };
}

type Entrance =
  | { readonly kind: "open"; readonly roles: readonly string[] }
  /** One word for unknown, wrong and revoked: an attacker must not learn which part was right. */
  | { readonly kind: "closed"; readonly code: "KEY_REFUSED" | "TENANT_SUSPENDED" };

/**
 * Whether a key opens. That its tenant is suspended is said only to who proved to hold the secret.
 * @param secretMatches the outcome of the constant-time comparison.
 */
export function judgeKey(
  key: ApiKey | undefined,
  secretMatches: boolean,
  tenant: { readonly status: "active" | "suspended" } | undefined,
): Entrance {
  if (key === undefined || !secretMatches || key.revokedAt !== null) {
    return { kind: "closed", code: "KEY_REFUSED" };
  }
  if (key.holder.kind === "staff") return { kind: "open", roles: [key.holder.role] };
  if (tenant === undefined) return { kind: "closed", code: "KEY_REFUSED" };
  if (tenant.status === "suspended") return { kind: "closed", code: "TENANT_SUSPENDED" };
  return { kind: "open", roles: ["owner"] };
}
