import { join } from "node:path";
import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { connectEvents } from "@whiteline/events";
import { SERVICES, startStack } from "@whiteline/local";
import { closeMongo, connectMongo, createLogger, systemPorts } from "@whiteline/service-kit";
import { databaseUri, eventually, testDirectory } from "@whiteline/testkit";

const root = join(import.meta.dirname, "../..");

/** An account at somebody's SMSC, as the dispatcher's OPERATORS has it. */
export type Account = Readonly<Record<string, string | number>> & { readonly port: number };

type Kept = { readonly operatorId: string; readonly state: string };

/** Our dispatcher as a built process of its own, bound to somebody's SMSC; the test speaks for campaigns. */
export const openDispatcherStation = async (account: Account) => {
  const directory = await testDirectory();
  const operators = JSON.stringify({
    accounts: [{ account: "theirs", host: "127.0.0.1", window: 20, ...account }],
    routes: [{ route: "theirs", market: "IR", operators: ["*"], account: "theirs" }],
  });
  const services = SERVICES.map((service) =>
    service.name === "dispatcher" ? { ...service, env: () => ({ OPERATORS: operators }) } : service,
  );
  const stack = await startStack({
    root,
    dir: directory.path,
    say: () => undefined,
    environment: process.env,
    only: ["dispatcher"],
    services,
    overrides: { "*": { LOG_LEVEL: "warn" } },
  });
  const connection = await connectMongo(databaseUri(stack.mongodUri, "interop"));
  const dispatcher = await connectMongo(databaseUri(stack.mongodUri, "whiteline_dispatcher"));
  const events = await connectEvents({
    url: stack.natsUrl,
    user: "campaigns",
    password: stack.secrets.natsPasswords["campaigns"],
    service: "campaigns",
    connection,
    log: createLogger("interop", "error"),
    ...systemPorts,
  });
  const ending = new AbortController();
  const told: SubmitsRecorded[] = [];
  const hearing = events
    .follow([SubmitsRecorded], ({ fact }) => void told.push(fact))
    .loop(ending.signal);
  const readReceipts = async () => {
    const kept = dispatcher.collection<{ receipts: Kept[] }>("received").find();
    return (await kept.toArray()).flatMap(({ receipts }) => receipts);
  };
  return {
    /** Sends a chunk, and resolves with the last word on it when every part is answered. */
    carry: async (chunk: ChunkReleased): Promise<SubmitsRecorded> => {
      const { chunkId } = chunk;
      await events.publishWork("CHUNKS", ["theirs", "bulk"], ChunkReleased, chunk, chunkId);
      return eventually(() => told.find((fact) => fact.chunkId === chunkId && fact.complete), {
        within: 90_000,
        what: `the answers to ${chunkId}`,
      });
    },
    /** The receipts as they were kept, once there is one for each of these ids. */
    receiptsOf: (operatorIds: readonly string[]) =>
      eventually(
        async () => {
          const receipts = await readReceipts();
          const known = new Set(receipts.map(({ operatorId }) => operatorId));
          return operatorIds.every((id) => known.has(id)) ? receipts : undefined;
        },
        { within: 90_000, every: 200, what: "a receipt for each part" },
      ),
    async [Symbol.asyncDispose](): Promise<void> {
      ending.abort();
      await hearing;
      await events.close();
      await closeMongo(connection);
      await closeMongo(dispatcher);
      await stack.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
};

/** A lawful chunk: each text is one part, or as many as `parts` says. */
export const chunkOf = (
  texts: readonly string[],
  over: Partial<ChunkReleased> = {},
): ChunkReleased =>
  ChunkReleased.fromPartial({
    chunkId: "chunk-1",
    tenantId: "tenant-a",
    campaignId: "campaign-1",
    lineId: "line-1",
    sender: "02191001234",
    market: "IR",
    operator: "MCI",
    lane: Lane.BULK,
    clearanceId: "clearance",
    reservationId: "reservation",
    msisdns: texts.map((_, i) => 989_120_000_000n + BigInt(i)),
    texts: [...texts],
    parts: Buffer.alloc(texts.length, 1),
    droppedMask: Buffer.alloc(Math.ceil(texts.length / 8)),
    expiresAt: new Date(Date.now() + 600_000),
    releasedAt: new Date(),
    alphabet: "gsm7",
    ...over,
  });
