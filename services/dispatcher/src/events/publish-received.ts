import { ReceiptsReceived } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events } from "@whiteline/events";
import { fromReceived } from "../proto.js";
import type { Received, ReceivedStore } from "../store/received.js";
import type { InboundTeller } from "./tell-inbound.js";

/** Tells what operators sent. Repeating it is harmless. */
export const receivedPublisher = (
  events: Pick<Events, "publishWork">,
  received: ReceivedStore,
  inbound: InboundTeller,
) => {
  let told: string[] = [];

  /** Tells a kept batch: receipts as work for dlr, inbound as facts. */
  const publish = async (batch: Received): Promise<void> => {
    if (batch.receipts.length > 0) {
      await events.publishWork(
        "RECEIPTS",
        [batch.operator],
        ReceiptsReceived,
        fromReceived(batch),
        `received:${batch.receivedId}`,
      );
    }
    await inbound.tell(batch);
    told.push(batch.receivedId);
  };

  /** Marks what was told since the last time: many batches, one write. */
  const markPublished = async (): Promise<void> => {
    if (told.length === 0) return;
    const marked = told;
    told = [];
    await received.markPublished(marked);
  };

  return { publish, markPublished };
};
