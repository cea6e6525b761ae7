import type { JsMsg } from "@nats-io/jetstream";
import type { Bus } from "./bus.js";
import { isReplayForOther } from "./dead-letters.js";
import { ACK_WAIT_MS, durableName, openDurable } from "./durable.js";
import { metaOf, type FactMeta, type Heard } from "./envelope.js";
import type { FactType } from "./fact-type.js";
import { pullEach } from "./pull.js";
import { retryDelayMs } from "./retry-delay.js";
import {
  acknowledge,
  decode,
  judgeFailure,
  MAX_ATTEMPTS,
  settleFailure,
  traced,
} from "./settle.js";
import { heardIn } from "./together.js";

export type Loop = (signal: AbortSignal) => Promise<void>;
export type FactHandler<Fact> = (fact: Fact, meta: FactMeta) => Promise<void>;

export type SubscribeOptions = {
  /**
   * 1 (if absent): in the order of publication over all replicas, so that a fact that fails holds up
   * the ones behind it. More: so many at a time per replica, in no order; a failing fact waits aside.
   */
  readonly concurrency?: number | undefined;
  /** Name of the durable if a service hears one type twice; else `<service>-<type>`. */
  readonly durable?: string | undefined;
  /** 20 if absent. */
  readonly maxAttempts?: number | undefined;
  /** How long a fact is lost to view when the process that had it dies; 60 s if absent. */
  readonly ackWaitMs?: number | undefined;
};

/** How many facts may wait for their next attempt beside those in hand when order does not matter. */
const WAITING_ASIDE = 256;

/**
 * The loop that gives every fact of a type to the handler at least once, beginning with the oldest that
 * FACTS still has. Replicas share the work. The handler must be idempotent by natural key or version;
 * it may take long (the server is told that we are at it).
 */
export function subscribe<Fact>(
  bus: Bus,
  type: FactType<Fact>,
  handler: FactHandler<Fact>,
  options: SubscribeOptions = {},
): Loop {
  const concurrency = options.concurrency ?? 1;
  const durable = durableName(options.durable ?? `${bus.service}-${type.$type}`);
  const maxAckPending = concurrency === 1 ? 1 : concurrency + WAITING_ASIDE;
  const ackWaitMs = options.ackWaitMs ?? ACK_WAIT_MS;
  const reader = { durable, type, maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS };

  /** `later`: it failed and is not given up. */
  const handleOne = async (
    message: JsMsg,
    heard: Heard,
    attempt: number,
  ): Promise<"done" | "later"> => {
    try {
      await traced(heard, `handle ${type.$type}`, async () =>
        handler(decode(type, heard), metaOf(heard, attempt)),
      );
      return "done";
    } catch (error) {
      const fate = await judgeFailure(bus, { message, heard }, reader, { error, attempt });
      return fate === "dead" ? "done" : "later";
    }
  };

  /** Facts of one message: in order where order matters, else side by side, so that readers may write once for all. */
  const handleAll = async (
    message: JsMsg,
    facts: readonly Heard[],
    attempt: number,
  ): Promise<"done" | "later"> => {
    if (concurrency > 1) {
      const all = await Promise.all(facts.map((heard) => handleOne(message, heard, attempt)));
      return all.includes("later") ? "later" : "done";
    }
    for (const heard of facts)
      if ((await handleOne(message, heard, attempt)) === "later") return "later";
    return "done";
  };

  const handle = async (message: JsMsg): Promise<void> => {
    if (isReplayForOther(message, durable)) return acknowledge(bus, message, durable);
    const attempt = message.info.deliveryCount;
    const heartbeat = setInterval(() => message.working(), ackWaitMs / 3);
    try {
      // What of them was done before a failure is done again: handlers are idempotent.
      if ((await handleAll(message, heardIn(message), attempt)) === "later") {
        message.nak(retryDelayMs(attempt));
        return;
      }
    } catch (error) {
      await settleFailure(bus, message, reader, { error, attempt });
      return;
    } finally {
      clearInterval(heartbeat);
    }
    await acknowledge(bus, message, durable);
  };

  const open = () =>
    openDurable(bus, {
      stream: "FACTS",
      name: durable,
      subject: type.$type,
      maxAckPending,
      ackWaitMs,
    });
  return (signal) => pullEach(bus, { name: durable, open, workers: concurrency, handle }, signal);
}
