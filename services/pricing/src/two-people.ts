import type { TrailDeed } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import type { SamePerson } from "./same-person.js";
import type { DecidedProposal, Proposal, ProposalStore, Wanted } from "./store/proposals.js";
import type { WithDeed } from "./with-deed.js";

export type TwoPeople = {
  readonly proposals: ProposalStore;
  readonly samePerson: SamePerson;
  readonly withDeed: WithDeed;
  readonly newId: () => string;
};

/** A proposal that nobody answered for so long is none any more. */
const FRESH_MS = 30 * 86_400_000;

export const expiresAt = ({ at }: Pick<Proposal, "at">): Date => new Date(at.getTime() + FRESH_MS);

/** Proposals of before then are none any more. */
export const freshSince = (at: Date): Date => new Date(at.getTime() - FRESH_MS);

export type Decided =
  /** Both, with a comma between, and what the first one said; one alone decides no proposal. */
  | { readonly kind: "decided"; readonly by: string; readonly proposalId?: string }
  | { readonly kind: "waits"; readonly proposal: Proposal };

/**
 * Lets a second person decide what one proposed. The first one's word is kept and waits, however often it is said;
 * whoever else wants the very same decides it. Whoever said the first may say something else instead; who wants something
 * else than a colleague takes that back first, so that nobody's word vanishes unseen.
 * @throws DomainError conflict PROPOSAL_WAITS
 */
export const decideByTwo = async (
  { proposals, samePerson, withDeed, newId }: TwoPeople,
  said: Omit<Proposal, "proposalId">,
): Promise<Decided> => {
  const first = await proposals.of(said.subject);
  const isSame = first !== undefined && wordOf(first.wanted) === wordOf(said.wanted);
  if (isSame && first.at > freshSince(said.at)) {
    if (await samePerson(first.by, said.by)) return { kind: "waits", proposal: first };
    return { kind: "decided", by: `${first.by},${said.by}`, proposalId: first.proposalId };
  }
  const proposal: Proposal = { ...said, proposalId: newId() };
  await withDeed(async (session) => {
    const waiting = await proposals.of(said.subject, session);
    const isFresh = waiting !== undefined && waiting.at > freshSince(said.at);
    if (isFresh && !(await samePerson(waiting.by, said.by))) throw proposalWaits(waiting);
    await proposals.put(proposal, session);
    return {
      done: undefined,
      deed: proposalDeed(proposal, "proposed", said),
      recalled: isFresh ? proposalDeed(waiting, "recalled", said) : undefined,
    };
  });
  return { kind: "waits", proposal };
};

/** That something was proposed or taken back, for the customer's audit trail. */
export const proposalDeed = (
  { proposalId, tenantId, providerId, wanted, before, after }: Proposal,
  did: "proposed" | "recalled",
  { by, at }: { readonly by: string; readonly at: Date },
): TrailDeed => ({
  entryId: `proposal:${proposalId}:${did}`,
  ...{ tenantId, providerId, actor: by, at, subject: `proposal:${proposalId}` },
  ...actions[wanted.kind][did],
  ...(did === "proposed" ? { before, after } : { before: after }),
});

const actions = {
  terms: {
    proposed: { action: "terms.proposed" },
    recalled: { action: "terms.recalled" },
  },
  price_group: {
    proposed: { action: "price_group.proposed" },
    recalled: { action: "price_group.recalled" },
  },
  credit_price: {
    proposed: { action: "credit_price.proposed" },
    recalled: { action: "credit_price.recalled" },
  },
} as const;

/** Two people want the same when their words are. */
const wordOf = (wanted: Wanted): string => {
  switch (wanted.kind) {
    case "terms":
      return JSON.stringify([wanted.mode, wanted.limit.toString(), wanted.paysFor]);
    case "price_group":
      return JSON.stringify([wanted.lineId, wanted.purpose, wanted.group]);
    case "credit_price":
      return JSON.stringify([wanted.perCredit?.toString() ?? "", wanted.effectiveFrom]);
  }
};

export const proposalUnknown = (): DomainError =>
  new DomainError("not_found", "PROPOSAL_UNKNOWN", "No such proposal waits.", {
    remedy: "It was decided, taken back or replaced: list those that wait.",
  });

const proposalWaits = ({ proposalId, by, after }: Proposal): DomainError => {
  const wanted = Object.entries(after).map(([name, value]) => `${name} ${value}`);
  return new DomainError(
    "conflict",
    "PROPOSAL_WAITS",
    `${by} proposed something else, which waits: ${wanted.join(", ")}.`,
    {
      remedy: `Agree to it (POST /v1/proposals/${proposalId}/approval), or take it back (DELETE /v1/proposals/${proposalId}) and say yours.`,
    },
  );
};

export const proposalDecided = ({ decidedBy, decidedAt }: DecidedProposal): DomainError =>
  new DomainError(
    "conflict",
    "PROPOSAL_DECIDED",
    `${decidedBy} agreed to it at ${decidedAt.toISOString()}.`,
    { remedy: "It is in force: look at what it set." },
  );

export const secondPersonNeeded = (): DomainError =>
  new DomainError("precondition", "SECOND_PERSON_NEEDED", "Two people decide this.", {
    remedy: "It is proposed: have a colleague of finance approve it.",
  });
