import { rm } from "node:fs/promises";
import { join } from "node:path";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { ReceiptsReceived } from "@whiteline/contracts/dispatcher/v1/events";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import {
  databaseUri,
  eventually,
  startMongod,
  startNats,
  testBinaries,
  testDatabase,
  testDirectory,
} from "@whiteline/testkit";
import { expect, test } from "vitest";
import { optOut, testPlace, testService, type TestService } from "./test-events.js";

const patience = { within: 120_000 };

/** A nats-server of our own, to be killed and robbed. */
async function ownNats() {
  const directory = await testDirectory();
  const { nats: binary } = await testBinaries();
  const dir = join(directory.path, "nats");
  const server = await startNats({ binary, dir, logFile: join(directory.path, "nats.log") });
  return {
    server,
    url: server.url,
    async loseStore() {
      await server.stop();
      await rm(join(dir, "jetstream"), { recursive: true });
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}

async function managerOf(url: string) {
  const connection = await connect({ servers: url });
  return Object.assign(await jetstreamManager(connection), {
    [Symbol.asyncDispose]: () => connection.close(),
  });
}

/** The tenants whose opt-outs the service hears. */
function hear({ events, run }: TestService, ackWaitMs = 2_000): Set<string> {
  const heard = new Set<string>();
  run(
    events.subscribe(
      OptOutRecorded,
      async ({ tenantId }) => {
        heard.add(tenantId);
      },
      { ackWaitMs },
    ),
  );
  return heard;
}

test("nats-server killed again and again loses no fact, no work, and ends no loop", async () => {
  await using nats = await ownNats();
  await using database = await testDatabase();
  await using lists = await testService({ url: nats.url, uri: database.uri });
  const { events, run } = lists;
  const heard = hear(lists);
  const followed = new Set<string>();
  const done = new Set<string>();
  run(events.relay);
  run(events.follow([OptOutRecorded], ({ fact }) => void followed.add(fact.tenantId)).loop);
  run(
    events.consumeWork(
      { stream: "RECEIPTS", tokens: [">"], concurrency: 3, maxAckPending: 50, ackWaitMs: 2_000 },
      ReceiptsReceived,
      async (_work, { id }) => {
        done.add(id);
        return "done";
      },
    ),
  );

  const recorded = new Set<string>();
  const accepted = new Set<string>();
  let over = false;
  const record = async (): Promise<void> => {
    for (let index = 0; !over; index++) {
      await lists.record(`t${index}`);
      recorded.add(`t${index}`);
    }
  };
  const send = async (lane: number): Promise<void> => {
    for (let index = 0; !over; index++) {
      const work = ReceiptsReceived.decode(new Uint8Array());
      await events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, work, `r${lane}-${index}`);
      accepted.add(`r${lane}-${index}`);
    }
  };
  const traffic = Promise.all([record(), send(0), send(1)]);
  for (let round = 1; round <= 3; round++) {
    const before = { heard: heard.size, done: done.size, followed: followed.size };
    await eventually(
      () =>
        heard.size > before.heard + 10 &&
        done.size > before.done + 10 &&
        followed.size > before.followed + 10,
      { ...patience, what: `traffic before kill ${round}` },
    );
    await nats.server.kill();
    await nats.server.restart();
  }
  over = true;
  await traffic;
  const missing = () => [
    ...[...recorded].filter((tenant) => !heard.has(tenant) || !followed.has(tenant)),
    ...[...accepted].filter((id) => !done.has(id)),
  ];
  await eventually(() => missing().length === 0, patience);
  expect(missing()).toEqual([]);
});

test("mongod killed in the middle keeps back no committed fact", async () => {
  await using place = await testPlace();
  await using directory = await testDirectory();
  const { mongod: binary } = await testBinaries();
  await using mongod = await startMongod({
    binary,
    dbPath: join(directory.path, "mongod"),
    logFile: join(directory.path, "mongod.log"),
  });
  await using lists = await testService({ ...place, uri: databaseUri(mongod.uri, "lists") });
  const heard = hear(lists);
  lists.run(lists.events.relay);
  const committed = new Set<string>();
  const end = new AbortController();
  const traffic = (async () => {
    for (let index = 0; !end.signal.aborted; index++) {
      await lists.record(`t${index}`).then(
        () => committed.add(`t${index}`),
        // Not committed as far as this caller knows: nothing is promised.
        () => undefined,
      );
    }
  })();
  for (let round = 0; round < 2; round++) {
    const before = heard.size;
    await eventually(() => heard.size > before + 10, patience);
    await mongod.kill();
    await mongod.restart();
  }
  end.abort();
  await traffic;
  await eventually(() => [...committed].every((tenant) => heard.has(tenant)), patience);
});

test("a lost store costs time only: streams and consumers come back and the outbox tells again", async () => {
  await using nats = await ownNats();
  await using database = await testDatabase();
  await using lists = await testService({ url: nats.url, uri: database.uri });
  const heard = hear(lists);
  const followed: string[] = [];
  lists.run(lists.events.relay);
  lists.run(
    lists.events.follow([OptOutRecorded], ({ fact }) => void followed.push(fact.tenantId)).loop,
  );
  await lists.record("before");
  await eventually(() => heard.has("before") && followed.length === 1);

  await nats.loseStore();
  await lists.record("meanwhile");
  await nats.server.restart();

  await eventually(() => heard.has("meanwhile") && followed.includes("meanwhile"), patience);
  await eventually(() => followed.filter((tenant) => tenant === "before").length === 2, patience);
  await using pricing = await testService(
    { url: nats.url, uri: database.uri },
    { service: "pricing" },
  );
  const late = hear(pricing);
  await eventually(() => late.size === 2, patience);
  expect([...late].sort()).toEqual(["before", "meanwhile"]);
  expect(lists.lines.map(({ event }) => event)).toContain("facts_store_lost");
});

test("a consumer or a stream that somebody deleted is made again", async () => {
  await using nats = await ownNats();
  await using database = await testDatabase();
  await using lists = await testService({ url: nats.url, uri: database.uri });
  const heard = hear(lists);
  const followed = new Set<string>();
  lists.run(
    lists.events.follow([OptOutRecorded], ({ fact }) => void followed.add(fact.tenantId)).loop,
  );
  const publish = (tenant: string) => lists.events.publish(OptOutRecorded, optOut(tenant), tenant);
  await publish("first");
  await eventually(() => heard.has("first") && followed.has("first"));

  await using jsm = await managerOf(nats.url);
  for (const { name } of await jsm.consumers.list("FACTS").next())
    await jsm.consumers.delete("FACTS", name);
  await publish("second");
  await eventually(() => heard.has("second") && followed.has("second"), patience);

  await jsm.streams.delete("FACTS");
  await publish("third");
  await eventually(() => heard.has("third") && followed.has("third"), patience);
});

test("a server that hangs is noticed by its missing heartbeats, and everything goes on after it", async () => {
  await using nats = await ownNats();
  await using database = await testDatabase();
  await using lists = await testService({ url: nats.url, uri: database.uri });
  const heard = hear(lists);
  lists.run(lists.events.relay);
  await lists.record("before");
  await eventually(() => heard.has("before"));
  process.kill(nats.server.pid, "SIGSTOP");
  try {
    await lists.record("meanwhile");
    await eventually(
      () => lists.lines.some(({ event }) => event === "events_loop_interrupted"),
      patience,
    );
  } finally {
    process.kill(nats.server.pid, "SIGCONT");
  }
  await eventually(() => heard.has("meanwhile"), patience);
});

test("publishing without a server gives up after its patience and says so", async () => {
  await using nats = await ownNats();
  await using database = await testDatabase();
  await using lists = await testService({ url: nats.url, uri: database.uri });
  await nats.server.kill();
  await expect(lists.events.publish(OptOutRecorded, optOut("t"), "t")).rejects.toMatchObject({
    kind: "unavailable",
    reason: "EVENTS_UNAVAILABLE",
  });
  expect(await lists.events.healthy()).toBe(false);
});
