import {
  actorOf,
  principalOf,
  requireTenant,
  type CallContextExt,
  type Principal,
} from "@whiteline/service-kit";
import { standingTo } from "./domain/access.js";
import type { AuditEvent } from "./domain/audit-chain.js";
import type { Tenant } from "./domain/tenant.js";
import { tenantSuspended, tenantUnknown } from "./refuse.js";
import type { AuditTrail } from "./store/audit-trail.js";
import type { CommitChange } from "./store/commit-change.js";
import type { TenantStore } from "./store/tenants.js";

export type MeetCaller = ReturnType<typeof callerMeeting>;

/** The two ways in which a caller comes near a tenant's data: as itself, or to look at it. */
export function callerMeeting({
  tenants,
  audit,
  commit,
}: {
  readonly tenants: TenantStore;
  readonly audit: AuditTrail;
  readonly commit: CommitChange;
}) {
  return {
    /**
     * The tenant that calls, or that a service acts for.
     * @param named the tenant that the request names; empty = the caller's own.
     * @throws DomainError not_found TENANT_UNKNOWN when it is not the caller's own.
     */
    async ownTenant(context: CallContextExt, named = ""): Promise<Tenant> {
      const tenantId = requireTenant(context);
      const tenant = named === "" || named === tenantId ? await tenants.byId(tenantId) : undefined;
      if (tenant === undefined) throw tenantUnknown();
      if (isShutOut(tenant, principalOf(context))) throw tenantSuspended();
      return tenant;
    },

    /**
     * A tenant that the caller may look at. Staff leave a trace before they see anything (law 8);
     * a stranger learns no more than of a tenant that does not exist.
     * @param unknown what a stranger is told.
     */
    async visibleTenant(
      context: CallContextExt,
      named: string,
      trace: Omit<AuditEvent, "actor">,
      unknown = tenantUnknown,
    ): Promise<Tenant> {
      const caller = principalOf(context);
      const tenant = await tenants.byId(named === "" ? requireTenant(context) : named);
      const standing = tenant && standingTo(tenant, caller);
      if (tenant === undefined || standing === "stranger") throw unknown();
      if (isShutOut(tenant, caller)) throw tenantSuspended();
      if (standing === "staff") {
        const event = { ...trace, actor: actorOf(caller) };
        await commit((session) => audit.append(session, tenant.tenantId, event));
      }
      return tenant;
    },
  };
}

/** A suspended tenant is out at once, although its token lives up to 60 s more. */
function isShutOut(tenant: Tenant, { kind }: Principal): boolean {
  return kind === "tenant" && tenant.status === "suspended";
}
