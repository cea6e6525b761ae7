import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import {
  CampaignCleared,
  CampaignHeld,
  CampaignRefused,
  TemplateApproved,
} from "@whiteline/contracts/compliance/v1/events";
import {
  Line,
  LinesRegistryServiceDefinition,
  LineStatus,
  LineType,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  DomainError,
  runService,
  systemPorts,
} from "@whiteline/service-kit";
import { startTokenMint, testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { testDatabase, testNats } from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

const principals = testPrincipals();
const inIran = { providerId: "asanak", market: "IR" };
export const asTenant = principals.tenant("tenant-a", inIran);
export const asStranger = principals.tenant("tenant-b", inIran);
export const asCampaigns = principals.service("campaigns", "tenant-a");
export const asExpert = principals.staff("expert", "asanak");
export const asFinance = principals.staff("finance", "asanak");
export const asOtherExpert = principals.staff("expert", "kando");

export const serviceLine = Line.fromPartial({
  lineId: "line-service",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: LineType.SERVICE,
  status: LineStatus.ACTIVE,
  version: 3n,
  governedByList: true,
});
export const advertisingLine: Line = {
  ...serviceLine,
  lineId: "line-advertising",
  number: "02191009999",
  type: LineType.ADVERTISING,
};

const { name, fullName, methods } = LinesRegistryServiceDefinition;
const registryDefinition = {
  name,
  fullName,
  methods: { getLine: methods.getLine, snapshot: methods.snapshot },
} as const;

/** A real gRPC server in the place of lines-registry; `lines` may change while it runs. */
const startRegistry = (
  lines: Map<string, Line>,
  given: { readonly mongoUri: string; readonly natsUrl: string },
) =>
  runService(readConfig(configOf({ ...given, name: "lines-registry" })), async (life) => {
    life.serve(registryDefinition, {
      async getLine({ lineId }) {
        const line = lines.get(lineId);
        if (line === undefined) throw new DomainError("not_found", "LINE_UNKNOWN", "no such line");
        return { line };
      },
      async *snapshot() {
        for (const line of lines.values()) yield { line };
      },
    });
  });

const configOf = (given: {
  readonly name: string;
  readonly mongoUri: string;
  readonly natsUrl: string;
  readonly accountsUrl?: string;
}) => ({ ...testServiceConfig(given), LINES_REGISTRY_URL: "127.0.0.1:1" });

/** compliance on a real mongod and nats-server, with neighbours that speak for the others. */
export const startCompliance = async (over: Record<string, string> = {}) => {
  const closers: (() => Promise<void> | void)[] = [];
  const atEnd = (close: () => Promise<void> | void): void => void closers.push(close);
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  const database = await testDatabase();
  atEnd(() => database[Symbol.asyncDispose]());
  const nats = await testNats();
  atEnd(() => nats[Symbol.asyncDispose]());
  const mint = await startTokenMint();
  atEnd(() => mint.stop());
  const where = { mongoUri: database.uri, natsUrl: nats.url };
  const lines = new Map([serviceLine, advertisingLine].map((line) => [line.lineId, line]));
  const registry = await startRegistry(lines, where);
  atEnd(() => registry.stop());

  const config = readConfig({
    ...configOf({ ...where, name: "compliance", accountsUrl: mint.address }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    LINES_REGISTRY_URL: registry.grpcAddress,
    ...over,
  });
  const running = await start(config, systemPorts);
  atEnd(() => running.stop());
  const client = createClient(ComplianceServiceDefinition, running.grpcAddress);
  atEnd(() => client[Symbol.dispose]());

  const connection = await connectMongo(database.uri);
  atEnd(() => closeMongo(connection));
  const events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "campaigns",
    connection,
    log: createLogger("campaigns", "error"),
    ...systemPorts,
  });
  atEnd(() => events.close());
  const cleared: CampaignCleared[] = [];
  const held: CampaignHeld[] = [];
  const refused: CampaignRefused[] = [];
  const approved: TemplateApproved[] = [];
  const end = new AbortController();
  const types = [CampaignCleared, CampaignHeld, CampaignRefused, TemplateApproved] as const;
  const following = events.follow(types, (told) => {
    switch (told.type) {
      case CampaignCleared.$type:
        return void cleared.push(told.fact);
      case CampaignHeld.$type:
        return void held.push(told.fact);
      case CampaignRefused.$type:
        return void refused.push(told.fact);
      case TemplateApproved.$type:
        return void approved.push(told.fact);
    }
  });
  const followed = following.loop(end.signal);
  atEnd(async () => {
    end.abort();
    await followed;
  });
  return {
    client,
    events,
    connection,
    lines,
    facts: { cleared, held, refused, approved },
    materialise: (fact: CampaignMaterialised, eventId: string) =>
      events.publish(CampaignMaterialised, fact, eventId),
    [Symbol.asyncDispose]: closeAll,
  };
};

export const materialised = (
  campaignId: string,
  over: Partial<CampaignMaterialised> = {},
): CampaignMaterialised =>
  CampaignMaterialised.fromPartial({
    campaignId,
    tenantId: "tenant-a",
    providerId: "asanak",
    revision: 1n,
    lineId: "line-service",
    family: "landline_021",
    text: "سفارش شما ارسال شد",
    recipients: 900n,
    counts: [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 900n }],
    dropped: [{ key: "opted_out", value: 12n }],
    listVersion: 4n,
    at: new Date(),
    ...over,
  });
