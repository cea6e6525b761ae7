import { DomainError, principalOf, type CallContextExt } from "@whiteline/service-kit";
import type { Home } from "../domain/person.js";

/**
 * The company or the desk that the caller belongs to: a person, or a key.
 * @throws DomainError forbidden HOME_REQUIRED for services, which belong to none.
 */
export function homeOf(context: CallContextExt): Home {
  const { kind, tenantId, providerId = "" } = principalOf(context);
  if (kind === "tenant" && tenantId !== undefined) return { kind: "tenant", tenantId, providerId };
  if (kind === "staff" && providerId !== "") return { kind: "staff", providerId };
  throw new DomainError("forbidden", "HOME_REQUIRED", "Only people and keys may do this.");
}

/** Whether a person works there. */
export function isAtHome(person: { readonly home: Home }, home: Home): boolean {
  return person.home.kind === "tenant"
    ? home.kind === "tenant" && person.home.tenantId === home.tenantId
    : home.kind === "staff" && person.home.providerId === home.providerId;
}
