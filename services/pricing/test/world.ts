import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { AccountsServiceDefinition, TenantStatus } from "@whiteline/contracts/accounts/v1/accounts";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import {
  BalanceLow,
  CampaignFunded,
  CampaignUnfunded,
  DuePaid,
  DueRaised,
  DueWaived,
  FeeDueSoon,
  InvoiceIssued,
  MaintenancePaid,
  MaintenanceUnpaid,
  OrderRefused,
  PaymentRefunded,
  PaymentSuspended,
  ReservationSettled,
  TariffActivated,
  ToppedUp,
  TrailExtended,
} from "@whiteline/contracts/pricing/v1/events";
import { markets } from "@whiteline/markets";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DlrServiceDefinition, type ChunkBill } from "@whiteline/contracts/dlr/v1/dlr";
import {
  LineStatus,
  LinesRegistryServiceDefinition,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { BillingServiceDefinition } from "@whiteline/contracts/pricing/v1/billing";
import { CreditPricesServiceDefinition } from "@whiteline/contracts/pricing/v1/credit_prices";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { ProposalsServiceDefinition } from "@whiteline/contracts/pricing/v1/proposals";
import { PurchasesServiceDefinition } from "@whiteline/contracts/pricing/v1/purchases";
import { ReconciliationServiceDefinition } from "@whiteline/contracts/pricing/v1/reconciliation";
import { ResaleInvitationsServiceDefinition } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { ResellersServiceDefinition } from "@whiteline/contracts/pricing/v1/resellers";
import { TariffDraftsServiceDefinition } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { connectEvents, type Events, type FactType } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  DomainError,
  runService,
  systemPorts,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import {
  freePort,
  startSource,
  testDatabase,
  testNats,
  type ManagedProcess,
  type TestDatabase,
} from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

export const principals = testPrincipals();
export const finance = principals.staff("finance", "asanak");
/** A colleague of hers, and a key that the colleague made. */
export const colleague = principals.staff("finance", "asanak", { personId: "second" });
export const keyOfColleague = principals.staff("finance", "asanak", { keyId: "k-of-second" });
export const asTenant = (tenantId: string) =>
  principals.tenant(tenantId, { providerId: homeOf(tenantId)[1] });
export const financeOf = (providerId: string) => principals.staff("finance", providerId);
export const dong = (minor: bigint) => ({ currency: "VND", minor });
/** The payment port of the Vietnamese seller. */
export const port = {
  provider: "vn-bulksms",
  port: "vnpay" as const,
  url: "https://port.test/pay",
  terminal: "WHITELN1",
  secret: "a secret of the port in tests",
};
export const campaigns = (tenantId: string) => principals.service("campaigns", tenantId);
export const rial = (minor: bigint) => ({ currency: "IRR", minor });

/** Market and provider of a tenant by the first letter of its name. */
const homeOf = (tenantId: string): readonly [market: string, providerId: string] => {
  switch (tenantId[0]) {
    case "v":
      return ["VN", "vn-bulksms"];
    case "a":
      return ["TR", "aktan"];
    case "m":
      return ["IR", "melipayamak"];
    default:
      return ["IR", "asanak"];
  }
};

/** What pricing asks of accounts, answered over real gRPC. `p…` and `vp` are platform tenants. */
const startAccounts = (mongoUri: string, natsUrl: string, heard: Heard) => {
  const { mintServiceToken, getTenant, getCompanyFile, getProviderFile } =
    AccountsServiceDefinition.methods;
  const { listDocuments, identifyActors } = AccountsServiceDefinition.methods;
  const asked = { mintServiceToken, getTenant, getCompanyFile, getProviderFile };
  const definition = {
    ...AccountsServiceDefinition,
    methods: { ...asked, listDocuments, identifyActors },
  };
  return runService(
    readConfig({
      ...testServiceConfig({ name: "accounts", mongoUri, natsUrl }),
      ...{
        LINES_REGISTRY_URL: "x",
        CAMPAIGNS_URL: "x",
        DLR_URL: "x",
        DISPATCHER_URL: "x",
        DATA_KEYS: dataKeys,
      },
    }),
    async (life) => {
      life.serve(
        definition,
        {
          async mintServiceToken({ service, tenantId }) {
            const named = tenantId === "" ? undefined : tenantId;
            const token = String(principals.service(service, named).metadata?.get("authorization"));
            const expiresAt = new Date(Date.now() + 60_000);
            return { token: token.replace("Bearer ", ""), expiresAt };
          },
          async listDocuments({ tenantId }) {
            const proof = { documentId: "d1", tenantId, code: "transfer_proof" };
            const other = { ...proof, documentId: "d3" };
            const paper = { documentId: "id-card", tenantId, code: "national_card" };
            return { documents: [proof, other, paper] };
          },
          async getTenant({ tenantId }) {
            if (tenantId === "nobody") throw new DomainError("not_found", "TENANT_UNKNOWN", "none");
            const platform = /^v?p/.test(tenantId);
            const [market, providerId] = homeOf(tenantId);
            const status = heard.suspended.has(tenantId)
              ? TenantStatus.SUSPENDED
              : TenantStatus.ACTIVE;
            const name = `${tenantId} Ltd`;
            return { tenant: { tenantId, providerId, market, platform, name, status } };
          },
          async getCompanyFile({ tenantId }) {
            if (tenantId === heard.unreadable) throw new DomainError("unavailable", "DOWN", "away");
            return { file: { tenantId, nationalId: "001002003004", address: heard.address } };
          },
          async getProviderFile({ providerId }) {
            const companyName = `${providerId} JSC`;
            return { file: { companyName, enterpriseCode: "0100109106", address: "Hà Nội" } };
          },
          async identifyActors({ actors }) {
            const answers = (actor: string) =>
              actor === "key:k-of-second" ? "person:second" : actor;
            return {
              actors: actors.map((actor) => ({ actor, known: true, answers: answers(actor) })),
            };
          },
        },
        { public: ["MintServiceToken"] },
      );
      const { streamOutcomes, listChunkOutcomes } = DlrServiceDefinition.methods;
      life.serve(
        { ...DlrServiceDefinition, methods: { streamOutcomes, listChunkOutcomes } },
        {
          async listChunkOutcomes({ chunkIds }) {
            return { chunks: heard.outcomes.filter(({ chunkId }) => chunkIds.includes(chunkId)) };
          },
          async *streamOutcomes({ campaignId }) {
            yield* heard.outcomes.filter((each) => each.campaignId === campaignId);
          },
        },
      );
      const { countAccepted } = DispatcherServiceDefinition.methods;
      life.serve(
        { ...DispatcherServiceDefinition, methods: { countAccepted } },
        {
          async countAccepted({ chunkIds }) {
            const told = (chunkId: string): number => {
              const known = heard.outcomes.find((each) => each.chunkId === chunkId);
              const ids = known?.operatorIds.filter((id) => id !== "").length ?? 0;
              return heard.journal.get(chunkId) ?? known?.bill?.partsAccepted ?? ids;
            };
            return { partsAccepted: chunkIds.map(told) };
          },
        },
      );
      const { listLines } = LinesRegistryServiceDefinition.methods;
      life.serve(
        { ...LinesRegistryServiceDefinition, methods: { listLines } },
        {
          async listLines() {
            const number = markets.get("IR").accountMessages?.sender ?? "";
            return { lines: [{ lineId: "platform-line", number, status: LineStatus.ACTIVE }] };
          },
        },
      );
      const { submitMessages, checkChunks } = CampaignsServiceDefinition.methods;
      life.serve(
        { ...CampaignsServiceDefinition, methods: { submitMessages, checkChunks } },
        {
          async checkChunks({ chunks }) {
            const released = chunks.filter(({ chunkId }) => !chunkId.startsWith("invented"));
            return { releasedChunkIds: released.map(({ chunkId }) => chunkId) };
          },
          async submitMessages({ lineId, items }) {
            heard.messages.push(
              ...items.map(({ requestId, to, text }) => ({ requestId, to, text })),
            );
            const value = { messageId: `of ${lineId}` };
            return { answers: items.map(() => ({ outcome: { $case: "accepted", value } })) };
          },
        },
      );
    },
  );
};

const dataKeys = JSON.stringify({
  current: "k1",
  keys: { k1: randomBytes(32).toString("base64") },
});

/** What the neighbours know and were told. */
type Heard = {
  /** Of every customer, now. */
  address: string;
  /** Whose file cannot be read. */
  unreadable?: string;
  readonly suspended: Set<string>;
  readonly outcomes: {
    readonly campaignId: string;
    readonly chunkId: string;
    readonly states: string[];
    readonly parts: Buffer;
    readonly operatorIds: string[];
    readonly operator?: string;
    readonly bill?: Partial<ChunkBill>;
  }[];
  /** Parts that the dispatcher has as accepted, where that is not what dlr says. */
  readonly journal: Map<string, number>;
  readonly messages: { readonly requestId: string; readonly to: string; readonly text: string }[];
};

type Told =
  | CampaignFunded
  | CampaignUnfunded
  | ReservationSettled
  | ToppedUp
  | BalanceLow
  | PaymentRefunded
  | PaymentSuspended
  | DuePaid
  | DueRaised
  | DueWaived
  | FeeDueSoon
  | InvoiceIssued
  | MaintenancePaid
  | MaintenanceUnpaid
  | OrderRefused
  | TariffActivated
  | TrailExtended;
const types = [
  CampaignFunded,
  CampaignUnfunded,
  ReservationSettled,
  ToppedUp,
  BalanceLow,
  DuePaid,
  DueRaised,
  DueWaived,
  FeeDueSoon,
  InvoiceIssued,
  MaintenancePaid,
  MaintenanceUnpaid,
  OrderRefused,
  PaymentRefunded,
  PaymentSuspended,
  TariffActivated,
  TrailExtended,
] as readonly unknown[] as readonly FactType<Told>[];

/**
 * pricing on a real mongod and nats-server, with neighbours that speak for the others.
 * @param open another database than one of the suite's mongod.
 */
export const pricing = async (
  over: Readonly<Record<string, string>> = {},
  beginning: () => Date = () => new Date(),
  open: () => Promise<Pick<TestDatabase, "uri" | typeof Symbol.asyncDispose>> = testDatabase,
) => {
  const database = await open();
  const nats = await testNats();
  const heard: Heard = {
    ...{ address: "12 Hàng Bài", suspended: new Set(), outcomes: [], journal: new Map() },
    messages: [],
  };
  const accounts = await startAccounts(database.uri, nats.url, heard);
  const environment = {
    ...testServiceConfig({
      name: "pricing",
      mongoUri: database.uri,
      natsUrl: nats.url,
      accountsUrl: accounts.grpcAddress,
    }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    TOP_UP_CAP_MINOR: "1000000000",
    FEE_ROUND_MS: "300",
    NOTICE_ROUND_MS: "200",
    LINES_REGISTRY_URL: accounts.grpcAddress,
    CAMPAIGNS_URL: accounts.grpcAddress,
    DLR_URL: accounts.grpcAddress,
    DISPATCHER_URL: accounts.grpcAddress,
    DATA_KEYS: dataKeys,
    PAYMENT_PORTS: JSON.stringify([port]),
    CONSOLE_ORIGINS: "https://console.test/, http://console.test:3000",
    ...over,
  };
  const config = readConfig(environment);
  let clock = beginning;
  const ports = { ...systemPorts, now: () => clock() };
  let running = await start(config, ports);
  const connection = await connectMongo(database.uri);
  const events: Events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "neighbours",
    connection,
    log: createLogger("neighbours", "error"),
    now: () => new Date(),
    newId: systemPorts.newId,
  });
  const told: { readonly type: string; readonly fact: Told }[] = [];
  const end = new AbortController();
  setMaxListeners(types.length * 4, end.signal);
  const loops = types.map((type) =>
    events
      .follow([type], async ({ fact }) => void told.push({ type: type.$type, fact }))
      .loop(end.signal),
  );
  const clients = [createClient(PricingServiceDefinition, running.grpcAddress)];
  const client = () => clients[clients.length - 1]!;
  const purchases = createClient(PurchasesServiceDefinition, running.grpcAddress);
  const drafts = createClient(TariffDraftsServiceDefinition, running.grpcAddress);
  const proposals = createClient(ProposalsServiceDefinition, running.grpcAddress);
  const billing = createClient(BillingServiceDefinition, running.grpcAddress);
  const creditPrices = createClient(CreditPricesServiceDefinition, running.grpcAddress);
  const resellers = createClient(ResellersServiceDefinition, running.grpcAddress);
  const resale = createClient(ResaleInvitationsServiceDefinition, running.grpcAddress);
  const reconciliation = createClient(ReconciliationServiceDefinition, running.grpcAddress);
  const others = [
    ...[purchases, proposals, drafts, billing, resellers, resale, reconciliation],
    creditPrices,
  ];
  return {
    events,
    /** To its database, for what is to be seen nowhere else. */
    store: connection,
    client,
    heard,
    rpcs: () => running.rpcs,
    metrics: async () => (await fetch(`http://${running.httpAddress}/metrics`)).text(),
    ...{ purchases, proposals, drafts, billing, resellers, resale, reconciliation },
    creditPrices,
    /** Lets pricing believe that it is another time. */
    setClock: (now: () => Date) => void (clock = now),
    now: () => clock(),
    told: <Fact extends Told>(type: FactType<Fact>): readonly Fact[] =>
      told.filter((it) => it.type === type.$type).map(({ fact }) => fact as Fact),
    topUp: (tenantId: string, minor: bigint, requestId = systemPorts.newId()) =>
      client().topUp(
        { requestId, tenantId, amount: rial(minor), reference: `bank ${requestId}` },
        finance,
      ),
    balance: async (tenantId: string) => {
      const { balance } = await client().getBalance({ tenantId }, asTenant(tenantId));
      return [balance?.available?.minor, balance?.held?.minor];
    },
    reservation: async (reservationId: string, tenantId: string) =>
      (await client().getReservation({ reservationId }, asTenant(tenantId))).reservation,
    /** In its place a process of its own, which can be killed; it sees the machine's time, and no client here knows it. */
    asProcess: async (directory: string): Promise<ManagedProcess> => {
      await running.stop();
      const httpPort = await freePort();
      return startSource({
        service: "pricing",
        env: { ...environment, HTTP_PORT: String(httpPort) },
        logFile: join(directory, "pricing.log"),
        ready: async () => (await fetch(`http://127.0.0.1:${httpPort}/health`)).ok,
      });
    },
    restart: async () => {
      await running.stop();
      running = await start(config, ports);
      clients.push(createClient(PricingServiceDefinition, running.grpcAddress));
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await Promise.all(loops);
      for (const each of [...clients, ...others]) each[Symbol.dispose]();
      await running.stop();
      await accounts.stop();
      await events.close();
      await closeMongo(connection);
      await nats[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

export const counts = [
  { operator: "MCI", alphabet: "ucs2", segments: 1, messages: 60n },
  { operator: "MCI", alphabet: "ucs2", segments: 2, messages: 20n },
  { operator: "IRANCELL", alphabet: "ucs2", segments: 1, messages: 10n },
];
/** 100 parts at 900 and 10 at 950 rial. */
export const price = 99_500n;

export const cleared = (campaignId: string, tenantId: string, over: { dryRun?: boolean } = {}) =>
  CampaignCleared.fromPartial({
    campaignId,
    tenantId,
    revision: 1n,
    clearanceId: `clear-${campaignId}`,
    materialised: {
      campaignId,
      tenantId,
      providerId: "asanak",
      revision: 1n,
      family: "landline_021",
      counts,
      dryRun: over.dryRun ?? false,
    },
  });

export const outcomes = (chunkId: string, tenantId: string, over: Partial<OutcomesRecorded> = {}) =>
  OutcomesRecorded.fromPartial({
    chunkId,
    version: 2n,
    tenantId,
    campaignId: "c1",
    reservationId: "campaign:c1:1",
    operator: "MCI",
    alphabet: "ucs2",
    parts: 50,
    partsAccepted: 45,
    partsDelivered: 0,
    allAnswered: true,
    final: false,
    ...over,
  });
