import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import type { Events } from "@whiteline/events";
import type { Measures } from "./metrics.js";
import type { MessageRequestStore, OpenGroup } from "./store/message-requests.js";

export type GivingUp = {
  readonly requests: MessageRequestStore;
  readonly outbox: Events["outbox"];
  readonly counted: Measures;
  readonly now: () => Date;
};

/** The reservation of a group of single messages. */
export const groupReservationId = (group: string): string => `group:${group}`;

/**
 * Gives a group up that was not accepted: frees its request ids and, if money may be held for it,
 * tells that its reservation ends with no chunk. Pricing then releases all of it, or refuses to make
 * it if the question is still on its way. A group that was accepted meanwhile stays as it is.
 */
export const giveUpGroup = (
  { requests, outbox, now }: GivingUp,
  { group, tenantId }: OpenGroup,
  isMoneyAsked: boolean,
): Promise<void> =>
  requests.giveUp(group, async (session) => {
    if (!isMoneyAsked) return;
    const reservationId = groupReservationId(group);
    const fact = { campaignId: "", tenantId, reservationId, chunks: 0n, at: now() };
    await outbox.add(session, CampaignFinished, fact, `finished:${reservationId}`);
  });

const batch = 100;

/** Gives up the groups that a crash cut off between their first question and their 202. */
export const giveUpAbandoned = async (it: GivingUp, olderThanMs: number): Promise<void> => {
  const before = new Date(it.now().getTime() - olderThanMs);
  for (const open of await it.requests.abandoned(before, batch)) {
    await giveUpGroup(it, open, true);
    it.counted.abandoned.inc();
  }
};
