import type {
  SuspendTenantRequest,
  SuspendTenantResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import { DomainError, requireStaff, type CallContext } from "@whiteline/service-kit";
import { standingTo } from "./domain/access.js";
import { suspend } from "./domain/tenant.js";
import { tidyText } from "./domain/written-text.js";
import { tenantSuspended } from "./events/publish.js";
import { actorOf } from "./meet-caller.js";
import type { Parts } from "./parts.js";
import { fromTenant } from "./proto.js";
import { tenantUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "newId" | "tenants" | "audit" | "commit" | "outbox">;

/** Shuts a tenant out, by operations of its provider. A suspended tenant stays so, without a second fact. */
export function suspendTenant({ now, newId, tenants, audit, commit, outbox }: Needs) {
  return async (
    { tenantId, reason: written }: SuspendTenantRequest,
    context: CallContext,
  ): Promise<SuspendTenantResponse> => {
    const caller = requireStaff(context, "operations");
    const reason = requireReason(written);
    const tenant = await tenants.byId(tenantId);
    if (tenant === undefined || standingTo(tenant, caller) === "stranger") throw tenantUnknown();

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
          await tenants.keepSuspension(session, decision.tenant, suspension);
          await outbox.add(session, TenantSuspended, fact, eventId);
          await audit.append(session, tenantId, {
            actor: actorOf(caller),
            action: "tenant.suspended",
            subject: `tenant:${tenantId}`,
          });
        });
        return { tenant: fromTenant(decision.tenant) };
      }
    }
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
