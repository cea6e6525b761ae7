import { context, propagation, type Context } from "@opentelemetry/api";
import type { JsMsg } from "@nats-io/jetstream";
import { headers, type MsgHdrs } from "@nats-io/transport-node";

export type Headers = Readonly<Record<string, string>>;

/** What a message says about itself beside the fact. */
export type FactMeta = {
  /** The event id that the publisher chose; the same at every delivery and after a replay. */
  readonly id: string;
  /** When it happened, by the publisher's clock. */
  readonly at: Date;
  /** Which delivery this is, counted from 1. */
  readonly attempt: number;
};

export const MSG_ID = "Nats-Msg-Id";
export const OCCURRED_AT = "occurred-at";
/** On a replayed dead letter: the id of the event, because Nats-Msg-Id must be a new one. */
export const EVENT_ID = "event-id";
/** On a replayed dead letter: the only durable that shall handle it. */
export const REPLAY_FOR = "replay-for";

/** The headers that travel with a fact: when it happened and the trace it belongs to. */
export function headersOf(at: Date): Headers {
  const carrier: Record<string, string> = { [OCCURRED_AT]: at.toISOString() };
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Builds NATS headers. Line ends, which a header cannot carry, become blanks. */
export function toNatsHeaders(fields: Headers): MsgHdrs {
  const built = headers();
  for (const [name, value] of Object.entries(fields)) {
    built.set(name, value.replace(/[\r\n]+/g, " "));
  }
  return built;
}

/** Every header of a received message, but not those that the server adds. */
export function fromNatsHeaders(received: MsgHdrs | undefined): Headers {
  const names = received?.keys() ?? [];
  return Object.fromEntries(names.map((name) => [name, received?.get(name) ?? ""]));
}

/** One fact as it was received: several may come in one message. */
export type Heard = {
  readonly id: string;
  readonly at: Date;
  readonly payload: Uint8Array;
  readonly headers: Headers;
};

/** The one fact of a message. */
export function heardOf(message: JsMsg): Heard {
  const headers = fromNatsHeaders(message.headers);
  return { id: idOf(message), at: occurredAt(message), payload: message.data, headers };
}

export function metaOf({ id, at }: Heard, attempt: number): FactMeta {
  return { id, at, attempt };
}

/** The event id; a message that nobody gave one is known by its place in the stream. */
export function idOf(message: JsMsg): string {
  const { headers: received, info } = message;
  return (
    received?.get(EVENT_ID) || received?.get(MSG_ID) || `${info.stream}:${info.streamSequence}`
  );
}

/** The trace context of the publisher, so that handling appears in the same trace. */
export function traceOf({ headers: received }: Pick<Heard, "headers">): Context {
  return propagation.extract(context.active(), received);
}

function occurredAt(message: JsMsg): Date {
  const at = new Date(message.headers?.get(OCCURRED_AT) ?? "");
  return Number.isNaN(at.getTime()) ? message.time : at;
}
