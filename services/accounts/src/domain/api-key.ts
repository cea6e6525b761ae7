/** What a staff key may do at its provider. */
type StaffRole = "expert" | "operations" | "finance" | "administrator";

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
  /** How people call it; "" of keys that the platform made. */
  readonly name: string;
  /** What its tenant's key may do at most: the roles of who issued it. */
  readonly roles: readonly string[];
  /** Permissions it is limited to; null = all that its roles give. */
  readonly scopes: readonly string[] | null;
  readonly expiresAt: Date | null;
  /** Addresses and networks (CIDR) from which it opens; none = from anywhere. */
  readonly allowedAddresses: readonly string[];
  readonly issuedAt: Date | null;
  readonly lastUsedAt: Date | null;
  /** "person:<id>" who answers for it, or the first "key:<id>" of a row of keys; "" = the platform made it. */
  readonly madeBy: string;
};

/** A key of before there were limits, and one that the platform makes: an owner's, or of a role of the desk. */
export const unlimited = {
  name: "",
  roles: ["owner"],
  scopes: null,
  expiresAt: null,
  allowedAddresses: [],
  lastUsedAt: null,
  madeBy: "",
} as const satisfies Partial<ApiKey>;

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
  | {
      readonly kind: "closed";
      readonly code: "KEY_REFUSED" | "KEY_EXPIRED" | "ADDRESS_REFUSED" | "TENANT_SUSPENDED";
    };

/**
 * Whether a key opens. That it expired, that the address is none of its own and that its tenant is
 * suspended is said only to who proved to hold the secret.
 * @param proof the outcome of the constant-time comparison, and whether the address is an allowed one.
 */
export function judgeKey(
  key: ApiKey | undefined,
  proof: { readonly secretMatches: boolean; readonly addressIsAllowed: boolean },
  tenant: { readonly status: "active" | "suspended" } | undefined,
  at: Date,
): Entrance {
  const closed = (code: Extract<Entrance, { kind: "closed" }>["code"]): Entrance => ({
    kind: "closed",
    code,
  });
  if (key === undefined || !proof.secretMatches || key.revokedAt !== null) {
    return closed("KEY_REFUSED");
  }
  if (key.expiresAt !== null && key.expiresAt <= at) return closed("KEY_EXPIRED");
  if (!proof.addressIsAllowed) return closed("ADDRESS_REFUSED");
  if (key.holder.kind === "staff") return { kind: "open", roles: [key.holder.role] };
  if (tenant === undefined) return closed("KEY_REFUSED");
  if (tenant.status === "suspended") return closed("TENANT_SUSPENDED");
  return { kind: "open", roles: key.roles };
}
