import type { Events } from "@whiteline/events";
import type { Life } from "@whiteline/service-kit";
import { Gauge } from "prom-client";

/** Gauges of the queues between the services against their bounds, as the screen of queues shows them. */
export const queueCounter = (
  registry: Life["metrics"],
  events: Pick<Events, "queues">,
  now: () => Date,
) => {
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const ofStream = {
    messages: gauge("jetstream_messages", "Messages in the stream", "stream"),
    bytes: gauge("jetstream_bytes", "Bytes in the stream", "stream"),
    maxBytes: gauge("jetstream_max_bytes", "Bytes that it may hold; 0: no bound", "stream"),
    oldest: gauge(
      "jetstream_oldest_seconds",
      "Age of its oldest message; 0: it is empty",
      "stream",
    ),
  };
  const reader = ["stream", "reader"] as const;
  const ofReader = {
    waiting: gauge("jetstream_reader_waiting", "Messages that it has not taken yet", ...reader),
    inHand: gauge("jetstream_reader_in_hand", "Messages taken and not acknowledged", ...reader),
  };
  return async (): Promise<void> => {
    const queues = await events.queues();
    // A reader that is gone has no series any more.
    for (const each of Object.values(ofReader)) each.reset();
    for (const { stream, messages, bytes, maxBytes, oldestAt, readers } of queues) {
      const age = oldestAt === undefined ? 0 : (now().getTime() - oldestAt.getTime()) / 1_000;
      ofStream.messages.set({ stream }, messages);
      ofStream.bytes.set({ stream }, bytes);
      ofStream.maxBytes.set({ stream }, maxBytes);
      ofStream.oldest.set({ stream }, Math.max(0, age));
      for (const { name, waiting, inHand } of readers) {
        ofReader.waiting.set({ stream, reader: name }, waiting);
        ofReader.inHand.set({ stream, reader: name }, inHand);
      }
    }
  };
};
