import { DomainError, principalOf, type CallContextExt } from "@whiteline/service-kit";
import type { KeptPerson, PeopleStore } from "../store/people.js";

export type MeetPerson = (context: CallContextExt) => Promise<KeptPerson>;

/**
 * The person whose session calls.
 * @returns a function that throws DomainError forbidden SESSION_REQUIRED for keys and services.
 */
export function personMeeting({ people }: { readonly people: PeopleStore }): MeetPerson {
  return async (context) => {
    const { personId } = principalOf(context);
    const person = personId === undefined ? undefined : await people.byId(personId);
    if (person !== undefined) return person;
    throw new DomainError("forbidden", "SESSION_REQUIRED", "Only a person may do this.", {
      remedy: "Log in; a key stands for no person.",
    });
  };
}
