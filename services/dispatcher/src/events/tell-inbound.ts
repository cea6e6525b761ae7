import { InboundReceived } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events } from "@whiteline/events";
import { joinParts } from "../domain/inbound-parts.js";
import type { Counted } from "../metrics.js";
import { fromInbound } from "../proto.js";
import type { Gathered, InboundPartStore } from "../store/inbound-parts.js";
import type { Received } from "../store/received.js";

type Dependencies = {
  readonly events: Pick<Events, "publish">;
  readonly parts: InboundPartStore;
  readonly counted: Pick<Counted, "inbound">;
  readonly now: () => Date;
};

/** The other parts of a message are waited for so long; then it is told as it is. */
const PATIENCE_MS = 10 * 60_000;
const SWEEP = 100;

/** Tells what subscribers wrote, long messages when all their parts have come. Repeating it is harmless. */
export const inboundTeller = ({ events, parts, counted, now }: Dependencies) => {
  const publish = (fact: InboundReceived): Promise<void> =>
    events.publish(InboundReceived, fact, `inbound:${fact.inboundId}`);

  const tellGathered = async (gathered: Gathered): Promise<void> => {
    const { text, missing } = joinParts(gathered.texts, gathered.total);
    await publish(fromInbound({ ...gathered, text, parts: gathered.total, missing }));
    await parts.markTold(gathered.inboundId);
    counted.inbound.inc({ as: missing === 0 ? "joined" : "incomplete" });
  };

  return {
    tell: async ({ operator, account, inbound }: Received): Promise<void> => {
      for (const { part, ...message } of inbound) {
        if (part === undefined) {
          await publish(fromInbound({ ...message, operator, parts: 1, missing: 0 }));
          counted.inbound.inc({ as: "whole" });
          continue;
        }
        const gathered = await parts.add({ ...message, operator, account, part });
        if (gathered.texts.size === gathered.total) await tellGathered(gathered);
      }
    },

    /** Tells messages of which parts never came: nobody's word is lost for a lost part. */
    tellOverdue: async (): Promise<void> => {
      const before = new Date(now().getTime() - PATIENCE_MS);
      for (const gathered of await parts.overdue(before, SWEEP)) await tellGathered(gathered);
    },
  };
};

export type InboundTeller = ReturnType<typeof inboundTeller>;
