import { randomBytes } from "node:crypto";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { closeMongo, connectMongo, inTransaction } from "@whiteline/service-kit";
import { testDatabase, testNats } from "@whiteline/testkit";
import type { Connection } from "mongoose";
import type { EventLog } from "./bus.js";
import { connectEvents, type Events, type EventsOptions } from "./events.js";
import type { Loop } from "./subscribe.js";

type LogLine = { readonly event: string; readonly fields: object };

/** A service as far as events sees it, for the tests of this package. */
export type TestService = {
  readonly events: Events;
  readonly connection: Connection;
  readonly lines: readonly LogLine[];
  /** Starts a loop; the returned function stops it and waits for its end. */
  readonly run: (loop: Loop) => () => Promise<void>;
  /** Adds opt-outs of these tenants to the outbox, in one transaction; the event id is the tenant. */
  readonly record: (...tenants: string[]) => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type Place = Pick<EventsOptions, "url" | "user" | "password"> & { readonly uri: string };

export const newId = (): string => randomBytes(12).toString("hex");

/** The facts of these tests: opt-outs that only name a tenant. */
export const optOut = (tenantId: string): OptOutRecorded =>
  OptOutRecorded.fromPartial({ tenantId });

/** An account of the suite's nats-server and a database of its mongod. */
export async function testPlace() {
  const nats = await testNats();
  const database = await testDatabase();
  return {
    url: nats.url,
    user: nats.user,
    password: nats.password,
    uri: database.uri,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await nats[Symbol.asyncDispose]();
    },
  };
}

export async function testService(
  place: Place,
  options: Partial<EventsOptions> = {},
): Promise<TestService> {
  const lines: LogLine[] = [];
  const write = (fields: object, event: string): void => {
    lines.push({ event, fields });
  };
  const log: EventLog = { info: write, warn: write, error: write };
  const connection = await connectMongo(place.uri);
  const connecting = connectEvents({
    url: place.url,
    user: place.user,
    password: place.password,
    service: "lists",
    connection,
    log,
    now: () => new Date(),
    newId,
    ...options,
  });
  connecting.catch(() => closeMongo(connection));
  const events = await connecting;
  const stops = new Set<() => Promise<void>>();
  return {
    events,
    connection,
    lines,
    run(loop) {
      const end = new AbortController();
      const ended = loop(end.signal);
      const stop = (): Promise<void> => {
        end.abort();
        return ended;
      };
      stops.add(stop);
      return stop;
    },
    record: (...tenants) =>
      inTransaction(connection, async (session) => {
        for (const tenant of tenants) {
          await events.outbox.add(session, OptOutRecorded, optOut(tenant), tenant);
        }
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all([...stops].map((stop) => stop()));
      await events.close();
      await closeMongo(connection);
    },
  };
}
