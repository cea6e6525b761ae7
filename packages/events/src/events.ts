import { liveGauge } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import { connectBus, isAnswering, type BusOptions } from "./connection.js";
import {
  countDead,
  listDead,
  replayDead,
  type DeadGroup,
  type DeadLetter,
} from "./dead-letters.js";
import { listQueues, type Queue } from "./queues.js";
import { headersOf } from "./envelope.js";
import type { FactType } from "./fact-type.js";
import { follow, type Following, type FollowHandler } from "./follow.js";
import { countUnsent, openOutbox, type Outbox } from "./outbox.js";
import { publisher } from "./publisher.js";
import { relayOf } from "./relay.js";
import { storeWatch } from "./store-watch.js";
import type { WorkStream } from "./streams.js";
import { subscribe, type FactHandler, type Loop, type SubscribeOptions } from "./subscribe.js";
import { consumeWork, publishWork, type WorkHandler, type WorkSource } from "./work.js";

export type EventsOptions = BusOptions & {
  /** The service's own database, which holds its outbox. */
  readonly connection: Connection;
  /**
   * Called when JetStream's store was lost, before anything else is published: documents that are
   * their own outbox count as untold again. May be called twice. Looked for by the relay's loop.
   */
  readonly onStoreLost?: (() => Promise<void>) | undefined;
  /** Facts of one type that are published within so many milliseconds go as one message; 1 if absent. */
  readonly gatherMs?: number | undefined;
};

export type Events = {
  readonly outbox: Outbox;
  /** The loop that publishes the outbox: `life.run("outbox", events.relay)`. */
  readonly relay: Loop;
  /**
   * Publishes a fact whose own document serves as its outbox, and waits until it is stored. Facts of one type that are
   * published at the same moment go together.
   * @throws DomainError unavailable EVENTS_UNAVAILABLE after 15 s; publish again with the same id.
   */
  readonly publish: <Fact>(type: FactType<Fact>, fact: Fact, eventId: string) => Promise<void>;
  /** A loop for `life.run`: every fact of the type reaches the handler at least once per service. */
  readonly subscribe: <Fact>(
    type: FactType<Fact>,
    handler: FactHandler<Fact>,
    options?: SubscribeOptions,
  ) => Loop;
  /** Every fact of these types in order from the beginning of FACTS, for projections held in memory. */
  readonly follow: <Type extends FactType<unknown>>(
    types: readonly Type[],
    handler: FollowHandler<Type>,
  ) => Following;
  /**
   * Puts work on a queue and waits until it is stored.
   * @throws DomainError exhausted STREAM_FULL: release less; unavailable EVENTS_UNAVAILABLE.
   */
  readonly publishWork: <Work>(
    stream: WorkStream,
    tokens: readonly string[],
    type: FactType<Work>,
    work: Work,
    id: string,
  ) => Promise<void>;
  /** A loop for `life.run`: takes work from a queue, shared with the other replicas. */
  readonly consumeWork: <Work>(
    source: WorkSource,
    type: FactType<Work>,
    handler: WorkHandler<Work>,
  ) => Loop;
  /** What was given up, by all services or of one group, oldest first; `after` is a letter's sequence. */
  readonly deadLetters: (
    limit: number,
    after?: number,
    of?: Pick<DeadGroup, "service" | "type">,
  ) => Promise<readonly DeadLetter[]>;
  /** How much was given up by whom of what, the largest group first, and the sequence of the newest there ever was. */
  readonly deadGroups: () => Promise<{
    readonly groups: readonly DeadGroup[];
    readonly newest: number;
  }>;
  /** Publishes a dead letter again, for the consumer that gave it up. @throws DomainError not_found DEAD_LETTER_UNKNOWN */
  readonly replayDead: (sequence: number) => Promise<DeadLetter>;
  /** The streams and who reads them, as they stand now. */
  readonly queues: () => Promise<readonly Queue[]>;
  /** Whether the server answers now; for `life.healthy`. */
  readonly healthy: () => Promise<boolean>;
  /** Ends the connection; end the loops first. */
  readonly close: () => Promise<void>;
};

/**
 * Connects a service to JetStream and its outbox, and creates the streams and indexes that are missing.
 * Waits for a server that is not up yet and survives its restarts, even with an empty store.
 */
export async function connectEvents(options: EventsOptions): Promise<Events> {
  const bus = await connectBus(options);
  const { outbox, documents, bell } = await openOutbox(options.connection, options.now);
  if (options.metrics !== undefined)
    liveGauge(
      options.metrics,
      { name: "events_outbox_unsent", help: "Facts that are kept and not published yet" },
      () => countUnsent(documents),
    );
  const checkStore = storeWatch(bus, options.connection, documents, options.onStoreLost);
  const publishSoon = publisher(bus, options.gatherMs ?? 1);
  return {
    outbox,
    relay: relayOf(bus, documents, bell, checkStore),
    async publish(type, fact, eventId) {
      const payload = type.encode(fact).finish();
      const headers = headersOf(bus.now());
      await publishSoon({ subject: type.$type, payload, id: eventId, headers });
    },
    subscribe: (type, handler, settings) => subscribe(bus, type, handler, settings),
    follow: (types, handler) => follow(bus, types, handler),
    publishWork: (stream, tokens, type, work, id) =>
      publishWork(bus, stream, tokens, type, work, id),
    consumeWork: (source, type, handler) => consumeWork(bus, source, type, handler),
    deadLetters: (limit, after = 0, of) => listDead(bus, limit, after, of),
    deadGroups: () => countDead(bus),
    replayDead: (sequence) => replayDead(bus, sequence),
    queues: () => listQueues(bus),
    healthy: () => isAnswering(bus),
    close: () => bus.nc.close(),
  };
}
