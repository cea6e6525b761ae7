import { join } from "node:path";
import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { connectEvents } from "@whiteline/events";
import { closeMongo, connectMongo, createLogger, systemPorts } from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import {
  freePort,
  startSource,
  testDatabase,
  testDirectory,
  testNats,
  type ManagedProcess,
} from "@whiteline/testkit";

/** A service that answers its health. */
export const startService = (
  service: string,
  env: Readonly<Record<string, string>>,
  logFile: string,
): Promise<ManagedProcess> =>
  startSource({
    service,
    env,
    logFile,
    ready: async () => (await fetch(`http://127.0.0.1:${env["HTTP_PORT"] ?? ""}/health`)).ok,
  });

export type Operator = Readonly<
  Record<
    "submitted" | "unique" | "duplicates" | "rejected" | "receiptsSent" | "receiptsAcked",
    number
  >
>;

/**
 * A mongod database, a NATS account and an operator; the caller starts dispatchers on them and
 * speaks for campaigns and dlr.
 */
export const openStation = async (temperament = "prompt") => {
  const database = await testDatabase();
  const nats = await testNats();
  const files = await testDirectory();
  const [smpp, control, http] = [await freePort(), await freePort(), await freePort()];
  const simulator = await startService(
    "operator-simulator",
    {
      HTTP_PORT: `${http}`,
      SMPP_PORT: `${smpp}`,
      CONTROL_PORT: `${control}`,
      TEMPERAMENT: temperament,
      GRPC_PORT: "0",
      LOG_LEVEL: "error",
    },
    join(files.path, "simulator.log"),
  );
  const connection = await connectMongo(database.uri);
  const events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "campaigns",
    connection,
    log: createLogger("campaigns", "error"),
    ...systemPorts,
  });
  const end = new AbortController();
  const told: SubmitsRecorded[] = [];
  const following = events.follow([SubmitsRecorded], ({ fact }) => void told.push(fact));
  const receipts: ReceiptsReceived[] = [];
  const loops = [
    following.loop(end.signal),
    events.consumeWork(
      { stream: "RECEIPTS", tokens: ["*"], concurrency: 1, maxAckPending: 16 },
      ReceiptsReceived,
      async (work) => {
        receipts.push(work);
        return "done";
      },
    )(end.signal),
  ];
  return {
    events,
    connection,
    told,
    receipts,
    files,
    simulator,
    /** @param account what differs of our account at the operator. */
    environment: (
      over: Readonly<Record<string, string>> = {},
      account: Readonly<Record<string, unknown>> = {},
    ): Record<string, string> => ({
      ...testServiceConfig({ name: "dispatcher", mongoUri: database.uri, natsUrl: nats.url }),

      NATS_USER: nats.user,
      NATS_PASSWORD: nats.password,
      LEASE_TTL_MS: "2000",
      OPERATORS: JSON.stringify({
        accounts: [
          {
            account: "mci",
            host: "127.0.0.1",
            port: smpp,
            systemId: "mci",
            password: "secret",
            window: 300,
            responseTimeoutMs: 3_000,
            ...account,
          },
        ],
        routes: [{ route: "mci", market: "IR", operators: ["*"], account: "mci" }],
      }),
      ...over,
    }),
    /** The last word on a chunk. */
    snapshot: (chunkId: string): SubmitsRecorded | undefined =>
      told
        .filter((fact) => fact.chunkId === chunkId)
        .sort((a, b) => Number(b.version - a.version))[0],
    /** @param messageId another one tells the same work twice. */
    release: (chunk: ChunkReleased, messageId: string = chunk.chunkId): Promise<void> =>
      events.publishWork("CHUNKS", ["mci", "bulk"], ChunkReleased, chunk, messageId),
    operator: async (): Promise<Operator> =>
      (await (await fetch(`http://127.0.0.1:${control}/stats`)).json()) as Operator,
    control: (path: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${control}${path}`, { method: "POST" }),
    async [Symbol.asyncDispose]() {
      end.abort();
      await Promise.all(loops);
      await events.close();
      await closeMongo(connection);
      await simulator.stop();
      await nats[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await files[Symbol.asyncDispose]();
    },
  };
};

let serial = 0;

/** A lawful chunk of so many recipients, each with its own one-part text. */
export const chunkOf = (
  chunkId: string,
  recipients: number,
  over: Partial<ChunkReleased> = {},
): ChunkReleased =>
  ChunkReleased.fromPartial({
    chunkId,
    tenantId: "tenant-a",
    providerId: "asanak",
    campaignId: "campaign-1",
    lineId: "line-1",
    sender: "02191001234",
    market: "IR",
    operator: "MCI",
    lane: Lane.BULK,
    clearanceId: "clearance",
    reservationId: "reservation",
    msisdns: Array.from({ length: recipients }, () => 989_120_000_000n + BigInt(serial++)),
    texts: Array.from({ length: recipients }, (_, i) => `Order ${chunkId} ${i} was sent`),
    parts: Buffer.alloc(recipients, 1),
    droppedMask: Buffer.alloc(Math.ceil(recipients / 8)),
    expiresAt: new Date(Date.now() + 600_000),
    releasedAt: new Date(),
    alphabet: "gsm7",
    ...over,
  });
