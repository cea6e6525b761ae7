import type {
  ReinstateTenantRequest,
  ReinstateTenantResponse,
  SuspendTenantRequest,
  SuspendTenantResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { TenantReinstated, TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import {
  actorOf,
  DomainError,
  requireStaff,
  type CallContext,
  type Principal,
} from "@whiteline/service-kit";
import { standingTo } from "./domain/access.js";
import { reinstate, suspend, type Tenant } from "./domain/tenant.js";
import { tidyText } from "./domain/written-text.js";
import { tenantReinstated, tenantSuspended } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { fromTenant } from "./proto.js";
import { tenantUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "newId" | "tenants" | "audit" | "commit" | "outbox">;

/** A tenant of the administrator's own provider. @throws DomainError not_found TENANT_UNKNOWN. */
async function tenantOfDesk(
  tenants: Needs["tenants"],
  tenantId: string,
  caller: Principal,
): Promise<Tenant> {
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined || standingTo(tenant, caller) === "stranger") throw tenantUnknown();
  return tenant;
}

/**
 * Shuts a tenant out and stops its sending, by the administrator of its provider. A suspended tenant
 * stays so, without a second fact.
 */
export function suspendTenant({ now, newId, tenants, audit, commit, outbox }: Needs) {
  return async (
    { tenantId, reason: written }: SuspendTenantRequest,
    context: CallContext,
  ): Promise<SuspendTenantResponse> => {
    const caller = requireStaff(context, "administrator");
    const reason = requireReason(written);
    const tenant = await tenantOfDesk(tenants, tenantId, caller);

    const decision = suspend(tenant);
    switch (decision.kind) {
      case "already_suspended":
        return { tenant: fromTenant(decision.tenant) };
      case "refused":
        throw new DomainError(
          "precondition",
          decision.code,
          "The platform tenant carries the platform's own messages and is never suspended.",
          { remedy: "Revoke the key that causes the trouble instead." },
        );
      case "suspended": {
        const suspension = { reason, at: now() };
        const eventId = newId();
        await commit(async (session) => {
          const fact = tenantSuspended(decision.tenant, suspension);
          await tenants.keepStatus(session, decision.tenant, suspension);
          await outbox.add(session, TenantSuspended, fact, eventId);
          await audit.append(session, tenantId, {
            actor: actorOf(caller),
            action: "tenant.suspended",
            subject: `tenant:${tenantId}`,
            before: { status: tenant.status },
            after: { status: decision.tenant.status, reason },
          });
        });
        return { tenant: fromTenant(decision.tenant) };
      }
    }
  };
}

/** Lets a tenant in again, by the administrator of its provider; what waits goes on. */
export function reinstateTenant({ now, newId, tenants, audit, commit, outbox }: Needs) {
  return async (
    { tenantId }: ReinstateTenantRequest,
    context: CallContext,
  ): Promise<ReinstateTenantResponse> => {
    const caller = requireStaff(context, "administrator");
    const tenant = await tenantOfDesk(tenants, tenantId, caller);
    const decision = reinstate(tenant);
    if (decision.kind === "not_suspended") return { tenant: fromTenant(decision.tenant) };
    const at = now();
    const eventId = newId();
    await commit(async (session) => {
      await tenants.keepStatus(session, decision.tenant, null);
      await outbox.add(session, TenantReinstated, tenantReinstated(decision.tenant, at), eventId);
      await audit.append(session, tenantId, {
        actor: actorOf(caller),
        action: "tenant.reinstated",
        subject: `tenant:${tenantId}`,
        before: { status: tenant.status },
        after: { status: decision.tenant.status },
      });
    });
    return { tenant: fromTenant(decision.tenant) };
  };
}

function requireReason(written: string): string {
  const reason = tidyText(written);
  if (reason.length >= 1 && reason.length <= 500) return reason;
  throw new DomainError(
    "invalid",
    "REASON_MISSING",
    "A suspension has a reason of 1 to 500 characters.",
    {
      remedy: "Say why, without personal data: the tenant and other services read it.",
    },
  );
}
