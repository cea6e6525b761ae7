import type { JsMsg } from "@nats-io/jetstream";
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { DomainError, isStoreAway } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import { bury } from "./dead-letters.js";
import { heardOf, traceOf, type Heard } from "./envelope.js";
import type { FactType } from "./fact-type.js";
import { messageOf } from "./message-of.js";
import { Poison } from "./poison.js";
import { retryDelayMs } from "./retry-delay.js";

/** A failure is tried so many times before the message is a dead letter; about a quarter of an hour. */
export const MAX_ATTEMPTS = 20;

export type Reader<Fact> = {
  readonly durable: string;
  readonly type: FactType<Fact>;
  readonly maxAttempts: number;
};

const tracer = trace.getTracer("@whiteline/events");

/** Decodes a fact; what cannot be decoded is poison, because another delivery would not read better. */
export function decode<Fact>(type: FactType<Fact>, { payload }: Pick<Heard, "payload">): Fact {
  try {
    return type.decode(payload);
  } catch (error) {
    throw new Poison(`not a ${type.$type}: ${messageOf(error)}`, { cause: error });
  }
}

/** Runs a handler inside a span that continues the publisher's trace. */
export function traced<T>(heard: Heard, name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(
    name,
    { kind: SpanKind.CONSUMER, attributes: { "messaging.message.id": heard.id } },
    traceOf(heard),
    async (span) => {
      try {
        return await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** The acknowledgement, last of all and awaited; if it is lost the message only comes again. */
export async function acknowledge(bus: Bus, message: JsMsg, durable: string): Promise<void> {
  try {
    await message.ackAck();
    bus.count("events_handled", { consumer: durable });
  } catch (error) {
    bus.log.warn({ consumer: durable, error: messageOf(error) }, "event_ack_lost");
  }
}

type Failure = { readonly error: unknown; readonly attempt: number };

/**
 * What becomes of a message whose handler failed: later again, or a dead letter after poison or too
 * many attempts.
 */
export async function settleFailure<Fact>(
  bus: Bus,
  message: JsMsg,
  reader: Reader<Fact>,
  failure: Failure,
): Promise<"later" | "dead"> {
  const failing = { message, heard: heardOf(message) };
  const fate = await judgeFailure(bus, failing, reader, failure);
  if (fate === "dead") message.term("dead letter");
  else message.nak(retryDelayMs(failure.attempt));
  return fate;
}

/**
 * Whether a fact is given up: then it lies in the DLQ. A dependency that is away (its database, a neighbour) never makes
 * dead letters, since every message would become one. A dead letter that could not be stored is tried again later.
 */
export async function judgeFailure<Fact>(
  bus: Bus,
  failing: { readonly message: JsMsg; readonly heard: Heard },
  { durable, type, maxAttempts }: Reader<Fact>,
  { error, attempt }: Failure,
): Promise<"later" | "dead"> {
  const reason = messageOf(error);
  const fields = { consumer: durable, event_id: failing.heard.id, attempt, error: reason };
  bus.count("events_failed", { consumer: durable });
  const hopeless = error instanceof Poison || (attempt >= maxAttempts && !isOutage(error));
  if (!hopeless) {
    bus.log.warn(fields, "event_failed");
    return "later";
  }
  try {
    await bury(bus, failing, { type: type.$type, durable, reason, attempts: attempt });
    return "dead";
  } catch (burial) {
    bus.log.error({ ...fields, burial: messageOf(burial) }, "dead_letter_not_stored");
    return "later";
  }
}

function isOutage(error: unknown): boolean {
  return (error instanceof DomainError && error.kind === "unavailable") || isStoreAway(error);
}
