import { DomainError, principalOf, type CallContextExt } from "@whiteline/service-kit";
import { tenantSuspended } from "../refuse.js";
import type { KeptPerson, PeopleStore } from "../store/people.js";
import type { TenantStore } from "../store/tenants.js";

export type MeetPerson = (context: CallContextExt) => Promise<KeptPerson>;

/**
 * The person whose session calls.
 * @returns a function that throws DomainError forbidden SESSION_REQUIRED for keys and services, and
 * unauthenticated TENANT_SUSPENDED.
 */
export function personMeeting({
  people,
  tenants,
}: {
  readonly people: PeopleStore;
  readonly tenants: TenantStore;
}): MeetPerson {
  return async (context) => {
    const { personId } = principalOf(context);
    const person = personId === undefined ? undefined : await people.byId(personId);
    if (person === undefined) {
      throw new DomainError("forbidden", "SESSION_REQUIRED", "Only a person may do this.", {
        remedy: "Log in; a key stands for no person.",
      });
    }
    const { home } = person;
    const tenant = home.kind === "tenant" ? await tenants.byId(home.tenantId) : undefined;
    if (tenant?.status === "suspended") throw tenantSuspended();
    return person;
  };
}
