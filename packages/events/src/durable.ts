import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  ReplayPolicy,
  type Consumer,
  type ConsumerConfig,
  type ConsumerInfo,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import type { Bus } from "./bus.js";
import { isStreamMissing, type StreamName } from "./streams.js";

export type Durable = {
  readonly stream: StreamName;
  readonly name: string;
  readonly subject: string;
  readonly maxAckPending: number;
  /** A message not acknowledged for so long is delivered again. */
  readonly ackWaitMs: number;
};

/** Unless a loop asks for something else. */
export const ACK_WAIT_MS = 60_000;

/** A durable's name of any parts: NATS allows neither dots nor wildcards in it. */
export function durableName(...parts: readonly string[]): string {
  return parts
    .join("-")
    .replaceAll("*", "any")
    .replaceAll(">", "all")
    .replace(/[^A-Za-z0-9_-]/g, "-");
}

/**
 * Finds or creates the durable pull consumer, and the stream if that is missing too. It starts at the
 * beginning of the stream, so that a consumer that was deleted repeats rather than skips.
 */
export async function openDurable(bus: Bus, durable: Durable): Promise<Consumer> {
  try {
    return bus.js.consumers.getConsumerFromInfo(await ensureConsumer(bus, durable));
  } catch (error) {
    if (!isStreamMissing(error)) throw error;
    await bus.ensure();
    return bus.js.consumers.getConsumerFromInfo(await ensureConsumer(bus, durable));
  }
}

async function ensureConsumer(bus: Bus, durable: Durable): Promise<ConsumerInfo> {
  const { jsm, log } = bus;
  const existing = await findConsumer(bus, durable);
  if (existing === undefined) return jsm.consumers.add(durable.stream, configOf(durable));
  const wanted = settingsOf(durable);
  const { ack_wait, max_ack_pending, filter_subject } = existing.config;
  const isAsWanted =
    ack_wait === wanted.ack_wait &&
    max_ack_pending === wanted.max_ack_pending &&
    filter_subject === wanted.filter_subject;
  if (isAsWanted) return existing;
  log.warn({ consumer: durable.name, ...wanted }, "consumer_reconfigured");
  return jsm.consumers.update(durable.stream, durable.name, wanted);
}

/** What may change from one version of a service to the next. */
function settingsOf({ subject, ackWaitMs, maxAckPending }: Durable) {
  return {
    filter_subject: subject,
    ack_wait: nanos(ackWaitMs),
    max_ack_pending: maxAckPending,
  };
}

async function findConsumer(
  { jsm }: Bus,
  { stream, name }: Durable,
): Promise<ConsumerInfo | undefined> {
  try {
    return await jsm.consumers.info(stream, name);
  } catch (error) {
    const missing = JetStreamApiCodes.ConsumerNotFound;
    if (error instanceof JetStreamApiError && error.code === missing) return undefined;
    throw error;
  }
}

function configOf(durable: Durable): Partial<ConsumerConfig> {
  return {
    ...settingsOf(durable),
    durable_name: durable.name,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    // Never given up by the server: on a work queue that would strand the message (delivery.md §2).
    max_deliver: -1,
  };
}
