import type { JsMsg } from "@nats-io/jetstream";
import type { Bus } from "./bus.js";
import { isReplayForOther } from "./dead-letters.js";
import { ACK_WAIT_MS, durableName, openDurable } from "./durable.js";
import { headersOf, heardOf, idOf } from "./envelope.js";
import type { FactType } from "./fact-type.js";
import { publish } from "./publish.js";
import { pullEach } from "./pull.js";
import { acknowledge, decode, MAX_ATTEMPTS, settleFailure, traced } from "./settle.js";
import { workPrefix, type WorkStream } from "./streams.js";
import type { Loop } from "./subscribe.js";

export type WorkSource = {
  readonly stream: WorkStream;
  /** Tail of the subject, e.g. ["mci", "otp"]; `*` and `>` are allowed. Filters on one stream must not overlap. */
  readonly tokens: readonly string[];
  /** Messages handled at a time by this process. */
  readonly concurrency: number;
  /** Messages in hand or postponed, over all replicas: the flow control towards the stream. */
  readonly maxAckPending: number;
  /** 20 if absent. */
  readonly maxAttempts?: number | undefined;
  /** Without `working()` for so long, work is delivered again; 60 s if absent. */
  readonly ackWaitMs?: number | undefined;
};

export type Job = {
  readonly id: string;
  /** Failures of this message seen by this process, plus one. Postponing does not count. */
  readonly attempt: number;
  /** Tells the server that the work goes on; call it twice per `ackWaitMs`, or it comes again. */
  readonly working: () => void;
  /** Aborts when the service stops: finish or return `retryInMs` soon. */
  readonly signal: AbortSignal;
};

export type WorkResult = "done" | { readonly retryInMs: number };
export type WorkHandler<Work> = (work: Work, job: Job) => Promise<WorkResult>;

/** Publishes work and waits until it is stored. @throws DomainError as `publish`; exhausted STREAM_FULL is back-pressure. */
export async function publishWork<Work>(
  bus: Bus,
  stream: WorkStream,
  tokens: readonly string[],
  type: FactType<Work>,
  work: Work,
  id: string,
): Promise<void> {
  await publish(bus, {
    subject: subjectOf(stream, tokens, /^[A-Za-z0-9_-]+$/),
    payload: type.encode(work).finish(),
    id,
    headers: headersOf(bus.now()),
  });
}

/** The loop that takes work from a queue. What the handler neither did nor postponed is tried again, later a dead letter. */
export function consumeWork<Work>(
  bus: Bus,
  source: WorkSource,
  type: FactType<Work>,
  handler: WorkHandler<Work>,
): Loop {
  const { stream, tokens, concurrency, maxAckPending } = source;
  const durable = durableName(bus.service, stream.toLowerCase(), ...tokens);
  const subject = subjectOf(stream, tokens, /^([A-Za-z0-9_-]+|\*|>)$/);
  const reader = { durable, type, maxAttempts: source.maxAttempts ?? MAX_ATTEMPTS };
  const ackWaitMs = source.ackWaitMs ?? ACK_WAIT_MS;
  const failures = failureCounts();

  const handle = async (message: JsMsg, signal: AbortSignal): Promise<void> => {
    if (isReplayForOther(message, durable)) return acknowledge(bus, message, durable);
    const attempt = failures.of(message) + 1;
    const job = { id: idOf(message), attempt, working: () => message.working(), signal };
    let result: WorkResult;
    try {
      const heard = heardOf(message);
      result = await traced(heard, `work ${type.$type}`, async () =>
        handler(decode(type, heard), job),
      );
    } catch (error) {
      const fate = await settleFailure(bus, message, reader, { error, attempt });
      if (fate === "dead") failures.forget(message);
      else failures.add(message);
      return;
    }
    if (result === "done") {
      failures.forget(message);
      await acknowledge(bus, message, durable);
      return;
    }
    bus.count("events_postponed", { consumer: durable });
    // A delay of zero would be a bare nak, which is delivered again at once and for ever.
    message.nak(Math.max(result.retryInMs, 1));
  };

  const open = () => openDurable(bus, { stream, name: durable, subject, maxAckPending, ackWaitMs });
  return (signal) =>
    pullEach(
      bus,
      { name: durable, open, workers: concurrency, handle: (message) => handle(message, signal) },
      signal,
    );
}

function subjectOf(stream: WorkStream, tokens: readonly string[], allowed: RegExp): string {
  const wrong = tokens.find((token) => !allowed.test(token));
  if (tokens.length === 0 || wrong !== undefined) {
    throw new TypeError(`Not the tail of a subject of ${stream}: ${JSON.stringify(tokens)}`);
  }
  return [workPrefix[stream], ...tokens].join(".");
}

/**
 * Failures per message in this process. The server's delivery count is no use here, since it counts
 * postponed deliveries too. A restart begins at zero: a message is rather tried too often than given up.
 */
function failureCounts() {
  const counts = new Map<string, number>();
  const MOST = 10_000;
  return {
    of: (message: JsMsg): number => counts.get(idOf(message)) ?? 0,
    add(message: JsMsg): void {
      const count = (counts.get(idOf(message)) ?? 0) + 1;
      // Messages that another replica finished are never forgotten by name: the oldest make room.
      counts.delete(idOf(message));
      counts.set(idOf(message), count);
      const oldest = counts.keys().next();
      if (counts.size > MOST && oldest.done !== true) counts.delete(oldest.value);
    },
    forget: (message: JsMsg): void => {
      counts.delete(idOf(message));
    },
  };
}
