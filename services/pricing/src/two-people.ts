import { DomainError } from "@whiteline/service-kit";
import type { SamePerson } from "./same-person.js";
import type { Proposal, ProposalStore } from "./store/proposals.js";

export type TwoPeople = {
  readonly proposals: ProposalStore;
  readonly samePerson: SamePerson;
};

/** A proposal that nobody answered for so long is none any more. */
const FRESH_MS = 30 * 86_400_000;

/**
 * Lets a second person decide what one proposed. The first one's word is kept, and refused; whoever else wants the very
 * same decides it. Something else starts anew with its speaker.
 * @returns both, with a comma between.
 * @throws DomainError precondition SECOND_PERSON_NEEDED
 */
export const decideByTwo = async (
  { proposals, samePerson }: TwoPeople,
  wanted: Proposal,
): Promise<string> => {
  const first = await proposals.of(wanted.subject);
  const waits =
    first?.content === wanted.content && wanted.at.getTime() - first.at.getTime() < FRESH_MS;
  if (waits && !(await samePerson(first.by, wanted.by))) return `${first.by},${wanted.by}`;
  if (!waits) await proposals.put(wanted);
  throw new DomainError("precondition", "SECOND_PERSON_NEEDED", "Two people decide this.", {
    remedy: "It is proposed: have a colleague of finance send the same.",
  });
};
