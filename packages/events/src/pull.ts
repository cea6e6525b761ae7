import type { Consumer, JsMsg } from "@nats-io/jetstream";
import type { Bus } from "./bus.js";
import { messageOf } from "./message-of.js";
import { isAborted, pause } from "./pause.js";
import { reconnectDelayMs } from "./retry-delay.js";
import { stallWatch } from "./stall-watch.js";

export type Pull = {
  /** For log lines and counts. */
  readonly name: string;
  /** Finds or creates the consumer; called at the start and after every interruption. */
  readonly open: () => Promise<Consumer>;
  /** How many messages are handled at a time. */
  readonly workers: number;
  /** Handles and settles one message; must not throw for reasons of the message. */
  readonly handle: (message: JsMsg) => Promise<void>;
};

/** How long one request for a message stays open; also the beat of the watchdog. */
const PULL_MS = 10_000;

/**
 * Runs until the signal aborts; the messages in hand are then finished first. Asks for as many messages as there are
 * free workers, so nothing lies unhandled in memory while its ack_wait runs out. Nothing is terminal: a restarted
 * server, missed heartbeats, a deleted consumer or stream only lead to `open` again.
 */
export async function pullEach(bus: Bus, pull: Pull, signal: AbortSignal): Promise<void> {
  const inHand = new Set<Promise<void>>();
  let trouble: Error | undefined;
  const begin = (message: JsMsg): void => {
    const work = pull
      .handle(message)
      .catch((error: unknown) => {
        trouble ??= new Error("a message was not settled", { cause: error });
      })
      .finally(() => inHand.delete(work));
    inHand.add(work);
  };
  const endTrouble = (): void => {
    const error = trouble;
    trouble = undefined;
    if (error !== undefined) throw error;
  };
  for (let failures = 0; !signal.aborted;) {
    try {
      const consumer = await pull.open();
      const watchdog = watchFor(bus, pull.name, consumer);
      while (!isAborted(signal)) {
        if (inHand.size >= pull.workers) await Promise.race(inHand);
        endTrouble();
        let taken = 0;
        for await (const message of take(consumer, pull.workers - inHand.size, signal)) {
          failures = 0;
          taken += 1;
          if (isAborted(signal)) message.nak();
          else begin(message);
        }
        if (taken === 0) await watchdog();
      }
    } catch (error) {
      if (isAborted(signal)) break;
      bus.count("events_interrupted", { consumer: pull.name });
      bus.log.warn({ consumer: pull.name, error: messageOf(error) }, "events_loop_interrupted");
      await pause(reconnectDelayMs(failures++), signal);
    }
  }
  await Promise.all(inHand);
}

/** Up to `count` messages as they come; ends early after 10 s or when the signal aborts. */
export async function* take(
  consumer: Consumer,
  count: number,
  signal: AbortSignal,
): AsyncGenerator<JsMsg, void> {
  const messages = await consumer.fetch({ max_messages: count, expires: PULL_MS });
  const stop = (): void => {
    void messages.close();
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    yield* messages;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Asks the server anew over a fresh connection when delivery is stuck; throwing opens the consumer again. */
function watchFor(bus: Bus, name: string, consumer: Consumer): () => Promise<void> {
  const watch = stallWatch();
  return async () => {
    const info = await consumer.info();
    if (!watch.isStuck(info)) return;
    bus.count("events_stalled", { consumer: name });
    await bus.nc.reconnect();
    throw new Error(`${info.num_pending} messages wait but none is delivered`);
  };
}
