import type { JsMsg } from "@nats-io/jetstream";
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { DomainError, isStoreAway } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import { bury } from "./dead-letters.js";
import { idOf, traceOf } from "./envelope.js";
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

/** Decodes the message; what cannot be decoded is poison, because another delivery would not read better. */
export function decode<Fact>(type: FactType<Fact>, message: JsMsg): Fact {
  try {
    return type.decode(message.data);
  } catch (error) {
    throw new Poison(`not a ${type.$type}: ${messageOf(error)}`, { cause: error });
  }
}

/** Runs a handler inside a span that continues the publisher's trace. */
export function traced<T>(message: JsMsg, name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(
    name,
    { kind: SpanKind.CONSUMER, attributes: { "messaging.message.id": idOf(message) } },
    traceOf(message),
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

/**
 * What becomes of a message whose handler failed: later again, or a dead letter after poison or too
 * many attempts. A dependency that is away (its database, a neighbour) never makes dead letters, since
 * every message would become one. A dead letter that could not be stored is tried again later.
 */
export async function settleFailure<Fact>(
  bus: Bus,
  message: JsMsg,
  { durable, type, maxAttempts }: Reader<Fact>,
  { error, attempt }: { readonly error: unknown; readonly attempt: number },
): Promise<"later" | "dead"> {
  const reason = messageOf(error);
  const fields = { consumer: durable, event_id: idOf(message), attempt, error: reason };
  bus.count("events_failed", { consumer: durable });
  const hopeless = error instanceof Poison || (attempt >= maxAttempts && !isOutage(error));
  if (hopeless) {
    try {
      await bury(bus, message, { type: type.$type, durable, reason, attempts: attempt });
      message.term("dead letter");
      return "dead";
    } catch (burial) {
      bus.log.error({ ...fields, burial: messageOf(burial) }, "dead_letter_not_stored");
    }
  } else {
    bus.log.warn(fields, "event_failed");
  }
  message.nak(retryDelayMs(attempt));
  return "later";
}

function isOutage(error: unknown): boolean {
  return (error instanceof DomainError && error.kind === "unavailable") || isStoreAway(error);
}
