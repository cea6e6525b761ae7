import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import {
  CampaignCleared,
  CampaignHeld,
  CampaignRefused,
  ComplaintDecided,
  ComplaintOpened,
  TemplateApproved,
  TrailExtended,
  ViolationConfirmed,
} from "@whiteline/contracts/compliance/v1/events";
import { ComplaintsServiceDefinition } from "@whiteline/contracts/compliance/v1/complaints";
import { TextDeskServiceDefinition } from "@whiteline/contracts/compliance/v1/text_desk";
import { Line, LineStatus, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  systemPorts,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { eventually, testDatabase, testNats } from "@whiteline/testkit";
import { newNeighbourhood, startNeighbours } from "./neighbours.js";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

const principals = testPrincipals();
const inIran = { providerId: "asanak", market: "IR" };
export const asTenant = principals.tenant("tenant-a", inIran);
export const asStranger = principals.tenant("tenant-b", inIran);
export const asCampaigns = principals.service("campaigns", "tenant-a");
export const asExpert = principals.staff("expert", "asanak");
export const asOperations = principals.staff("operations", "asanak", { keyId: "key-3" });
export const asSecondOperations = principals.staff("operations", "asanak", { keyId: "key-4" });
export const asFinance = principals.staff("finance", "asanak");
export const asSecondExpert = principals.staff("expert", "asanak", { keyId: "key-2" });
export const asThirdExpert = principals.staff("expert", "asanak", { keyId: "key-5" });
export const asOtherExpert = principals.staff("expert", "kando");

/** A text that no service line may carry. */
export const promotion = "۲۰ درصد تخفیف برای خرید آخر هفته";

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

const ofLast = { tenantId: "tenant-last", providerId: "last" };
/**
 * The last lines of the registry's snapshot, of a sender whom no test knows: once this sender is offered the
 * advertising line, the first start has taken every line.
 */
const lastLines: readonly [Line, Line] = [
  { ...serviceLine, ...ofLast, lineId: "line-last-service", number: "02191005550" },
  { ...advertisingLine, ...ofLast, lineId: "line-last", number: "02191005551" },
];
const asLast = principals.tenant("tenant-last", { providerId: "last", market: "IR" });

const configOf = (given: {
  readonly name: string;
  readonly mongoUri: string;
  readonly natsUrl: string;
  readonly accountsUrl?: string;
}) => ({
  ...testServiceConfig(given),
  LINES_REGISTRY_URL: "127.0.0.1:1",
  CAMPAIGNS_URL: "127.0.0.1:1",
  LISTS_URL: "127.0.0.1:1",
  DLR_URL: "127.0.0.1:1",
  PRICING_URL: "127.0.0.1:1",
  DATA_KEYS: JSON.stringify({
    current: "test",
    keys: { test: Buffer.alloc(32, 7).toString("base64") },
  }),
});

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
  const where = { mongoUri: database.uri, natsUrl: nats.url };
  const neighbourhood = newNeighbourhood([serviceLine, advertisingLine, ...lastLines]);
  const { lines } = neighbourhood;
  const neighbours = await startNeighbours(
    readConfig(configOf({ ...where, name: "lines-registry" })),
    neighbourhood,
  );
  atEnd(() => neighbours.stop());

  const config = readConfig({
    ...configOf({ ...where, name: "compliance", accountsUrl: neighbours.grpcAddress }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    LINES_REGISTRY_URL: neighbours.grpcAddress,
    CAMPAIGNS_URL: neighbours.grpcAddress,
    LISTS_URL: neighbours.grpcAddress,
    DLR_URL: neighbours.grpcAddress,
    PRICING_URL: neighbours.grpcAddress,
    ...over,
  });
  let running = await start(config, systemPorts);
  atEnd(() => running.stop());
  const client = createClient(ComplianceServiceDefinition, running.grpcAddress);
  atEnd(() => client[Symbol.dispose]());
  const hasSnapshot = async (): Promise<boolean> => {
    const question = { lineId: lastLines[0].lineId, templateId: "", traffic: "", recipients: 500n };
    const asked = await client.checkText({ ...question, text: promotion }, asLast);
    return asked.refusal?.remedy.includes(lastLines[1].number) === true;
  };
  if (over["LINES_REGISTRY_URL"] === undefined) await eventually(hasSnapshot);
  const complaints = createClient(ComplaintsServiceDefinition, running.grpcAddress);
  atEnd(() => complaints[Symbol.dispose]());
  const desk = createClient(TextDeskServiceDefinition, running.grpcAddress);
  atEnd(() => desk[Symbol.dispose]());

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
  const opened: ComplaintOpened[] = [];
  const decided: ComplaintDecided[] = [];
  const violations: ViolationConfirmed[] = [];
  const trail: TrailExtended[] = [];
  const end = new AbortController();
  const ofCampaigns = [CampaignCleared, CampaignHeld, CampaignRefused, TemplateApproved] as const;
  const ofComplaints = [
    ComplaintOpened,
    ComplaintDecided,
    ViolationConfirmed,
    TrailExtended,
  ] as const;
  const types = [...ofCampaigns, ...ofComplaints] as const;
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
      case ComplaintOpened.$type:
        return void opened.push(told.fact);
      case ComplaintDecided.$type:
        return void decided.push(told.fact);
      case ViolationConfirmed.$type:
        return void violations.push(told.fact);
      case TrailExtended.$type:
        return void trail.push(told.fact);
    }
  });
  const followed = following.loop(end.signal);
  atEnd(async () => {
    end.abort();
    await followed;
  });
  return {
    client,
    rpcs: running.rpcs,
    /** Ends the process's part and starts another one on the same database and ports of its neighbours. */
    restart: async () => {
      await running.stop();
      running = await start({ ...config, GRPC_PORT: portOf(running.grpcAddress) }, systemPorts);
    },
    desk,
    complaints,
    neighbourhood,
    events,
    connection,
    lines,
    facts: { cleared, held, refused, approved, opened, decided, violations, trail },
    materialise: (fact: CampaignMaterialised, eventId: string) =>
      events.publish(CampaignMaterialised, fact, eventId),
    [Symbol.asyncDispose]: closeAll,
  };
};

const portOf = (address: string): number => Number(address.split(":").at(-1));

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
    // A text that the rules know nothing of.
    text: "مطلب تازه را ببین",
    recipients: 900n,
    counts: [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 900n }],
    dropped: [{ key: "opted_out", value: 12n }],
    listVersion: 4n,
    at: new Date(),
    ...over,
  });
