import type { Bus } from "./bus.js";
import { isStreamMissing, type StreamName } from "./streams.js";

/** Who reads a stream, and how far behind it is. */
export type QueueReader = {
  readonly name: string;
  /** Not yet taken by it. */
  readonly waiting: number;
  /** Taken and not yet acknowledged, and how many may be. */
  readonly inHand: number;
  readonly maxInHand: number;
  readonly redelivered: number;
};

/** A stream as it stands. */
export type Queue = {
  readonly stream: string;
  readonly messages: number;
  readonly bytes: number;
  /** 0: unbounded. */
  readonly maxBytes: number;
  readonly oldestAt: Date | undefined;
  readonly readers: readonly QueueReader[];
};

const streams: readonly StreamName[] = ["CHUNKS", "RECEIPTS", "FACTS", "DLQ"];

/** The four streams with their durable readers; one that does not exist at this moment is left out. */
export async function listQueues({ jsm }: Pick<Bus, "jsm">): Promise<readonly Queue[]> {
  const found: Queue[] = [];
  for (const stream of streams) {
    try {
      const { state, config } = await jsm.streams.info(stream);
      found.push({
        stream,
        messages: state.messages,
        bytes: state.bytes,
        maxBytes: Math.max(0, config.max_bytes),
        oldestAt: state.messages === 0 ? undefined : new Date(state.first_ts),
        readers: await readersOf(jsm, stream),
      });
    } catch (error) {
      if (!isStreamMissing(error)) throw error;
    }
  }
  return found;
}

async function readersOf(jsm: Bus["jsm"], stream: string): Promise<readonly QueueReader[]> {
  const readers: QueueReader[] = [];
  for await (const consumer of jsm.consumers.list(stream)) {
    const { durable_name: name, max_ack_pending: maxInHand } = consumer.config;
    // Readers without a durable name hold projections in memory and hold nobody up.
    if (name === undefined) continue;
    readers.push({
      name,
      waiting: consumer.num_pending,
      inHand: consumer.num_ack_pending,
      maxInHand: Math.max(0, maxInHand ?? 0),
      redelivered: consumer.num_redelivered,
    });
  }
  return readers.sort((a, b) => (a.name < b.name ? -1 : 1));
}
