import type { JetStreamClient, JetStreamManager, StreamInfo } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

/** The part of a pino logger that events writes to. */
export type EventLog = {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
};

/** Called at everything worth counting; labels have few distinct values. */
export type OnCount = (name: CountName, labels: Readonly<Record<string, string>>) => void;

export type CountName =
  | "events_published"
  | "events_publish_retried"
  | "events_handled"
  | "events_failed"
  | "events_postponed"
  | "events_dead"
  | "events_interrupted"
  | "events_stalled";

/** What every part of this package works with: the connection, the service's name, and the ports. */
export type Bus = {
  readonly nc: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly service: string;
  readonly log: EventLog;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly count: OnCount;
  /** Creates what is missing of the four streams and answers what FACTS is; calls at the same time share one round. */
  readonly ensure: () => Promise<StreamInfo>;
};
