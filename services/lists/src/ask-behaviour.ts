import type { Ports } from "@whiteline/service-kit";
import { outcomesOf, sinceWhen, type PastBehaviour } from "./domain/behaviour.js";
import type { NumberSet } from "./domain/number-set.js";
import type { BehaviourStore } from "./store/behaviours.js";
import type { OptOutStore } from "./store/opt-outs.js";
import type { ReplyStore } from "./store/replies.js";

export type BehaviourStores = Pick<Ports, "now"> & {
  readonly behaviours: BehaviourStore;
  readonly replies: ReplyStore;
  readonly optOuts: OptOutStore;
};

/** Which members did what is asked, as it is known now. What is held in memory is no more than the list. */
export async function askBehaviour(
  { behaviours, replies, optOuts, now }: BehaviourStores,
  tenantId: string,
  asked: PastBehaviour,
  members: NumberSet,
): Promise<(msisdn: number) => boolean> {
  const { behaviour, atLeast, campaignId } = asked;
  const since = sinceWhen(asked, now());
  if (behaviour === "replied") {
    const who = await replies.who(tenantId, { since, atLeast }, members);
    return (msisdn) => who.has(msisdn);
  }
  if (behaviour === "refused") {
    const who = await optOuts.who(tenantId, since, members);
    return (msisdn) => who.has(msisdn);
  }
  const question = { outcomes: outcomesOf(behaviour), since, campaignId, atLeast };
  const who = await behaviours.who(tenantId, question, members);
  return behaviour === "never_written" ? (msisdn) => !who.has(msisdn) : (msisdn) => who.has(msisdn);
}
