import { setTimeout as pause } from "node:timers/promises";
import { jetstreamManager, type JetStreamManager, type StoredMsg } from "@nats-io/jetstream";
import { connect, headers, nanos, type NatsConnection } from "@nats-io/transport-node";
import type { Random } from "../src/input/random.js";
import type { ChaosHouse } from "./chaos-house.js";

const FULL_MS = 10_000;
/** Less than a chunk takes at a slow operator. */
const HURRIED_MS = 1_000;
const HURRY_MS = 8_000;
const TOLD_AGAIN = 2_000;

/** Does something at NATS as the service of that name may. */
const asService = async <T>(
  { stack }: ChaosHouse,
  service: string,
  work: (nc: NatsConnection, manager: JetStreamManager) => Promise<T>,
): Promise<T> => {
  const pass = stack.secrets.natsPasswords[service] ?? "";
  const nc = await connect({ servers: stack.natsUrl, user: service, pass });
  try {
    return await work(nc, await jetstreamManager(nc, { checkAPI: false }));
  } finally {
    await nc.close();
  }
};

const durablesOf = async ({ consumers }: JetStreamManager, stream: string) => {
  const found: { readonly name: string; readonly ackWait: number }[] = [];
  for await (const { name, config } of consumers.list(stream))
    if (config.durable_name !== undefined) found.push({ name, ackWait: config.ack_wait ?? 0 });
  return found;
};

/** Every durable consumer of a stream is gone: who comes back reads it from the beginning, everything twice. */
export const forgetConsumers = (house: ChaosHouse, stream: string): Promise<void> =>
  asService(house, "campaigns", async (_nc, manager) => {
    for (const { name } of await durablesOf(manager, stream))
      await manager.consumers.delete(stream, name);
  });

/** As though it were full: its publishers are refused, and go on when it has room again. */
export const fillChunks = (house: ChaosHouse): Promise<void> =>
  asService(house, "campaigns", async (_nc, { streams }) => {
    const { max_bytes } = (await streams.info("CHUNKS")).config;
    await streams.update("CHUNKS", { max_bytes: 1 });
    try {
      await pause(FULL_MS);
    } finally {
      await streams.update("CHUNKS", { max_bytes });
    }
  });

/** For a while readers have so little time that much is given out again while it is being worked on. */
export const hurryReaders = (house: ChaosHouse): Promise<void> =>
  asService(house, "campaigns", async (_nc, manager) => {
    const hurried: [stream: string, name: string, ackWait: number][] = [];
    try {
      for (const stream of ["CHUNKS", "RECEIPTS", "FACTS"])
        for (const { name, ackWait } of await durablesOf(manager, stream)) {
          await manager.consumers.update(stream, name, { ack_wait: nanos(HURRIED_MS) });
          hurried.push([stream, name, ackWait]);
        }
      await pause(HURRY_MS);
    } finally {
      for (const [stream, name, ack_wait] of hurried)
        await manager.consumers.update(stream, name, { ack_wait });
    }
  });

/** The newest facts of all services once more, shuffled: each under the id of its event, as who told it may. */
export const tellAgainShuffled = async (house: ChaosHouse, random: Random): Promise<void> => {
  const facts = await asService(house, "campaigns", async (_nc, { streams, direct }) => {
    const { last_seq: last } = (await streams.info("FACTS")).state;
    const found: StoredMsg[] = [];
    for (let seq = Math.max(1, last - TOLD_AGAIN); seq <= last; seq += 1) {
      const fact = await direct.getMessage("FACTS", { seq }).catch(() => null);
      if (fact !== null) found.push(fact);
    }
    return found;
  });
  for (let i = facts.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1));
    const [a, b] = [facts[i], facts[other]];
    if (a !== undefined && b !== undefined) [facts[i], facts[other]] = [b, a];
  }
  // In the order of the shuffle, though each service tells its own: what one told is told again before the next.
  const connections = new Map<string, NatsConnection>();
  try {
    for (const fact of facts) {
      const service = (fact.subject.split(".")[1] ?? "").replaceAll("_", "-");
      const pass = house.stack.secrets.natsPasswords[service] ?? "";
      const nc =
        connections.get(service) ??
        (await connect({ servers: house.stack.natsUrl, user: service, pass }));
      connections.set(service, nc);
      const about = headers();
      for (const name of fact.header.keys())
        if (!name.startsWith("Nats-")) about.set(name, fact.header.get(name));
      const id = fact.header.get("event-id") || fact.header.get("Nats-Msg-Id");
      about.set("event-id", id);
      about.set("Nats-Msg-Id", `${id}:again:${String(fact.seq)}`);
      await nc.request(fact.subject, fact.data, { headers: about, timeout: 10_000 });
    }
  } finally {
    for (const nc of connections.values()) await nc.close();
  }
};
