import { InboundReceived, ReceiptsReceived } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events } from "@whiteline/events";
import { fromInbound, fromReceived } from "../proto.js";
import type { Received, ReceivedStore } from "../store/received.js";

/** Tells a kept batch: receipts as work for dlr, inbound as facts. Repeating it is harmless. */
export const publishReceived =
  (events: Pick<Events, "publish" | "publishWork">, received: ReceivedStore) =>
  async (batch: Received): Promise<void> => {
    if (batch.receipts.length > 0) {
      await events.publishWork(
        "RECEIPTS",
        [batch.operator],
        ReceiptsReceived,
        fromReceived(batch),
        `received:${batch.receivedId}`,
      );
    }
    for (const inbound of batch.inbound) {
      await events.publish(
        InboundReceived,
        fromInbound(batch.operator, inbound),
        `inbound:${inbound.inboundId}`,
      );
    }
    await received.markPublished(batch.receivedId);
  };
