import { DomainError, principalOf, type CallContextExt } from "@whiteline/service-kit";
import type { Home } from "../domain/person.js";
import type { MeetCaller } from "../meet-caller.js";

/**
 * The company or the desk that the caller belongs to: a person, or a key.
 * @throws DomainError forbidden HOME_REQUIRED for services, which belong to none; unauthenticated
 * TENANT_SUSPENDED.
 */
export async function homeOf(
  meet: Pick<MeetCaller, "ownTenant">,
  context: CallContextExt,
): Promise<Home> {
  const { kind, providerId = "" } = principalOf(context);
  if (kind === "tenant") {
    const tenant = await meet.ownTenant(context);
    return { kind, tenantId: tenant.tenantId, providerId: tenant.providerId };
  }
  if (kind === "staff" && providerId !== "") return { kind, providerId };
  throw new DomainError("forbidden", "HOME_REQUIRED", "Only people and keys may do this.");
}

/** Whether a person works there. */
export function isAtHome(person: { readonly home: Home }, home: Home): boolean {
  return person.home.kind === "tenant"
    ? home.kind === "tenant" && person.home.tenantId === home.tenantId
    : home.kind === "staff" && person.home.providerId === home.providerId;
}
