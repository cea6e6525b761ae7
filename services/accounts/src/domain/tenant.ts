/** A natural person (حقیقی) or a legal person (حقوقی) [ir.md · 1]. */
export type PersonKind = "natural" | "legal";

export type Tenant = {
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly kind: PersonKind;
  readonly name: string;
  readonly status: "active" | "suspended";
  /** Sends the platform's own messages at price zero. */
  readonly platform: boolean;
  readonly registeredAt: Date;
  /** Rises by one with each change that a fact tells. */
  readonly version: number;
};

type Suspension =
  | { readonly kind: "suspended"; readonly tenant: Tenant }
  | { readonly kind: "already_suspended"; readonly tenant: Tenant }
  | { readonly kind: "refused"; readonly code: "PLATFORM_TENANT" };

/**
 * Takes a tenant's right to enter. The platform tenant is never suspended: it carries the messages
 * that tell others what happened to them.
 */
export function suspend(tenant: Tenant): Suspension {
  if (tenant.platform) return { kind: "refused", code: "PLATFORM_TENANT" };
  if (tenant.status === "suspended") return { kind: "already_suspended", tenant };
  return {
    kind: "suspended",
    tenant: { ...tenant, status: "suspended", version: tenant.version + 1 },
  };
}

type Reinstatement =
  | { readonly kind: "reinstated"; readonly tenant: Tenant }
  | { readonly kind: "not_suspended"; readonly tenant: Tenant };

/** Gives the right to enter back. */
export function reinstate(tenant: Tenant): Reinstatement {
  if (tenant.status === "active") return { kind: "not_suspended", tenant };
  return {
    kind: "reinstated",
    tenant: { ...tenant, status: "active", version: tenant.version + 1 },
  };
}
