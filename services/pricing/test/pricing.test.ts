import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import {
  CampaignFunded,
  CampaignUnfunded,
  ReservationSettled,
  ToppedUp,
} from "@whiteline/contracts/pricing/v1/events";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
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
import { eventually, testDatabase, testNats } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

const principals = testPrincipals();
const finance = principals.staff("finance", "asanak");
const asTenant = (tenantId: string) => principals.tenant(tenantId, { providerId: "asanak" });
const campaigns = (tenantId: string) => principals.service("campaigns", tenantId);
const rial = (minor: bigint) => ({ currency: "IRR", minor });

/** What pricing asks of accounts, answered over real gRPC. `p…` is the platform tenant. */
const startAccounts = (mongoUri: string, natsUrl: string) => {
  const { mintServiceToken, getTenant } = AccountsServiceDefinition.methods;
  const definition = { ...AccountsServiceDefinition, methods: { mintServiceToken, getTenant } };
  return runService(
    readConfig(testServiceConfig({ name: "accounts", mongoUri, natsUrl })),
    async (life) => {
      life.serve(
        definition,
        {
          async mintServiceToken({ service }) {
            const token = String(principals.service(service).metadata?.get("authorization"));
            const expiresAt = new Date(Date.now() + 60_000);
            return { token: token.replace("Bearer ", ""), expiresAt };
          },
          async getTenant({ tenantId }) {
            if (tenantId === "nobody") throw new DomainError("not_found", "TENANT_UNKNOWN", "none");
            const platform = tenantId.startsWith("p");
            return { tenant: { tenantId, providerId: "asanak", market: "IR", platform } };
          },
        },
        { public: ["MintServiceToken"] },
      );
    },
  );
};

type Told = CampaignFunded | CampaignUnfunded | ReservationSettled | ToppedUp;

/** pricing on a real mongod and nats-server, with neighbours that speak for the others. */
const pricing = async () => {
  const database = await testDatabase();
  const nats = await testNats();
  const accounts = await startAccounts(database.uri, nats.url);
  const config = readConfig({
    ...testServiceConfig({
      name: "pricing",
      mongoUri: database.uri,
      natsUrl: nats.url,
      accountsUrl: accounts.grpcAddress,
    }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    TOP_UP_CAP_MINOR: "1000000000",
  });
  let running = await start(config, systemPorts);
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
  const types = [CampaignFunded, CampaignUnfunded, ReservationSettled, ToppedUp] as const;
  const loops = types.map((type) =>
    events
      .follow([type], async ({ fact }) => void told.push({ type: type.$type, fact }))
      .loop(end.signal),
  );
  const clients = [createClient(PricingServiceDefinition, running.grpcAddress)];
  const client = () => clients[clients.length - 1]!;
  return {
    events,
    client,
    told: <Fact extends Told>(type: FactType<Fact>): readonly Fact[] =>
      told.filter((it) => it.type === type.$type).map(({ fact }) => fact as Fact),
    topUp: (tenantId: string, minor: bigint, requestId = systemPorts.newId()) =>
      client().topUp({ requestId, tenantId, amount: rial(minor), reference: "bank" }, finance),
    balance: async (tenantId: string) => {
      const { balance } = await client().getBalance({ tenantId }, asTenant(tenantId));
      return [balance?.available?.minor, balance?.held?.minor];
    },
    reservation: async (reservationId: string, tenantId: string) =>
      (await client().getReservation({ reservationId }, asTenant(tenantId))).reservation,
    restart: async () => {
      await running.stop();
      running = await start(config, systemPorts);
      clients.push(createClient(PricingServiceDefinition, running.grpcAddress));
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await Promise.all(loops);
      for (const each of clients) each[Symbol.dispose]();
      await running.stop();
      await accounts.stop();
      await events.close();
      await closeMongo(connection);
      await nats[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

const counts = [
  { operator: "MCI", alphabet: "ucs2", segments: 1, messages: 60n },
  { operator: "MCI", alphabet: "ucs2", segments: 2, messages: 20n },
  { operator: "IRANCELL", alphabet: "ucs2", segments: 1, messages: 10n },
];
/** 100 parts at 900 and 10 at 950 rial. */
const price = 99_500n;

const cleared = (campaignId: string, tenantId: string, over: { dryRun?: boolean } = {}) =>
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

const outcomes = (chunkId: string, tenantId: string, over: Partial<OutcomesRecorded> = {}) =>
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

test("a campaign is funded, settled by chunk and closed; late, repeated and reordered facts change nothing", async () => {
  await using it = await pricing();
  const tenantId = "t1";
  await it.topUp(tenantId, 200_000n);
  await it.events.publish(CampaignCleared, cleared("c1", tenantId), "cleared-1");
  const [funded] = await eventually(() => {
    const all = it.told(CampaignFunded);
    return all.length > 0 && all;
  });
  expect(funded).toMatchObject({
    reservationId: "campaign:c1:1",
    clearanceId: "clear-c1",
    dryRun: false,
    quote: { total: rial(price), tariffId: "ir.asanak.example" },
  });
  expect(await it.balance(tenantId)).toEqual([200_000n - price, price]);

  const settlings: [string, Partial<OutcomesRecorded>][] = [
    ["k1", {}],
    ["k2", { partsAccepted: 50 }],
    ["k3", { operator: "IRANCELL", parts: 4, partsAccepted: 4 }],
  ];
  const finished = CampaignFinished.fromPartial({
    campaignId: "c1",
    tenantId,
    reservationId: "campaign:c1:1",
    chunks: 3n,
  });
  await it.events.publish(CampaignFinished, finished, "finished-1");
  await it.events.publish(
    OutcomesRecorded,
    outcomes("k1", tenantId, { version: 1n, allAnswered: false }),
    "k1:1",
  );
  for (const [chunkId, over] of [...settlings, ...settlings.reverse()]) {
    const fact = outcomes(chunkId, tenantId, over);
    await it.events.publish(OutcomesRecorded, fact, systemPorts.newId());
  }
  const settled = 95n * 900n + 4n * 950n;
  await eventually(async () => (await it.reservation("campaign:c1:1", tenantId))?.closed);
  await it.events.publish(CampaignCleared, cleared("c1", tenantId), "cleared-again");
  await it.events.publish(CampaignFinished, finished, "finished-again");
  const late = outcomes("k1", tenantId, { version: 9n, partsAccepted: 50, final: true });
  await it.events.publish(OutcomesRecorded, late, "k1:9");
  await it.restart();
  await it.events.publish(OutcomesRecorded, { ...late, version: 10n }, "k1:10");
  // What comes afterwards and is done shows that what came before was read.
  await it.events.publish(CampaignCleared, cleared("c2", tenantId), "cleared-2");
  await eventually(() => it.told(CampaignFunded).length === 2);
  const next = { reservationId: "campaign:c2:1", parts: 1, partsAccepted: 1 };
  await it.events.publish(OutcomesRecorded, outcomes("k4", tenantId, next), "k4:1");
  await eventually(
    async () => (await it.reservation("campaign:c2:1", tenantId))?.chunksSettled === 1n,
  );

  expect(await it.reservation("campaign:c1:1", tenantId)).toMatchObject({
    campaignId: "c1",
    reserved: rial(price),
    settled: rial(settled),
    released: rial(price - settled),
    chunksSettled: 3n,
  });
  expect(await it.balance(tenantId)).toEqual([200_000n - settled - price, price - 900n]);
  await eventually(() => it.told(ReservationSettled).length > 0);
  expect(it.told(ReservationSettled)).toMatchObject([
    { reservationId: "campaign:c1:1", settled: rial(settled), released: rial(price - settled) },
  ]);
  expect(await it.client().verifyLedger({}, finance)).toMatchObject({
    exact: true,
    broken: [],
    openReservations: 1n,
  });
});

test("a campaign without money is told so, and after a top-up gets the reservation of its name", async () => {
  await using it = await pricing();
  await it.topUp("t1", 1_000n);
  await it.events.publish(CampaignCleared, cleared("c1", "t1"), "cleared-1");
  const unfunded = await eventually(() => it.told(CampaignUnfunded)[0]);
  expect(unfunded).toMatchObject({
    code: "INSUFFICIENT_FUNDS",
    needed: rial(price),
    available: rial(1_000n),
  });
  expect(unfunded.remedy).not.toBe("");
  expect(await it.balance("t1")).toEqual([1_000n, 0n]);
  await it.topUp("t1", 200_000n);
  await eventually(() => it.told(ToppedUp).length === 2);
  const question = {
    reservationId: "campaign:c1:1",
    tenantId: "t1",
    providerId: "asanak",
    family: "landline_021",
    counts,
  };
  const first = await it.client().reserve(question, campaigns("t1"));
  expect(first.outcome).toMatchObject({
    $case: "reserved",
    value: { reservationId: "campaign:c1:1", quote: { total: rial(price) } },
  });
  expect(await it.client().reserve(question, campaigns("t1"))).toEqual(first);
  const reused = await it
    .client()
    .reserve({ ...question, counts: counts.slice(1) }, campaigns("t1"));
  expect(reused.outcome).toMatchObject({ value: { code: "REQUEST_ID_REUSED" } });
  expect(await it.balance("t1")).toEqual([201_000n - price, price]);
  await expect(it.client().reserve(question, asTenant("t1"))).rejects.toMatchObject({
    reason: "SERVICE_REQUIRED",
  });
});

test("a dry run is priced and nothing is held; what has no price is refused as NO_TARIFF", async () => {
  await using it = await pricing();
  await it.events.publish(CampaignCleared, cleared("c1", "t1", { dryRun: true }), "cleared-1");
  const funded = await eventually(() => it.told(CampaignFunded)[0]);
  expect(funded).toMatchObject({ dryRun: true, reservationId: "", quote: { total: rial(price) } });
  expect(await it.balance("t1")).toEqual([0n, 0n]);
  const unpriced = cleared("c2", "t1");
  const foreign = { ...unpriced.materialised!, counts: [{ ...counts[0]!, operator: "NOBODY" }] };
  const fact = { ...unpriced, materialised: foreign };
  await it.events.publish(CampaignCleared, fact, "cleared-2");
  await eventually(() => it.told(CampaignUnfunded)[0]?.code === "NO_TARIFF");
});

test("single messages are reserved per group, settled before the reservation is even known, and closed", async () => {
  await using it = await pricing();
  await it.topUp("t1", 10_000n);
  const group = { reservationId: "group:g1", campaignId: "", parts: 2, partsAccepted: 1 };
  await it.events.publish(OutcomesRecorded, outcomes("k1", "t1", group), "early");
  await it.client().reserve(
    {
      reservationId: "group:g1",
      tenantId: "t1",
      providerId: "asanak",
      family: "landline_021",
      counts: [{ operator: "MCI", alphabet: "ucs2", segments: 2, messages: 1n }],
    },
    campaigns("t1"),
  );
  await eventually(async () => (await it.reservation("group:g1", "t1"))?.closed);
  expect(await it.balance("t1")).toEqual([9_100n, 0n]);
});

test("the platform's own messages move nothing", async () => {
  await using it = await pricing();
  const question = { tenantId: "p1", providerId: "asanak", family: "landline_021", counts };
  const { outcome } = await it
    .client()
    .reserve({ ...question, reservationId: "group:p" }, campaigns("p1"));
  expect(outcome).toMatchObject({ $case: "reserved", value: { quote: { total: rial(0n) } } });
  expect((await it.client().verifyLedger({}, finance)).entries).toBe(0n);
});

test("a top-up counts once, and a wrong one is refused with its reason", async () => {
  await using it = await pricing();
  await it.events.publish(
    TenantRegistered,
    TenantRegistered.fromPartial({ tenantId: "t1", providerId: "asanak", market: "IR" }),
    "t1",
  );
  const first = await it.topUp("t1", 500n, "payment-1");
  expect(first.outcome).toMatchObject({ $case: "balance", value: { available: rial(500n) } });
  await it.topUp("t1", 500n, "payment-1");
  expect(await it.balance("t1")).toEqual([500n, 0n]);
  const code = async (minor: bigint, requestId: string, currency = "IRR") => {
    const amount = { currency, minor };
    const request = { requestId, tenantId: "t1", amount, reference: "bank" };
    const { outcome } = await it.client().topUp(request, finance);
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
  };
  expect(await code(501n, "payment-1")).toBe("REQUEST_ID_REUSED");
  expect(await code(0n, "payment-2")).toBe("AMOUNT_NOT_POSITIVE");
  expect(await code(-5n, "payment-2")).toBe("AMOUNT_NOT_POSITIVE");
  expect(await code(1_000_000_001n, "payment-2")).toBe("AMOUNT_TOO_LARGE");
  expect(await code(5n, "payment-2", "VND")).toBe("CURRENCY_MISMATCH");
  expect(await it.balance("t1")).toEqual([500n, 0n]);
  await eventually(() => it.told(ToppedUp).length === 1);
});

test("only finance of the tenant's provider books money, and a stranger learns nothing", async () => {
  await using it = await pricing();
  await it.topUp("t1", 500n);
  const topUp = {
    requestId: "x",
    tenantId: "t1",
    amount: rial(5n),
    reference: "",
  };
  const refusals: [Parameters<ReturnType<typeof it.client>["topUp"]>[1], string][] = [
    [asTenant("t1"), "STAFF_REQUIRED"],
    [principals.staff("expert", "asanak"), "ROLE_REQUIRED"],
    [principals.staff("finance", "kando"), "TENANT_UNKNOWN"],
  ];
  for (const [caller, reason] of refusals) {
    await expect(it.client().topUp(topUp, caller)).rejects.toMatchObject({ reason });
  }
  await expect(it.client().topUp({ ...topUp, tenantId: "nobody" }, finance)).rejects.toMatchObject({
    kind: "not_found",
    reason: "TENANT_UNKNOWN",
  });
  const stranger = asTenant("t2");
  const questions = [
    () => it.client().getBalance({ tenantId: "t1" }, stranger),
    () => it.client().listEntries({ tenantId: "t1", after: "", limit: 0 }, stranger),
    () => it.client().quote({ tenantId: "t1", providerId: "", family: "", counts }, stranger),
  ];
  for (const ask of questions) {
    await expect(ask()).rejects.toMatchObject({ kind: "not_found", reason: "TENANT_UNKNOWN" });
  }
  await expect(it.client().verifyLedger({}, asTenant("t1"))).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
  const { entries } = await it
    .client()
    .listEntries({ tenantId: "", after: "", limit: 0 }, asTenant("t1"));
  expect(entries.map(({ account, amount }) => [account, amount?.minor])).toEqual([
    ["provider:asanak:payments", -500n],
    ["tenant:t1:available", 500n],
  ]);
  expect((await it.client().verifyLedger({}, principals.staff("finance", "kando"))).entries).toBe(
    0n,
  );
});

test("a tenant asks the price of parts; counts that mean nothing are refused", async () => {
  await using it = await pricing();
  const ask = (asked: typeof counts) =>
    it
      .client()
      .quote(
        { tenantId: "t1", providerId: "asanak", family: "landline_021", counts: asked },
        asTenant("t1"),
      );
  expect((await ask(counts)).outcome).toMatchObject({
    $case: "quote",
    value: { total: rial(price) },
  });
  for (const wrong of [[], [{ ...counts[0]!, segments: 0 }], [{ ...counts[0]!, messages: -1n }]]) {
    await expect(ask(wrong)).rejects.toMatchObject({ kind: "invalid", reason: "COUNTS_INVALID" });
  }
});
