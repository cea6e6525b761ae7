import { randomBytes } from "node:crypto";
import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import {
  CampaignsServiceDefinition,
  type StreamChunkRecipientsResponse,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  DlrServiceDefinition,
  type ListToldResponse,
  type StreamOutcomesResponse,
} from "@whiteline/contracts/dlr/v1/dlr";
import { InboundReceived, RefusalEnforced } from "@whiteline/contracts/dispatcher/v1/events";
import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import {
  Line,
  LinesRegistryServiceDefinition,
  LineStatus,
  LineType,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  ImportFinished,
  OptOutLifted,
  OptOutRecorded,
  TrailExtended,
} from "@whiteline/contracts/lists/v1/events";
import {
  ImportPurpose,
  ImportState,
  ListsServiceDefinition,
  type Import,
  type ImportHeader,
  type StreamAudienceResponse,
} from "@whiteline/contracts/lists/v1/lists";
import { connectEvents } from "@whiteline/events";
import {
  connectMongo,
  createClient,
  createLogger,
  DomainError,
  requireService,
  requireTenant,
  runService,
  systemPorts,
  type CallContextExt,
  type CallOptions,
  type Client,
} from "@whiteline/service-kit";
import { startTokenMint, testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { eventually, testDatabase, testNats } from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

export type ListsEnv = Awaited<ReturnType<typeof listsEnv>>;
export type ListsClient = Client<typeof ListsServiceDefinition>;

const dataKeys = JSON.stringify({
  current: "k1",
  keys: { k1: randomBytes(32).toString("base64") },
});

const registryDoor = LinesRegistryServiceDefinition;
const { snapshot, getLine, listSisterLines } = registryDoor.methods;
const registryAsked = {
  ...{ name: registryDoor.name, fullName: registryDoor.fullName },
  methods: { snapshot, getLine, listSisterLines },
} as const;
const campaignsDoor = CampaignsServiceDefinition;
const { streamChunkRecipients, listChunkRecipients } = campaignsDoor.methods;
const recipientsOnly = {
  ...{ name: campaignsDoor.name, fullName: campaignsDoor.fullName },
  methods: { streamChunkRecipients, listChunkRecipients },
} as const;
const dlrDoor = DlrServiceDefinition;
const { streamOutcomes, listFeedHeads, listTold } = dlrDoor.methods;
const outcomesOnly = {
  ...{ name: dlrDoor.name, fullName: dlrDoor.fullName },
  methods: { streamOutcomes, listFeedHeads, listTold },
} as const;

/** What campaigns and dlr answer about a campaign of a tenant, by "tenant:campaign"; `away` makes dlr fail. */
export type PastCampaign = {
  readonly recipients: readonly Partial<StreamChunkRecipientsResponse>[];
  readonly outcomes: readonly Partial<StreamOutcomesResponse>[];
  away?: boolean;
};
/** What dlr's feed tells of a tenant, an answer for each entry, and to whom campaigns says that single messages went. */
export type ToldFeed = {
  readonly entries: Pick<Partial<ListToldResponse>, "campaignIds" | "messages">[];
  readonly recipients: Partial<StreamChunkRecipientsResponse>[];
};

/** A real gRPC server in the place of lines-registry, campaigns and dlr; what it knows may change while it runs. */
const startNeighbours = (
  lines: readonly Line[],
  sisters: readonly (readonly string[])[],
  past: ReadonlyMap<string, PastCampaign>,
  feeds: ReadonlyMap<string, ToldFeed>,
  where: { readonly mongoUri: string; readonly natsUrl: string },
) => {
  const campaignOf = (context: CallContextExt, campaignId: string): PastCampaign => {
    requireService(context);
    const known = past.get(`${requireTenant(context)}:${campaignId}`);
    if (known !== undefined) return known;
    throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "There is no such campaign.");
  };
  const environment = {
    ...testServiceConfig({ ...where, name: "lines-registry" }),
    DATA_KEYS: dataKeys,
    LINES_REGISTRY_URL: "127.0.0.1:1",
    CAMPAIGNS_URL: "127.0.0.1:1",
    DLR_URL: "127.0.0.1:1",
  };
  return runService(readConfig(environment), async (life) => {
    life.serve(registryAsked, {
      async *snapshot(_request, context) {
        requireService(context);
        for (const line of lines) yield { line };
      },
      async getLine({ lineId }, context) {
        const tenantId = requireTenant(context);
        return { line: lines.find((line) => line.lineId === lineId && line.tenantId === tenantId) };
      },
      async listSisterLines({ lineId }, context) {
        requireService(context);
        const others = sisters.find((holding) => holding.includes(lineId)) ?? [];
        const known = lines.filter((line) => others.includes(line.lineId));
        return { lines: known.filter((line) => line.lineId !== lineId) };
      },
    });
    life.serve(recipientsOnly, {
      async *streamChunkRecipients({ campaignId }, context) {
        yield* campaignOf(context, campaignId).recipients;
      },
      async listChunkRecipients({ chunkIds }, context) {
        requireService(context);
        const known = feeds.get(requireTenant(context))?.recipients ?? [];
        return { chunks: known.filter(({ chunkId = "" }) => chunkIds.includes(chunkId)) };
      },
    });
    life.serve(outcomesOnly, {
      async *streamOutcomes({ campaignId }, context) {
        // dlr knows a campaign by its chunks alone: of an unknown one it tells none.
        const known = past.get(`${requireTenant(context)}:${campaignId}`);
        if (known?.away === true) throw new DomainError("unavailable", "AWAY", "dlr is away");
        yield* known?.outcomes ?? [];
      },
      async listFeedHeads({ afterTenant }, context) {
        requireService(context);
        const all = [...feeds].toSorted(([one], [other]) => (one < other ? -1 : 1));
        const behind = all.filter(([tenantId]) => tenantId > afterTenant);
        return {
          heads: behind.map(([tenantId, { entries }]) => ({
            ...{ tenantId, position: BigInt(entries.length) },
          })),
        };
      },
      async listTold({ after }, context) {
        const entries = feeds.get(requireTenant(context))?.entries ?? [];
        const next = after + 1n;
        return { ...entries[Number(after)], next, more: next < BigInt(entries.length) };
      },
    });
  });
};

/** An active service line as the registry tells it. */
export const lineOf = (facts: Partial<Line>): Line => ({
  ...Line.fromPartial({ tenantId: "tenant-a", providerId: "asanak", market: "IR", version: 1n }),
  family: "landline_021",
  type: LineType.SERVICE,
  status: LineStatus.ACTIVE,
  ...facts,
});

/** lists on a real mongod and nats-server, called by its own client; `start: false` leaves starting to the test. */
export async function listsEnv(
  options: {
    readonly start?: boolean;
    readonly environment?: Readonly<Record<string, string>>;
    /** What the service takes for the time. */
    readonly now?: () => Date;
  } = {},
) {
  const { now = systemPorts.now } = options;
  const closers: (() => unknown)[] = [];
  const database = await testDatabase();
  closers.push(() => database[Symbol.asyncDispose]());
  const nats = await testNats();
  closers.push(() => nats[Symbol.asyncDispose]());
  const principals = testPrincipals();
  const mint = await startTokenMint();
  closers.push(() => mint.stop());
  const where = { mongoUri: database.uri, natsUrl: nats.url };
  const lines: Line[] = [];
  const past = new Map<string, PastCampaign>();
  const feeds = new Map<string, ToldFeed>();
  const sisters: string[][] = [];
  const registry = await startNeighbours(lines, sisters, past, feeds, where);
  closers.push(() => registry.stop());
  const environment: Readonly<Record<string, string>> = {
    ...testServiceConfig({ ...where, name: "lists", accountsUrl: mint.address }),
    LINES_REGISTRY_URL: registry.grpcAddress,
    CAMPAIGNS_URL: registry.grpcAddress,
    DLR_URL: registry.grpcAddress,
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    DATA_KEYS: dataKeys,
    IMPORT_LEASE_MS: "1000",
    LEARN_EVERY_MS: "200",
    LEARN_AGAIN_MS: "100",
    PUBLIC_LINK_URL: "https://sms.example/",
    ...options.environment,
  };
  const connection = await connectMongo(database.uri);
  closers.push(() => connection.close());
  if (connection.db === undefined) throw new Error("The database is not open.");
  const { db } = connection;

  const startService = async () => {
    const running = await start(readConfig(environment), { ...systemPorts, now });
    const lists = createClient(ListsServiceDefinition, running.grpcAddress);
    closers.push(async () => {
      lists[Symbol.dispose]();
      await running.stop();
    });
    return { running, lists };
  };
  const first = options.start === false ? undefined : await startService();

  const facts: { readonly type: string; readonly fact: object }[] = [];
  const events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "observer",
    connection,
    log: createLogger("observer", "silent"),
    ...systemPorts,
  });
  closers.push(() => events.close());
  const ending = new AbortController();
  const following = events.follow(
    [ImportFinished, OptOutRecorded, OptOutLifted, TrailExtended],
    (told) => {
      facts.push(told);
    },
  );
  const followed = following.loop(ending.signal);
  closers.push(async () => {
    ending.abort();
    await followed;
  });

  return {
    environment,
    db,
    facts,
    /** What the registry answers from now on. */
    lines,
    /** The tenant has active service lines with these ids from now on. */
    giveLines: (tenantId: string, ...lineIds: readonly string[]) =>
      lines.push(...lineIds.map((lineId) => lineOf({ lineId, tenantId }))),
    /** Lines of one holding each. */
    sisters,
    /** What campaigns and dlr answer from now on. */
    past,
    /** What dlr's feed tells from now on, by tenant. */
    feeds,
    /** Tells a fact in the name of a neighbour. */
    tell: {
      lineActivated: (line: Line) =>
        events.publish(LineActivated, { line, at: new Date() }, systemPorts.newId()),
      finished: (fact: Partial<CampaignFinished>) =>
        events.publish(CampaignFinished, CampaignFinished.fromPartial(fact), systemPorts.newId()),
      enforced: (fact: RefusalEnforced) =>
        events.publish(RefusalEnforced, fact, systemPorts.newId()),
      inbound: (fact: InboundReceived) =>
        events.publish(InboundReceived, fact, systemPorts.newId()),
    },
    startService,
    /** Of the service started first. */
    get address(): string {
      if (first === undefined) throw new Error("The service was not started.");
      return first.running.grpcAddress;
    },
    /** Client of the service started first. */
    get lists(): ListsClient {
      if (first === undefined) throw new Error("The service was not started.");
      return first.lists;
    },
    tenant: (id: string, market = "IR") => principals.tenant(id, { market }),
    service: (tenantId: string) => principals.service("campaigns", tenantId),
    staff: (role: "expert" | "operations") => principals.staff(role, "asanak"),
    async [Symbol.asyncDispose]() {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** The parts of an upload: the header, then the bytes in pieces. */
export async function* upload(header: Partial<ImportHeader>, content: Buffer) {
  const whole = {
    requestId: systemPorts.newId(),
    listId: "",
    purpose: ImportPurpose.AUDIENCE,
    fileName: "customers.xlsx",
    numberColumn: "",
    ...header,
  };
  yield { part: { $case: "header" as const, value: whole } };
  for (let at = 0; at < content.length; at += 64 * 1024) {
    yield { part: { $case: "data" as const, value: content.subarray(at, at + 64 * 1024) } };
  }
}

/** Uploads a file and waits for the end of its import. */
export async function importFile(
  lists: ListsClient,
  caller: CallOptions,
  header: Partial<ImportHeader>,
  content: Buffer,
): Promise<Import> {
  const { import: received } = await lists.importFile(upload(header, content), caller);
  return importEnd(lists, caller, received!.importId);
}

export async function importEnd(
  lists: ListsClient,
  caller: CallOptions,
  importId: string,
): Promise<Import> {
  return eventually(
    async () => {
      const { import: now } = await lists.getImport({ importId }, caller);
      const over = now?.state === ImportState.FINISHED || now?.state === ImportState.REFUSED;
      return over ? now : undefined;
    },
    { within: 300_000, every: 50, what: "the end of the import" },
  );
}

/** A list with the customers of a CSV, governing the lines given. */
export async function filledList(
  lists: ListsClient,
  caller: CallOptions,
  numbers: readonly string[],
  governsLineIds: readonly string[] = [],
): Promise<string> {
  const { list } = await lists.createList(
    { requestId: systemPorts.newId(), name: "customers", governsLineIds: [...governsLineIds] },
    caller,
  );
  const listId = list!.listId;
  await importFile(lists, caller, { listId }, Buffer.from(["mobile", ...numbers].join("\n")));
  return listId;
}

/** An audience as a test looks at it. */
export async function audienceOf(stream: AsyncIterable<StreamAudienceResponse>) {
  const people: {
    readonly msisdn: bigint;
    readonly operator: string;
    readonly variables: Readonly<Record<string, string>>;
  }[] = [];
  let summary:
    | {
        readonly kept: bigint;
        readonly dropped: Readonly<Record<string, bigint>>;
        readonly listVersion: bigint;
      }
    | undefined;
  let largest = 0;
  for await (const { part } of stream) {
    if (part?.$case === "summary") {
      const { kept, listVersion, dropped } = part.value;
      summary = {
        kept,
        listVersion,
        dropped: Object.fromEntries(dropped.map(({ code, rows }) => [code, rows])),
      };
    }
    if (part?.$case !== "batch") continue;
    const { msisdns, operatorIndex, operators, variableNames, variables } = part.value;
    largest = Math.max(largest, msisdns.length);
    msisdns.forEach((msisdn, i) => {
      const mine = variableNames.map((name, column) => [
        name,
        variables[i * variableNames.length + column],
      ]);
      people.push({
        msisdn,
        operator: operators[operatorIndex[i]!]!,
        variables: Object.fromEntries(mine),
      });
    });
  }
  return { people, summary: summary!, largest };
}
