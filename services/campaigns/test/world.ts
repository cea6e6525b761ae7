import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CampaignsServiceDefinition,
  SubmitCampaignRequest,
  type Campaign,
  type SubmitMessagesRequest,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  CampaignCancelled,
  CampaignFinished,
  CampaignMaterialised,
  CampaignPaused,
  CampaignResumed,
  ChunkReleased,
  TrailExtended,
} from "@whiteline/contracts/campaigns/v1/events";
import { MessageSearchServiceDefinition } from "@whiteline/contracts/campaigns/v1/message_search";
import { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { PlansServiceDefinition } from "@whiteline/contracts/campaigns/v1/plans";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { CampaignFunded } from "@whiteline/contracts/pricing/v1/events";
import { connectEvents, type Events } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  systemPorts,
  type Client,
} from "@whiteline/service-kit";
import { startTokenMint, testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import {
  eventually,
  freePort,
  startSource,
  testDatabase,
  testDirectory,
  testNats,
} from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { lineId, peers, quoteOf, startNeighbours, tenantId } from "./neighbours.js";

export const principals = testPrincipals();
/** Who of tenant A has proved a mobile. */
export const provedMobiles = new Map([
  ["person-1", "+989120000001"],
  ["person-2", "+989350000002"],
]);
export const asPerson = principals.tenant(tenantId, { personId: "person-1" });
export const asTenant = principals.tenant(tenantId);
/** In pricing's own name for the tenant. */
export const asPricing = principals.service("pricing", tenantId);
export const asStranger = principals.tenant("tenant-b");

type CampaignsClient = Client<typeof CampaignsServiceDefinition>;

export const order = (over: Partial<SubmitCampaignRequest> = {}): SubmitCampaignRequest =>
  SubmitCampaignRequest.fromPartial({
    requestId: systemPorts.newId(),
    name: "Order notices",
    lineId,
    listId: "list-1",
    templateId: "template-1",
    ...over,
  });

export const messages = (
  items: readonly { requestId?: string; to?: string; text?: string }[],
): SubmitMessagesRequest => ({
  lineId,
  lane: "LANE_OTP",
  validitySeconds: 0,
  traffic: "",
  messageType: "",
  expectReply: false,
  items: items.map((item, i) => ({
    requestId: item.requestId ?? systemPorts.newId(),
    to: item.to ?? `0912000000${i % 10}`,
    text: item.text ?? "کد شما 1234",
    templateId: "",
    variables: {},
  })),
});

const partsOf = (work: ChunkReleased): number => work.parts.reduce((sum, count) => sum + count, 0);

/** What every fact about a chunk says of it. */
const of = ({ chunkId, campaignId, reservationId, operator }: ChunkReleased) => ({
  chunkId,
  tenantId,
  campaignId,
  reservationId,
  operator,
});

/** campaigns on a real mongod and nats-server; its neighbours are small real servers. */
export const campaignsWorld = async (
  over: Record<string, string> = {},
  { asProcess = false, now = () => new Date(), rate = 5_000, road = {} } = {},
) => {
  const database = await testDatabase();
  const ownDatabase = await testDatabase();
  const nats = await testNats();
  const mint = await startTokenMint(undefined, provedMobiles);
  const neighbours = await startNeighbours(database.uri, nats.url, rate);
  neighbours.words.road = { ...neighbours.words.road, ...road };
  const directory = await testDirectory();
  const env: Readonly<Record<string, string>> = {
    ...testServiceConfig({
      name: "campaigns",
      mongoUri: database.uri,
      natsUrl: nats.url,
      accountsUrl: mint.address,
    }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    ...peers(neighbours.address),
    ...over,
  };
  const running = asProcess
    ? await runAsProcess(env, directory.path)
    : await runHere(env, { ...systemPorts, now });
  const connection = await connectMongo(ownDatabase.uri);
  const events: Events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "neighbours",
    connection,
    log: createLogger("neighbours", "silent"),
    now: () => new Date(),
    newId: systemPorts.newId,
  });
  const store = await connectMongo(database.uri);
  const works: ChunkReleased[] = [];
  const facts: { readonly type: string; readonly fact: unknown }[] = [];
  const end = new AbortController();
  const types = [
    CampaignMaterialised,
    CampaignPaused,
    CampaignResumed,
    CampaignCancelled,
    CampaignFinished,
    TrailExtended,
  ] as const;
  const loops = [
    events.follow(types, (followed) => void facts.push(followed)).loop(end.signal),
    events.consumeWork(
      { stream: "CHUNKS", tokens: [">"], concurrency: 4, maxAckPending: 64 },
      ChunkReleased,
      async (work) => {
        works.push(work);
        return "done";
      },
    )(end.signal),
  ];
  const told = <Fact>(type: { readonly $type: string; decode(input: Uint8Array): Fact }): Fact[] =>
    facts.filter((fact) => fact.type === type.$type).map(({ fact }) => fact as Fact);
  const publish = <Fact>(type: Parameters<typeof events.publish<Fact>>[0], fact: Fact) =>
    events.publish(type, fact, systemPorts.newId());
  const answer = (work: ChunkReleased) =>
    publish(
      SubmitsRecorded,
      SubmitsRecorded.fromPartial({
        ...of(work),
        parts: work.parts,
        codes: Buffer.alloc(partsOf(work), 1),
        version: 1n,
        complete: true,
      }),
    );

  const world = {
    ...neighbours,
    events,
    works,
    store,
    told,
    publish,
    client: (): CampaignsClient => running.client(),
    evidence: () => running.evidence(),
    plans: () => running.plans(),
    search: () => running.search(),
    /** Known of a service in this process only. */
    rpcs: running.rpcs,
    kill: running.kill,
    again: running.again,
    peakMemoryMb: running.peakMemoryMb,

    submit: async (over_: Partial<SubmitCampaignRequest> = {}): Promise<Campaign> => {
      const { outcome } = await running.client().submitCampaign(order(over_), asTenant);
      if (outcome?.$case !== "campaign") throw new Error(JSON.stringify(outcome));
      return outcome.value;
    },
    get: async (campaignId: string): Promise<Campaign> => {
      const { campaign } = await running.client().getCampaign({ campaignId }, asTenant);
      return campaign!;
    },
    materialised: (campaignId: string, revision = 1n, within = 60_000) =>
      eventually(
        () =>
          told(CampaignMaterialised).find(
            (fact) => fact.campaignId === campaignId && fact.revision === revision,
          ),
        { within, what: "the campaign to be materialised" },
      ),
    clear: (materialised: CampaignMaterialised, expiresAt?: Date) =>
      publish(CampaignCleared, {
        campaignId: materialised.campaignId,
        tenantId,
        revision: materialised.revision,
        clearanceId: `clearance-${materialised.revision}`,
        verdictId: "verdict-1",
        expiresAt: expiresAt ?? new Date(Date.now() + 3_600_000),
        materialised,
      }),
    fund: ({ campaignId, revision, counts, dryRun }: CampaignMaterialised) =>
      publish(CampaignFunded, {
        campaignId,
        tenantId,
        revision,
        reservationId: dryRun ? "" : `campaign:${campaignId}:${revision}`,
        clearanceId: `clearance-${revision}`,
        dryRun,
        quote: quoteOf(counts),
      }),
    /** What the dispatcher says when the operator took everything of a chunk. */
    answer,
    /** What `npm run rebuild` asks of the service. */
    rebuild: async (): Promise<number> => {
      const authorization = `Bearer ${env["SERVICE_SECRET"] ?? ""}`;
      const url = `http://${running.httpAddress}/rebuild`;
      return (await fetch(url, { method: "POST", headers: { authorization } })).status;
    },
    loseNats: () => nats.loseStore(),
    /** What dispatcher and dlr say when everything of a chunk was delivered. */
    deliver: async (work: ChunkReleased) => {
      await answer(work);
      const parts = partsOf(work);
      await publish(
        OutcomesRecorded,
        OutcomesRecorded.fromPartial({
          ...of(work),
          version: 1n,
          recipients: work.parts.length,
          parts,
          messages: [{ state: "delivered", count: work.parts.length }],
          partsByState: [{ state: "delivered", count: parts }],
          partsAccepted: parts,
          partsDelivered: parts,
          allAnswered: true,
          final: true,
        }),
      );
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await Promise.all(loops);
      await running.stop();
      await events.close();
      await neighbours.stop();
      await mint.stop();
      await closeMongo(connection);
      await closeMongo(store);
      await nats[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await ownDatabase[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
  return world;
};

const runHere = async (env: Record<string, string>, ports: typeof systemPorts) => {
  const running = await start(readConfig(env), ports);
  const client = createClient(CampaignsServiceDefinition, running.grpcAddress);
  const evidence = createClient(EvidenceServiceDefinition, running.grpcAddress);
  const plans = createClient(PlansServiceDefinition, running.grpcAddress);
  const search = createClient(MessageSearchServiceDefinition, running.grpcAddress);
  return {
    client: () => client,
    evidence: () => evidence,
    plans: () => plans,
    search: () => search,
    rpcs: running.rpcs,
    httpAddress: running.httpAddress,
    kill: async (): Promise<void> => undefined,
    again: async (): Promise<void> => undefined,
    peakMemoryMb: () => 0,
    stop: async () => {
      client[Symbol.dispose]();
      evidence[Symbol.dispose]();
      plans[Symbol.dispose]();
      search[Symbol.dispose]();
      await running.stop();
    },
  };
};

/** A process of its own, so that it can be killed in the middle and its memory is its own. */
const runAsProcess = async (env: Record<string, string>, directory: string) => {
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const child = await startSource({
    service: "campaigns",
    env: { ...env, GRPC_PORT: String(grpcPort), HTTP_PORT: String(httpPort) },
    logFile: join(directory, "campaigns.log"),
    ready: async () => (await fetch(`http://127.0.0.1:${httpPort}/health`)).ok,
  });
  const client = createClient(CampaignsServiceDefinition, `127.0.0.1:${grpcPort}`);
  const evidence = createClient(EvidenceServiceDefinition, `127.0.0.1:${grpcPort}`);
  const plans = createClient(PlansServiceDefinition, `127.0.0.1:${grpcPort}`);
  const search = createClient(MessageSearchServiceDefinition, `127.0.0.1:${grpcPort}`);
  return {
    client: () => client,
    evidence: () => evidence,
    plans: () => plans,
    search: () => search,
    rpcs: [] as readonly string[],
    httpAddress: `127.0.0.1:${httpPort}`,
    kill: async (): Promise<void> => {
      await child.kill("SIGKILL");
    },
    again: () => child.restart(),
    peakMemoryMb: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) / 1_024;
    },
    stop: async () => {
      client[Symbol.dispose]();
      evidence[Symbol.dispose]();
      plans[Symbol.dispose]();
      search[Symbol.dispose]();
      await child.stop();
    },
  };
};
