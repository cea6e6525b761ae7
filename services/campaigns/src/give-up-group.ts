import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import type { Events } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { Neighbours } from "./neighbours.js";
import type { MessageRequestStore, OpenGroup } from "./store/message-requests.js";

export type GivingUp = Pick<Neighbours, "pricing" | "tokens"> & {
  readonly requests: MessageRequestStore;
  readonly outbox: Events["outbox"];
  readonly counted: Measures;
  readonly now: () => Date;
};

/** The reservation of a group of single messages. */
export const groupReservationId = (group: string): string => `group:${group}`;

/**
 * Gives a group up that was not accepted: frees its request ids and, if money was held for it, tells
 * that its reservation ends with no chunk, so that pricing releases all of it. A group that was
 * accepted meanwhile stays as it is.
 */
export const giveUpGroup = (
  { requests, outbox, now }: Omit<GivingUp, "counted">,
  { group, tenantId }: OpenGroup,
  isMoneyHeld: boolean,
): Promise<void> =>
  requests.giveUp(group, async (session) => {
    if (!isMoneyHeld) return;
    const reservationId = groupReservationId(group);
    const fact = { campaignId: "", tenantId, reservationId, chunks: 0n, at: now() };
    await outbox.add(session, CampaignFinished, fact, `finished:${reservationId}`);
  });

const batch = 100;

/** Gives up the groups that a crash cut off between their first question and their 202. */
export const giveUpAbandoned = async (it: GivingUp, olderThanMs: number): Promise<void> => {
  const before = new Date(it.now().getTime() - olderThanMs);
  for (const open of await it.requests.abandoned(before, batch)) {
    await giveUpGroup(it, open, await isMoneyHeld(it, open));
    it.counted.abandoned.inc();
  }
};

const isMoneyHeld = async (
  { pricing, tokens }: GivingUp,
  { group, tenantId }: OpenGroup,
): Promise<boolean> => {
  try {
    const options = await tokens.forTenant(tenantId);
    await pricing.getReservation({ reservationId: groupReservationId(group) }, options);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return false;
    throw error;
  }
};
