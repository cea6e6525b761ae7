import type { Tenant } from "./tenant.js";

/** Who asks, as the principal token says it. */
type Caller = {
  readonly kind: "tenant" | "staff" | "service";
  readonly tenantId?: string;
  readonly providerId?: string;
};

/**
 * How a caller stands to a tenant. `stranger` must be answered as if the tenant did not exist (law 8);
 * `staff` leaves a trace in the tenant's audit trail.
 */
type Standing = "own" | "staff" | "service" | "stranger";

/** Staff see the tenants of their provider only; a service without a tenant acts for the platform. */
export function standingTo(
  tenant: Pick<Tenant, "tenantId" | "providerId">,
  caller: Caller,
): Standing {
  switch (caller.kind) {
    case "tenant":
      return caller.tenantId === tenant.tenantId ? "own" : "stranger";
    case "staff":
      return caller.providerId === tenant.providerId ? "staff" : "stranger";
    case "service":
      return caller.tenantId === undefined || caller.tenantId === tenant.tenantId
        ? "service"
        : "stranger";
  }
}
