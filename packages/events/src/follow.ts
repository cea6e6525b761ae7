import {
  AckPolicy,
  DeliverPolicy,
  ReplayPolicy,
  type Consumer,
  type JsMsg,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import type { Bus } from "./bus.js";
import { isReplayForOther } from "./dead-letters.js";
import { durableName } from "./durable.js";
import { idOf, metaOf, type FactMeta, type Heard } from "./envelope.js";
import { decodeNamed, type FactType, type Followed } from "./fact-type.js";
import { messageOf } from "./message-of.js";
import { isAborted, pause } from "./pause.js";
import { Poison } from "./poison.js";
import { take } from "./pull.js";
import { reconnectDelayMs, retryDelayMs } from "./retry-delay.js";
import type { Loop } from "./subscribe.js";
import { heardIn } from "./together.js";

/** Gets `{ type, fact }`: switch on `type` against `OptOutRecorded.$type` and the like. */
export type FollowHandler<Type> = (
  followed: Followed<Type>,
  meta: FactMeta,
) => Promise<void> | void;

export type Following = {
  readonly loop: Loop;
  /** Resolves when the last fact present when the loop first reached FACTS was handled; never rejects. */
  readonly caughtUp: Promise<void>;
};

const BATCH = 200;
const FORGOTTEN_AFTER_MS = 120_000;

/**
 * Every fact of these types from the beginning of FACTS, one at a time and in order, for a projection
 * held in this process. After an interruption it goes on behind the last fact handled and may repeat but
 * never skips; a stream made anew is read from its beginning. A handler that throws gets the same fact
 * again after 1 s, 5 s, 30 s, 60 s and so on for ever. What is poison or cannot be decoded is logged and
 * passed over: it stays in FACTS, so it needs no dead letter.
 */
export function follow<Type extends FactType<unknown>>(
  bus: Bus,
  types: readonly Type[],
  handler: FollowHandler<Type>,
): Following {
  const bySubject = new Map(types.map((type) => [type.$type, type]));
  const name = durableName(bus.service, "follow", bus.newId());
  let place:
    { readonly created: string; readonly last: number; readonly target: number } | undefined;
  let reached: () => void = () => undefined;
  const caughtUp = new Promise<void>((resolve) => (reached = resolve));

  const open = async (): Promise<Consumer> => {
    const { created, state } = await bus.ensure();
    if (place?.created !== created) place = { created, last: 0, target: state.last_seq };
    await bus.jsm.consumers.delete("FACTS", name).catch(() => false);
    const info = await bus.jsm.consumers.add("FACTS", {
      name,
      filter_subjects: [...bySubject.keys()],
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: place.last + 1,
      replay_policy: ReplayPolicy.Instant,
      inactive_threshold: nanos(FORGOTTEN_AFTER_MS),
      mem_storage: true,
      num_replicas: 1,
    });
    if (info.num_pending === 0) reached();
    return bus.js.consumers.getConsumerFromInfo(info);
  };

  const readFrom = async (consumer: Consumer, signal: AbortSignal): Promise<void> => {
    let delivered = 0;
    while (!signal.aborted) {
      const before = delivered;
      for await (const message of take(consumer, BATCH, signal)) {
        if (message.info.deliverySequence !== ++delivered) throw new Error("a delivery was lost");
        if (!(await handleUntilDone(message, signal)) || place === undefined) return;
        place = { ...place, last: message.seq };
        if (message.seq >= place.target || message.info.pending === 0) reached();
      }
      if (delivered === before && !isAborted(signal)) await assertComplete(consumer, delivered);
    }
  };

  const handleUntilDone = async (message: JsMsg, signal: AbortSignal): Promise<boolean> => {
    const type = bySubject.get(message.subject);
    // A replay is for the one consumer that gave the fact up; we have passed the original.
    if (type === undefined || isReplayForOther(message, name)) return true;
    let facts: readonly Heard[];
    try {
      facts = heardIn(message);
    } catch (error) {
      tellFailure(message.subject, idOf(message), 1, error);
      return true;
    }
    for (const heard of facts)
      if (!(await handleOne(type, message.subject, heard, signal))) return false;
    return true;
  };

  const tellFailure = (subject: string, id: string, attempt: number, error: unknown): void => {
    const fields = { event_id: id, subject, attempt, poison: error instanceof Poison };
    bus.count("events_failed", { consumer: `${bus.service}-follow` });
    bus.log.error({ ...fields, error: messageOf(error) }, "follow_failed");
  };

  const handleOne = async (
    type: Type,
    subject: string,
    heard: Heard,
    signal: AbortSignal,
  ): Promise<boolean> => {
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await handler(read(type, heard), metaOf(heard, attempt));
        return true;
      } catch (error) {
        tellFailure(subject, heard.id, attempt, error);
        if (error instanceof Poison) return true;
        await pause(retryDelayMs(attempt), signal);
      }
    }
    return false;
  };

  const loop: Loop = async (signal) => {
    for (let failures = 0; !signal.aborted; failures++) {
      const start = performance.now();
      try {
        await readFrom(await open(), signal);
      } catch (error) {
        bus.count("events_interrupted", { consumer: `${bus.service}-follow` });
        bus.log.warn({ error: messageOf(error) }, "follow_interrupted");
        if (performance.now() - start > FORGOTTEN_AFTER_MS) failures = 0;
        await pause(reconnectDelayMs(failures), signal);
      }
    }
    await bus.jsm.consumers.delete("FACTS", name).catch(() => false);
  };
  return { loop, caughtUp };
}

function read<Type extends FactType<unknown>>(type: Type, { payload }: Heard): Followed<Type> {
  try {
    return decodeNamed(type, payload);
  } catch (error) {
    throw new Poison(`not a ${type.$type}: ${messageOf(error)}`, { cause: error });
  }
}

/** The watchdog: nothing came, so nothing may wait and nothing may have been sent to us in vain. */
async function assertComplete(consumer: Consumer, delivered: number): Promise<void> {
  const info = await consumer.info();
  if (info.num_pending > 0) throw new Error(`${info.num_pending} facts wait but none is delivered`);
  if (info.delivered.consumer_seq !== delivered) throw new Error("a delivery was lost");
}
