import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { QueuesServiceDefinition } from "@whiteline/contracts/dlr/v1/queues";
import { ReportsServiceDefinition } from "@whiteline/contracts/dlr/v1/reports";
import { OutcomesRecorded, TrailExtended } from "@whiteline/contracts/dlr/v1/events";
import { connectEvents, Poison, type Events } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createLogger,
  systemPorts,
  type CallOptions,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import {
  eventually,
  manualClock,
  strangerFaults,
  testDatabase,
  testNats,
  type StrangerRow,
} from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

const tenantId = "tenant-a";
const principals = testPrincipals();
const asTenant = principals.tenant(tenantId);

/** dlr on a real mongod and nats-server, with a neighbour that speaks for the dispatcher. */
const dlr = async (over: Record<string, string> = {}, now: () => Date = () => new Date()) => {
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
    events,
    connection,
    reports,
    queues,
    facts,
    trail,
    client: () => clients[clients.length - 1]!,
    rpcs: () => running.rpcs,
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

const submits = (chunkId: string, over: Partial<SubmitsRecorded> = {}): SubmitsRecorded =>
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

const receipts = (id: string, ...states: [string, string][]): ReceiptsReceived =>
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

test("receipts that come before the submits are told are parked and find their message", async () => {
  await using it = await dlr();
  const early = receipts("b1", ["c1-1", "DELIVRD"], ["c1-2", "DELIVRD"], ["c1-3", "UNDELIV"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, early, "b1");
  await eventually(async () => {
    const { waiting } = await it.client().listOrphans({}, principals.staff("operations", "asanak"));
    return waiting === 3n;
  });
  // Looked for every few seconds, beside all that was given up in years.
  const oldest = it.connection.collection("orphans").find({ givenUp: false });
  const asked = JSON.stringify(await oldest.sort({ firstSeen: 1 }).limit(1).explain());
  expect(asked).toContain('"indexName":"givenUp_1_firstSeen_1__id_1"');
  // One by one, each page from where the last one ended.
  const staff = principals.staff("operations", "asanak");
  const shown: unknown[] = [];
  let pageToken = "";
  do {
    const page = await it.client().listOrphans({ limit: 2, pageToken }, staff);
    shown.push(
      ...page.orphans.map(({ account, operatorId, state }) => [account, operatorId, state]),
    );
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  expect(shown).toEqual([
    ["mci", "c1-1", "DELIVRD"],
    ["mci", "c1-2", "DELIVRD"],
    ["mci", "c1-3", "UNDELIV"],
  ]);
  expect((await it.client().listOrphans({ givenUp: true }, staff)).orphans).toEqual([]);
  await it.events.publish(SubmitsRecorded, submits("c1"), "submits:c1:1");
  await eventually(() => it.latest("c1")?.final);
  expect(it.latest("c1")).toMatchObject({
    allAnswered: true,
    partsAccepted: 3,
    partsDelivered: 2,
    messages: expect.arrayContaining([
      { state: "delivered", count: 1 },
      { state: "undelivered", count: 1 },
    ]),
  });
  await eventually(async () => {
    const { waiting } = await it.client().listOrphans({}, principals.staff("operations", "asanak"));
    return waiting === 0n;
  });
});

test("late, repeated and contradictory receipts end in one truth, and the report accounts for everyone", async () => {
  await using it = await dlr();
  await it.events.publish(SubmitsRecorded, submits("c2"), "submits:c2:1");
  const work = (id: string, ...states: [string, string][]) =>
    it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, receipts(id, ...states), id);
  await work("b2", ["c2-1", "ENROUTE"], ["c2-1", "DELIVRD"]);
  await eventually(() => it.latest("c2")?.partsDelivered === 1);
  await work("b3", ["c2-1", "UNDELIV"], ["c2-2", "DELIVRD"]);
  await work("b4", ["c2-3", "DELIVRD"], ["c2-1", "DELIVRD"]);
  await eventually(() => it.latest("c2")?.final);
  const report = await it.client().getReport({ campaignId: "campaign-1" }, asTenant);
  expect(report).toMatchObject({
    messages: 2n,
    parts: 3n,
    chunksFinal: 1n,
    messagesByState: [{ key: "delivered", value: 2n }],
  });
});

test("[TR-AKT-14] [TR-AKT-15] [TR-AKT-16] a campaign is reported by operator and hour with its log of six fields and its rates, told outcome by outcome, and counted over time", async () => {
  await using it = await dlr();
  const releasedAt = new Date("2026-11-29T20:40:00Z");
  const told = submits("c8", { releasedAt, lineId: "line-1" });
  await it.events.publish(SubmitsRecorded, told, "submits:c8:1");
  const work = receipts("b8", ["c8-1", "DELIVRD"], ["c8-2", "DELIVRD"], ["c8-3", "UNDELIV"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, work, "b8");
  await eventually(() => it.latest("c8")?.final);
  const results = {
    goal: "an order",
    clicks: 2n,
    conversions: 1n,
    shareValue: { currency: "IRR", minor: 7n },
  };
  const campaignId = "campaign-1";
  await it.reports.recordCampaignResults({ campaignId, results }, asTenant);
  const entry = await eventually(() => it.trail[0]);
  expect(entry).toMatchObject({
    ...{ tenantId, action: "campaign.results_recorded", subject: `campaign:${campaignId}` },
    after: { clicks: "2", conversions: "1", share: "7 IRR" },
  });
  expect(JSON.stringify(entry)).not.toContain("an order");
  const report = await it.client().getReport({ campaignId }, asTenant);
  const states = [
    { key: "delivered", value: 1n },
    { key: "undelivered", value: 1n },
  ];
  expect(report).toMatchObject({
    byOperator: [{ key: "MCI", messages: 2n, parts: 3n, messagesByState: states }],
    byHour: [{ key: "2026-11-29T20:00:00.000Z", messages: 2n }],
    finalByHour: [{ messages: 2n, messagesByState: states }],
    log: {
      ...results,
      deliveries: 1n,
      deliveryRateBps: 5_000,
      clickRateBps: 10_000,
      conversionRateBps: 5_000,
      replyRateBps: 10_000,
    },
  });
  expect(report.log?.deliveredAt).toEqual(work.receipts[0]?.at && expect.any(Date));

  const page = await eventually(async () => {
    const found = await it.reports.listOutcomes({}, asTenant);
    return found.outcomes.length === 2 ? found : undefined;
  });
  expect(page).toMatchObject({
    next: "2",
    more: false,
    outcomes: [
      { messageId: "c8-0", state: "delivered", lineId: "line-1", corrected: false },
      { messageId: "c8-1", state: "undelivered", reason: "000", parts: 2 },
    ],
  });
  const one = await it.reports.listOutcomes({ after: "1", limit: 1 }, asTenant);
  expect(one.outcomes.map(({ messageId }) => messageId)).toEqual(["c8-1"]);
  // Who learns from the feed is told of it by tenant, and of the tenant's campaigns that moved.
  const asPlatform = principals.service("lists");
  await eventually(async () => {
    const { heads } = await it.client().listFeedHeads({}, asPlatform);
    return heads.length === 1 && heads[0]?.tenantId === tenantId && heads[0].position === 2n;
  });
  const learned = await it.client().listTold({}, principals.service("lists", tenantId));
  expect(learned).toMatchObject({ campaignIds: [campaignId], messages: [], next: 2n, more: false });

  const within = {
    from: new Date("2026-11-28T00:00:00Z"),
    until: new Date("2026-12-01T00:00:00Z"),
  };
  const iran = principals.tenant(tenantId, { market: "IR" });
  const timeline = await it.reports.getTimeline({ ...within, by: "line" }, iran);
  // In Tehran the next day has begun by then.
  expect(timeline).toMatchObject({
    zone: "Asia/Tehran",
    rows: [{ from: new Date("2026-11-29T20:30:00Z"), key: "line-1", messages: 2n, parts: 3n }],
  });
});

test("a cursor that is none, a timeline without an end and results below zero are refused by name", async () => {
  await using it = await dlr();
  await expect(it.reports.listOutcomes({ after: "x" }, asTenant)).rejects.toMatchObject({
    reason: "CURSOR_UNKNOWN",
  });
  await expect(it.reports.listOutcomes({ after: "9" }, asTenant)).rejects.toMatchObject({
    reason: "CURSOR_UNKNOWN",
  });
  for (const asked of [
    { unit: "week" },
    { zone: "Mars/Olympus" },
    { from: new Date(2), until: new Date(1) },
    { from: new Date(0), until: new Date("2026-11-30T00:00:00Z") },
  ])
    await expect(it.reports.getTimeline(asked, asTenant)).rejects.toMatchObject({
      reason: "TIMELINE_INVALID",
    });
  const results = { goal: "", clicks: -1n };
  await expect(
    it.reports.recordCampaignResults({ campaignId: "campaign-1", results }, asTenant),
  ).rejects.toMatchObject({ reason: "RESULTS_INVALID" });
});

test("operations see the queues against their bounds and give a dead letter out once more", async () => {
  await using it = await dlr();
  const operations = principals.staff("operations", "asanak", { personId: "operations-1" });
  // Its readers open theirs when the service is up already.
  const queues = await eventually(async () => {
    const { queues: all } = await it.queues.listQueues({}, operations);
    return all.some(({ stream, readers }) => stream === "RECEIPTS" && readers.length > 0) && all;
  });
  expect(queues.map(({ stream }) => stream)).toEqual(["CHUNKS", "RECEIPTS", "FACTS", "DLQ"]);
  const receiptsQueue = queues.find(({ stream }) => stream === "RECEIPTS");
  expect(receiptsQueue?.maxBytes).toBeGreaterThan(0n);
  expect(receiptsQueue?.readers).toMatchObject([{ maxInHand: 64n }]);

  const end = new AbortController();
  const heard: string[] = [];
  const reading = it.events.subscribe(OutcomesRecorded, async ({ chunkId }) => {
    heard.push(chunkId);
    if (heard.length === 1) throw new Poison("nobody can read this");
  })(end.signal);
  await it.events.publish(SubmitsRecorded, submits("c9"), "c9:1");
  const letter = await eventually(
    async () => (await it.queues.listDeadLetters({}, operations)).letters[0],
  );
  expect(letter).toMatchObject({
    service: "dispatcher",
    type: OutcomesRecorded.$type,
    reason: expect.stringContaining("nobody can read this"),
  });
  const { sequence } = letter;
  expect(await it.queues.replayDeadLetter({ sequence }, operations)).toMatchObject({
    letter: { sequence },
  });
  await eventually(() => heard.length > 1);
  expect(heard).toEqual(["c9", "c9"]);
  expect((await it.queues.listDeadLetters({}, operations)).letters).toEqual([]);
  end.abort();
  await reading;
  await expect(it.queues.replayDeadLetter({ sequence: 99n }, operations)).rejects.toMatchObject({
    reason: "DEAD_LETTER_UNKNOWN",
  });
  await expect(it.queues.replayDeadLetter({ sequence }, asTenant)).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
  // In the chain of the provider whose staff did it, and in that of the company that was forbidden it.
  const told = await eventually(() => it.trail.length > 1 && it.trail);
  expect(told.toSorted((a, b) => (a.action < b.action ? -1 : 1))).toMatchObject([
    { tenantId, action: "call.refused", codes: ["STAFF_REQUIRED"] },
    {
      ...{ tenantId: "", providerId: "asanak", actor: "person:operations-1" },
      ...{ action: "dead_letter.replayed", subject: `dead_letter:${sequence}` },
      after: { service: "dispatcher", type: OutcomesRecorded.$type },
    },
  ]);
});

test("submits and receipts told twice change nothing", async () => {
  await using it = await dlr();
  await it.events.publish(SubmitsRecorded, submits("c3"), "one");
  const batch = receipts("b5", ["c3-1", "DELIVRD"], ["c3-2", "DELIVRD"], ["c3-3", "DELIVRD"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, batch, "b5-first");
  await eventually(() => it.latest("c3")?.final);
  const before = it.latest("c3");
  await it.events.publish(SubmitsRecorded, submits("c3"), "two");
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, batch, "b5-second");
  // A chunk told afterwards proves that the repetitions were read.
  await it.events.publish(
    SubmitsRecorded,
    submits("c4", { codes: Buffer.from([2, 2, 2]) }),
    "three",
  );
  await eventually(() => it.latest("c4")?.final);
  expect(it.latest("c3")).toEqual(before);
});

test("what never came becomes unknown after validity and margin", async () => {
  const clock = manualClock(new Date());
  await using it = await dlr({ FINAL_MARGIN_MS: "1000" }, () => clock.now());
  await it.events.publish(SubmitsRecorded, submits("c5"), "submits:c5:1");
  await eventually(() => it.latest("c5")?.allAnswered);
  expect(it.latest("c5")?.final).toBe(false);
  clock.advance(120_000);
  await eventually(() => it.latest("c5")?.final);
  const { state } = await it.client().getOutcome({ chunkId: "c5", slot: 1 }, asTenant);
  expect(state).toBe("unknown");
});

test("a restarted dlr goes on with what it had not told", async () => {
  await using it = await dlr();
  await it.events.publish(SubmitsRecorded, submits("c6"), "submits:c6:1");
  await eventually(() => it.latest("c6"));
  await it.restart();
  const batch = receipts("b6", ["c6-1", "DELIVRD"], ["c6-2", "DELIVRD"], ["c6-3", "DELIVRD"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, batch, "b6");
  await eventually(() => it.latest("c6")?.final);
  expect(it.latest("c6")?.partsDelivered).toBe(3);
});

test("every RPC called as another tenant gives nothing of the first", async () => {
  await using it = await dlr();
  await it.events.publish(SubmitsRecorded, submits("c7"), "submits:c7:1");
  await eventually(() => it.latest("c7"));
  const campaignId = "campaign-1";
  const client = it.client();
  const rows: Readonly<Record<string, StrangerRow<CallOptions>>> = {
    "DlrService.GetOutcome": {
      call: (as) => client.getOutcome({ chunkId: "c7", slot: 0 }, as),
      refused: "OUTCOME_UNKNOWN",
    },
    // Of a campaign that is not the caller's there is nothing to count and to stream.
    "DlrService.GetReport": { call: (as) => client.getReport({ campaignId }, as) },
    "DlrService.StreamOutcomes": { call: (as) => client.streamOutcomes({ campaignId }, as) },
    "DlrService.ListOrphans": {
      call: (as) => client.listOrphans({}, as),
      refused: "STAFF_REQUIRED",
    },
    "DlrService.ListChunkOutcomes": {
      call: (as) => client.listChunkOutcomes({ chunkIds: ["c7"] }, as),
      refused: "SERVICE_REQUIRED",
    },
    "DlrService.ListFeedHeads": {
      call: (as) => client.listFeedHeads({}, as),
      refused: "SERVICE_REQUIRED",
    },
    "DlrService.ListTold": {
      call: (as) => client.listTold({}, as),
      refused: "SERVICE_REQUIRED",
    },
    "ReportsService.ListOutcomes": { call: (as) => it.reports.listOutcomes({}, as) },
    "ReportsService.GetTimeline": { call: (as) => it.reports.getTimeline({ by: "operator" }, as) },
    "ReportsService.ExportOutcomes": {
      call: (as) => it.reports.exportOutcomes({ campaignId }, as),
      refused: "UNAVAILABLE",
    },
    "ReportsService.RecordCampaignResults": {
      call: (as) => it.reports.recordCampaignResults({ campaignId, results: { goal: "g" } }, as),
      refused: "CAMPAIGN_UNKNOWN",
    },
    "QueuesService.ListQueues": {
      call: (as) => it.queues.listQueues({}, as),
      refused: "STAFF_REQUIRED",
    },
    "QueuesService.ListDeadLetters": {
      call: (as) => it.queues.listDeadLetters({}, as),
      refused: "STAFF_REQUIRED",
    },
    "QueuesService.ReplayDeadLetter": {
      call: (as) => it.queues.replayDeadLetter({ sequence: 1n }, as),
      refused: "STAFF_REQUIRED",
    },
  };
  expect(Object.keys(rows).sort()).toEqual(it.rpcs());
  const tenant = principals.tenant("tenant-b");
  const faults = await strangerFaults(rows, {
    tenant,
    others: {
      "a service for another tenant": principals.service("campaigns", "tenant-b"),
      "an expert of another provider": principals.staff("expert", "kando"),
    },
    secrets: ["c7", "MCI", "reservation"],
  });
  expect(faults).toEqual([]);
  expect((await client.getReport({ campaignId }, tenant)).messages).toBe(0n);
  expect((await client.getReport({ campaignId }, asTenant)).messages).toBe(2n);
});
