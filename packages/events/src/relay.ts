import type { Bell } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import { messageOf } from "./message-of.js";
import type { OutboxDocument, OutboxDocuments } from "./outbox.js";
import { pause } from "./pause.js";
import { publish } from "./publish.js";
import { reconnectDelayMs } from "./retry-delay.js";
import type { StoreWatch } from "./store-watch.js";
import type { Loop } from "./subscribe.js";

const BATCH = 200;
const SUBJECTS_AT_A_TIME = 16;
/** What this process keeps rings the bell; this finds what a dead one left behind. */
const POLL_MS = 3_000;
/** What is kept within so long of a round that published something is published together: a round costs what a fact costs. */
const REST_MS = 100;
/** One subject that cannot be published does not hold up the others for longer than this. */
const PATIENCE_MS = 5_000;

/**
 * The loop that publishes what the outbox holds unsent: oldest first, one after another within a
 * subject, several subjects at a time. It looks for `sent: null`, never for "newer than", so a fact of a
 * transaction that took long is not passed over. Several replicas may run it: the server drops what both
 * publish. Goes on for ever, without NATS and without MongoDB.
 */
export function relayOf(
  bus: Bus,
  documents: OutboxDocuments,
  bell: Bell,
  checkStore: StoreWatch,
): Loop {
  return async (signal) => {
    let heard = bell.rings;
    let publishedAt = -Infinity;
    for (let failures = 0; !signal.aborted;) {
      try {
        await checkStore();
        const { published, stuck } = await drain(bus, documents, signal);
        if (published > 0) publishedAt = performance.now();
        failures = stuck === 0 ? 0 : failures + 1;
      } catch (error) {
        bus.log.warn({ error: messageOf(error) }, "outbox_interrupted");
        failures++;
      }
      if (failures === 0) {
        await bell.wait(heard, POLL_MS, signal);
        const rest = publishedAt + REST_MS - performance.now();
        if (rest > 0) await pause(rest, signal);
        heard = bell.rings;
      } else await pause(reconnectDelayMs(failures), signal);
    }
  };
}

/** Publishes until nothing unsent is left but the subjects that failed; answers how many facts went and how many those are. */
async function drain(
  bus: Bus,
  documents: OutboxDocuments,
  signal: AbortSignal,
): Promise<{ readonly published: number; readonly stuck: number }> {
  const stuck = new Set<string>();
  let published = 0;
  while (!signal.aborted) {
    const batch = await documents
      .find({ sent: null, subject: { $nin: [...stuck] } })
      .sort({ at: 1, n: 1 })
      .limit(BATCH)
      .toArray();
    if (batch.length === 0) break;
    const queues = bySubject(batch);
    const lane = async (): Promise<void> => {
      for (let next = queues.shift(); next !== undefined; next = queues.shift()) {
        const [subject, facts] = next;
        if (!(await sendInOrder(bus, documents, facts, signal))) stuck.add(subject);
      }
    };
    await Promise.all(Array.from({ length: SUBJECTS_AT_A_TIME }, lane));
    published += batch.length;
    // What comes meanwhile rings.
    if (batch.length < BATCH && stuck.size === 0) break;
  }
  return { published, stuck: stuck.size };
}

function bySubject(batch: readonly OutboxDocument[]): [string, readonly OutboxDocument[]][] {
  const queues = new Map<string, OutboxDocument[]>();
  for (const fact of batch) {
    const queue = queues.get(fact.subject);
    if (queue === undefined) queues.set(fact.subject, [fact]);
    else queue.push(fact);
  }
  return [...queues];
}

/** Publishes the facts of one subject and marks them sent; false when a fact is left behind. Never throws. */
async function sendInOrder(
  bus: Bus,
  documents: OutboxDocuments,
  facts: readonly OutboxDocument[],
  signal: AbortSignal,
): Promise<boolean> {
  const sent: string[] = [];
  let failure: unknown;
  try {
    for (const { _id: id, subject, payload, headers } of facts) {
      if (signal.aborted) break;
      await publish(bus, { id, subject, payload: payload.buffer, headers }, PATIENCE_MS);
      sent.push(id);
    }
  } catch (error) {
    failure = error;
  }
  try {
    if (sent.length > 0) {
      await documents.updateMany({ _id: { $in: sent } }, { $set: { sent: bus.now() } });
    }
  } catch (error) {
    failure = error;
  }
  if (failure === undefined) return true;
  bus.log.warn({ subject: facts[0]?.subject, error: messageOf(failure) }, "outbox_stuck");
  return false;
}
