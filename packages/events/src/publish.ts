import { JetStreamApiError, type PubAck } from "@nats-io/jetstream";
import { errors } from "@nats-io/transport-node";
import { DomainError } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import { toNatsHeaders, type Headers } from "./envelope.js";
import { messageOf } from "./message-of.js";
import { pause } from "./pause.js";
import { reconnectDelayMs } from "./retry-delay.js";

export type Outgoing = {
  readonly subject: string;
  readonly payload: Uint8Array;
  /** Becomes Nats-Msg-Id: the server drops a repetition within two minutes. */
  readonly id: string;
  readonly headers: Headers;
};

/** Below the 1 MiB that nats-server accepts by default, with room for headers. */
const LARGEST_PAYLOAD = 1_000_000;
const ONE_TRY_MS = 3_000;
const STREAM_FULL: ReadonlySet<number> = new Set([
  10077 /* bytes */, 10047 /* storage */, 10023 /* resources */,
]);

/**
 * Publishes and waits until JetStream has stored it. Failures are tried again with the same id, and
 * missing streams are created, for `patienceMs` milliseconds.
 * @throws DomainError exhausted STREAM_FULL at once when the stream refuses more;
 *   unavailable EVENTS_UNAVAILABLE when patience ends (the message may still have been stored);
 *   invalid FACT_TOO_LARGE.
 */
export async function publish(bus: Bus, outgoing: Outgoing, patienceMs = 15_000): Promise<PubAck> {
  assertFits(outgoing);
  const deadline = performance.now() + patienceMs;
  const headers = toNatsHeaders(outgoing.headers);
  for (let failures = 0; ; failures++) {
    try {
      const left = Math.max(deadline - performance.now(), 100);
      const ack = await bus.js.publish(outgoing.subject, outgoing.payload, {
        msgID: outgoing.id,
        headers,
        timeout: Math.min(left, ONE_TRY_MS),
      });
      bus.count("events_published", { subject: outgoing.subject });
      return ack;
    } catch (error) {
      if (isFull(error)) throw full(outgoing.subject, error);
      const over = performance.now() >= deadline || error instanceof errors.ClosedConnectionError;
      if (over) throw unavailable(outgoing.subject, error);
      bus.count("events_publish_retried", { subject: outgoing.subject });
      // Without a stream nobody answers, and without a server nobody does either: both are tried.
      await bus.ensure().catch(() => undefined);
      await pause(
        Math.min(reconnectDelayMs(failures), Math.max(deadline - performance.now(), 0)),
        new AbortController().signal,
      );
    }
  }
}

/** @throws DomainError invalid FACT_TOO_LARGE when JetStream could never take this payload. */
export function assertFits({ subject, payload }: Pick<Outgoing, "subject" | "payload">): void {
  if (payload.byteLength <= LARGEST_PAYLOAD) return;
  throw new DomainError(
    "invalid",
    "FACT_TOO_LARGE",
    `${subject} has ${payload.byteLength} bytes; at most ${LARGEST_PAYLOAD} can be published.`,
    { remedy: "Split it, or publish a reference to what is stored." },
  );
}

function isFull(error: unknown): boolean {
  return error instanceof JetStreamApiError && STREAM_FULL.has(error.code);
}

function full(subject: string, cause: unknown): DomainError {
  return new DomainError("exhausted", "STREAM_FULL", `The stream of ${subject} is full.`, {
    remedy: "Publish again when its consumers have caught up.",
    cause,
  });
}

function unavailable(subject: string, cause: unknown): DomainError {
  return new DomainError(
    "unavailable",
    "EVENTS_UNAVAILABLE",
    `${subject} was not acknowledged by JetStream: ${messageOf(cause)}`,
    { remedy: "Publish again with the same id.", cause },
  );
}
