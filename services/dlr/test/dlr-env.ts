import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { QueuesServiceDefinition } from "@whiteline/contracts/dlr/v1/queues";
import { ReportsServiceDefinition } from "@whiteline/contracts/dlr/v1/reports";
import { OutcomesRecorded, TrailExtended } from "@whiteline/contracts/dlr/v1/events";
import { connectEvents, type Events } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  systemPorts,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { testDatabase, testNats } from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

export const tenantId = "tenant-a";
export const principals = testPrincipals();
export const asTenant = principals.tenant(tenantId);

/** dlr on a real mongod and nats-server, with a neighbour that speaks for the dispatcher. */
export const dlr = async (
  over: Record<string, string> = {},
  now: () => Date = () => new Date(),
) => {
  const database = await testDatabase();
  const nats = await testNats();
  const config = readConfig({
    ...testServiceConfig({ name: "dlr", mongoUri: database.uri, natsUrl: nats.url }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    PUBLISH_INTERVAL_MS: "50",
    FEED_INTERVAL_MS: "50",
    CAMPAIGNS_URL: "127.0.0.1:1",
    ...over,
  });
  const ports = { ...systemPorts, now };
  let running = await start(config, ports);
  const connection = await connectMongo(database.uri);
  const events: Events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "dispatcher",
    connection,
    log: createLogger("dispatcher", "error"),
    now: () => new Date(),
    newId: systemPorts.newId,
  });
  const facts: OutcomesRecorded[] = [];
  const end = new AbortController();
  const trail: TrailExtended[] = [];
  const following = events.follow([OutcomesRecorded, TrailExtended], async ({ fact }) => {
    if ("chunkId" in fact) facts.push(fact);
    else trail.push(fact);
  });
  const followed = following.loop(end.signal);
  const clients = [createClient(DlrServiceDefinition, running.grpcAddress)];
  const reports = createClient(ReportsServiceDefinition, running.grpcAddress);
  const queues = createClient(QueuesServiceDefinition, running.grpcAddress);
  return {
    nats,
    events,
    connection,
    reports,
    queues,
    facts,
    trail,
    client: () => clients[clients.length - 1]!,
    rpcs: () => running.rpcs,
    /** Labels and values of a metric, as it stands now. */
    metric: async (name: string): Promise<readonly string[]> => {
      const text = await (await fetch(`http://${running.httpAddress}/metrics`)).text();
      return text.split("\n").flatMap((line) => {
        if (!line.startsWith(`${name}{`)) return [];
        return line.slice(name.length).replace(/,?service="[^"]*",?/u, "");
      });
    },
    latest: (chunkId: string) =>
      facts
        .filter((fact) => fact.chunkId === chunkId)
        .sort((a, b) => Number(b.version - a.version))[0],
    restart: async () => {
      await running.stop();
      running = await start(config, ports);
      clients.push(createClient(DlrServiceDefinition, running.grpcAddress));
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await followed;
      for (const client of [...clients, reports, queues]) client[Symbol.dispose]();
      await running.stop();
      await events.close();
      await closeMongo(connection);
      await nats[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

export const submits = (chunkId: string, over: Partial<SubmitsRecorded> = {}): SubmitsRecorded =>
  SubmitsRecorded.fromPartial({
    chunkId,
    tenantId,
    campaignId: "campaign-1",
    reservationId: "r",
    operator: "MCI",
    account: "mci",
    alphabet: "ucs2",
    parts: Buffer.from([1, 2]),
    codes: Buffer.from([1, 1, 1]),
    operatorIds: [`${chunkId}-1`, `${chunkId}-2`, `${chunkId}-3`],
    statuses: [0, 0, 0],
    expiresAt: new Date(Date.now() + 60_000),
    version: 1n,
    complete: true,
    ...over,
  });

export const receipts = (id: string, ...states: [string, string][]): ReceiptsReceived =>
  ReceiptsReceived.fromPartial({
    receivedId: id,
    operator: "MCI",
    account: "mci",
    receipts: states.map(([operatorId, state]) => ({
      operatorId,
      state,
      error: "000",
      at: new Date(),
    })),
  });
