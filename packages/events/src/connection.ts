import { jetstream, jetstreamManager, type StreamInfo } from "@nats-io/jetstream";
import { connect, errors, type NatsConnection } from "@nats-io/transport-node";
import { DomainError } from "@whiteline/service-kit";
import type { Registry } from "prom-client";
import type { Bus, EventLog } from "./bus.js";
import { messageOf } from "./message-of.js";
import { counterOf } from "./metrics.js";
import { pause } from "./pause.js";
import { reconnectDelayMs } from "./retry-delay.js";
import { ensureStreams, type StreamLimits } from "./streams.js";

export type BusOptions = {
  /** One `nats://host:port`, or several separated by commas. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Name of the service: durable consumers and dead letters carry it. */
  readonly service: string;
  readonly log: EventLog;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Of the service: what is counted here stands in them. Absent: nothing is counted. */
  readonly metrics?: Registry | undefined;
  readonly limits?: StreamLimits | undefined;
};

/**
 * Connects and creates the streams. Waits as long as it takes for a server that is not there yet,
 * because services start in any order; afterwards reconnects for ever and looks after the streams at
 * every reconnection, since the store may have been lost.
 * @throws DomainError forbidden NATS_CREDENTIALS_REFUSED, for which waiting would be in vain.
 */
export async function connectBus(options: BusOptions): Promise<Bus> {
  const { log, service, now, newId } = options;
  const nc = await connectPatiently(options);
  const js = jetstream(nc);
  const jsm = await jetstreamManager(nc, { checkAPI: false });

  let round: Promise<StreamInfo> | undefined;
  const ensure = (): Promise<StreamInfo> => {
    round ??= ensureStreams(jsm, options.limits ?? {}, log).finally(() => {
      round = undefined;
    });
    return round;
  };
  const count = counterOf(options.metrics);
  const bus: Bus = { nc, js, jsm, service, log, now, newId, count, ensure };

  await ensurePatiently(bus);
  void watch(bus);
  return bus;
}

async function connectPatiently(options: BusOptions): Promise<NatsConnection> {
  const { url, user, password, service, log } = options;
  for (let failures = 0; ; failures++) {
    try {
      return await connect({
        servers: url.split(","),
        name: service,
        ...(user === undefined ? {} : { user }),
        ...(password === undefined ? {} : { pass: password }),
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        reconnectJitter: 250,
        // A server that restarts with half its configuration must not end our reconnecting.
        ignoreAuthErrorAbort: true,
        // A peer that vanished without a word is noticed after 20 s.
        pingInterval: 10_000,
        maxPingOut: 2,
        timeout: 5_000,
        noAsyncTraces: true,
      });
    } catch (error) {
      if (error instanceof errors.AuthorizationError) {
        throw new DomainError(
          "forbidden",
          "NATS_CREDENTIALS_REFUSED",
          `The NATS server refuses the user of ${service}.`,
          { remedy: "Compare NATS_USER and NATS_PASSWORD with the server's users.", cause: error },
        );
      }
      log.warn({ error: messageOf(error) }, "nats_not_reachable");
      await pause(reconnectDelayMs(failures), new AbortController().signal);
    }
  }
}

async function ensurePatiently({ nc, ensure, log }: Bus): Promise<void> {
  for (let failures = 0; !nc.isClosed(); failures++) {
    try {
      await ensure();
      return;
    } catch (error) {
      log.warn({ error: messageOf(error) }, "streams_not_ready");
      await pause(reconnectDelayMs(failures), new AbortController().signal);
    }
  }
}

async function watch(bus: Bus): Promise<void> {
  for await (const status of bus.nc.status()) {
    if (status.type === "disconnect") bus.log.warn({}, "nats_disconnected");
    if (status.type === "error") bus.log.warn({ error: messageOf(status.error) }, "nats_error");
    if (status.type === "reconnect") {
      bus.log.info({}, "nats_reconnected");
      void ensurePatiently(bus);
    }
  }
}

/** Whether the server answers within two seconds. */
export async function isAnswering({ nc }: Bus): Promise<boolean> {
  const enough = new AbortController();
  const answers = nc.rtt().then(
    () => true,
    () => false,
  );
  const silence = pause(2_000, enough.signal).then(() => false);
  try {
    return await Promise.race([answers, silence]);
  } finally {
    enough.abort();
  }
}
