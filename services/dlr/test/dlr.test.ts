import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { Poison } from "@whiteline/events";
import type { CallOptions } from "@whiteline/service-kit";
import { eventually, manualClock, strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, dlr, principals, receipts, submits, tenantId } from "./dlr-env.js";

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
  const [parked] = await it.connection.collection<Parked>("orphans").find().toArray();
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
  // A batch that has waited beyond all patience, with one receipt of a chunk that is told only now: found between two
  // tries, it does not decide when the others are tried again, or whether they are given up.
  const ofTold = (text: string): string => text.replace("c1-1", "c9-1").replace("c1-", "x-");
  const nextAt = new Date(Date.now() + 86_400_000);
  const old = { ...parked!, keys: parked!.keys.map(ofTold), firstSeen: new Date(0), nextAt };
  const told = old.receipts.map((receipt) => ({ ...receipt, key: ofTold(receipt.key) }));
  const orphans = it.connection.collection<Parked>("orphans");
  await orphans.insertOne({ ...old, receipts: told });
  await it.events.publish(SubmitsRecorded, submits("c9"), "submits:c9:1");
  const left = await eventually(async () => {
    const batch = await orphans.findOne({ _id: old._id });
    return batch?.keys.length === 2 && batch;
  });
  expect(left).toMatchObject({ nextAt, givenUp: false, tries: old.tries });
});

type Parked = {
  readonly _id: string;
  readonly keys: string[];
  readonly receipts: readonly { readonly key: string }[];
  readonly tries: number;
  readonly firstSeen: Date;
  readonly nextAt: Date;
};

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
    reasons: [],
    failures: [],
  });
  const { parts } = await it.client().getOutcome({ chunkId: "c2", slot: 0 }, asTenant);
  expect(parts).toMatchObject([
    {
      ...{ state: "delivered", code: "", failure: "" },
      contradictions: [{ state: "undelivered", code: "000", at: expect.any(Date) }],
    },
  ]);
  expect(await it.metric("dlr_contradictions_total")).toEqual(['{account="mci"} 1']);
  const fed = await eventually(async () => {
    const { outcomes } = await it.reports.listOutcomes({}, asTenant);
    return outcomes.some(({ contradictedBy }) => contradictedBy !== undefined) && outcomes;
  });
  expect(fed.filter(({ messageId }) => messageId === "c2-0").at(-1)).toMatchObject({
    state: "delivered",
    contradictedBy: { state: "undelivered", code: "000" },
  });
});

test("a long message whose operator speaks of its last part only is delivered by that word, and codes keep the words that operator and network have for them", async () => {
  await using it = await dlr();
  const told = submits("c10", {
    parts: Buffer.from([3, 1, 1]),
    codes: Buffer.from([1, 1, 1, 1, 2]),
    operatorIds: ["c10-1", "c10-2", "c10-3", "c10-4", ""],
    statuses: [0, 0, 0, 0, 0x499],
    failures: ["", "", "", "", "content_refused"],
    accounts: ["mci"],
    partAccounts: Buffer.alloc(5),
    evidence: ["handset"],
    receipts: ["last"],
  });
  await it.events.publish(SubmitsRecorded, told, "submits:c10:1");
  const work = receipts("b10", ["c10-3", "DELIVRD"], ["c10-4", "UNDELIV"]);
  const said = { error: "077", networkError: "8:4", failure: "barred" };
  const [last, failed] = work.receipts;
  const batch = { ...work, receipts: [last!, { ...failed!, ...said }] };
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, batch, "b10");
  await eventually(() => it.latest("c10")?.final);
  expect(it.latest("c10")).toMatchObject({ partsDelivered: 3, partsAccepted: 4 });
  const messages = [0, 1, 2].map((slot) => ({ chunkId: "c10", slot }));
  const { outcomes } = await it.client().getOutcomes({ messages }, asTenant);
  const seen = outcomes.map(({ outcome }) => [outcome?.state, outcome?.evidence, outcome?.failure]);
  expect(seen).toEqual([
    ["delivered", "accepted_only", ""],
    ["undelivered", "handset", "barred"],
    ["rejected", "handset", "content_refused"],
  ]);
  expect(outcomes[1]?.outcome?.parts).toMatchObject([{ code: "077", networkCode: "8:4" }]);
  const { byOperator } = await it.client().getReport({ campaignId: "campaign-1" }, asTenant);
  expect(byOperator[0]?.failures).toEqual([
    { key: "barred", value: 1n },
    { key: "content_refused", value: 1n },
  ]);
  const fed = await eventually(async () => {
    const page = await it.reports.listOutcomes({}, asTenant);
    return page.outcomes.length === 3 && page.outcomes;
  });
  // The refusal may be told before the receipts come.
  expect(fed.map(({ messageId, reason, failure }) => [messageId, reason, failure]).sort()).toEqual([
    ["c10-0", "", ""],
    ["c10-1", "077", "barred"],
    ["c10-2", "0x00000499", "content_refused"],
  ]);
});

test("receipts under ids that the account declared wrongly find their parts when it declares them rightly, also those that were given up", async () => {
  await using it = await dlr();
  const told = submits("c11", { operatorIds: ["31", "32", "33"] });
  await it.events.publish(SubmitsRecorded, told, "submits:c11:1");
  const batch = (id: string, idForm: string, ...ids: [string, string][]): ReceiptsReceived => ({
    ...receipts(id),
    idForm,
    receipts: ids.map(([operatorId, rawId]) => ({
      ...receipts(id, [operatorId, "DELIVRD"]).receipts[0]!,
      rawId,
    })),
  });
  const wrong = batch("b11", "as-is", ["1f", "1F"], ["20", ""]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, wrong, "b11");
  const staff = principals.staff("operations", "asanak");
  const parked = await eventually(async () => {
    const { orphans } = await it.client().listOrphans({}, staff);
    return orphans.length === 2 && orphans;
  });
  expect(parked.map(({ operatorId, rawId }) => [operatorId, rawId])).toEqual([
    ["1f", "1F"],
    ["20", ""],
  ]);
  await it.connection
    .collection("orphans")
    .updateMany({}, { $set: { givenUp: true, firstSeen: new Date(Date.now() - 86_400_000) } });
  // What was declared is remembered beyond a start.
  await it.restart();
  const right = batch("b12", "hex", ["33", "21"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, right, "b12");
  await eventually(() => it.latest("c11")?.final);
  expect(it.latest("c11")?.partsDelivered).toBe(3);
  await eventually(async () => {
    const { waiting, givenUp } = await it.client().listOrphans({}, staff);
    return waiting === 0n && givenUp === 0n;
  });
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
  expect(queues.find(({ stream }) => stream === "DLQ")?.maxBytes).toBeGreaterThan(0n);
  expect(await it.metric("jetstream_max_bytes")).toHaveLength(4);

  const end = new AbortController();
  const heard: string[] = [];
  const reading = it.events.subscribe(OutcomesRecorded, async ({ chunkId }) => {
    heard.push(chunkId);
    if (heard.length === 1) throw new Poison("nobody can read this");
  })(end.signal);
  await it.events.publish(SubmitsRecorded, submits("c9"), "c9:1");
  const letter = await eventually(
    async () => (await it.queues.listDeadLetters({ limit: 1 }, operations)).letters[0],
  );
  expect(letter).toMatchObject({
    service: "dispatcher",
    type: OutcomesRecorded.$type,
    reason: expect.stringContaining("nobody can read this"),
  });
  const { sequence } = letter;
  const first = await it.queues.listDeadLetters({ limit: 1 }, operations);
  expect(first.next).toBe(sequence);
  const second = await it.queues.listDeadLetters({ limit: 1, after: first.next }, operations);
  expect(second).toMatchObject({ letters: [], next: 0n });
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

test("what one service gave up of one type is given to it again in batches, and what dies again meanwhile is left", async () => {
  await using it = await dlr();
  const operations = principals.staff("operations", "asanak", { personId: "operations-1" });
  const end = new AbortController();
  const heard: string[] = [];
  const reading = [
    it.events.subscribe(OutcomesRecorded, async ({ chunkId }) => {
      heard.push(chunkId);
      // The last of them is never mended.
      if (heard.length <= 3 || chunkId === "c3") throw new Poison("nobody can read this");
    })(end.signal),
    it.events.subscribe(SubmitsRecorded, async () => {
      throw new Poison("another matter");
    })(end.signal),
  ];
  const [service, type] = ["dispatcher", OutcomesRecorded.$type];
  for (const chunk of ["c1", "c2", "c3"]) {
    await it.events.publish(SubmitsRecorded, submits(chunk), `submits:${chunk}`);
    await eventually(() => heard.includes(chunk));
  }
  const groupsNow = async () => (await it.queues.listDeadLetters({ limit: 1 }, operations)).groups;
  const others = { service, type: SubmitsRecorded.$type, letters: 3n };
  await eventually(async () => {
    const all = await groupsNow();
    return all.length === 2 && all.every(({ letters }) => letters === 3n);
  });
  expect(await groupsNow()).toEqual([others, { service, type, letters: 3n }]);

  const first = await it.queues.replayDeadLetters({ service, type, limit: 2 }, operations);
  expect(first).toMatchObject({ replayed: 2, more: true });
  const { upTo } = first;
  const rest = await it.queues.replayDeadLetters({ service, type, limit: 2, upTo }, operations);
  expect(rest).toEqual({ replayed: 1, upTo, more: false });
  await eventually(() => heard.length === 6);
  expect(heard).toEqual(["c1", "c2", "c3", "c1", "c2", "c3"]);
  const again = { service, type, letters: 1n };
  await eventually(async () => (await groupsNow()).some(({ letters }) => letters === 1n));
  expect(await groupsNow()).toEqual([others, again]);
  const none = await it.queues.replayDeadLetters({ service, type, upTo }, operations);
  expect(none).toEqual({ replayed: 0, upTo, more: false });
  end.abort();
  await Promise.all(reading);
  for (const unknown of [
    { service: "lists", type },
    { service, type: "whiteline.>" },
  ])
    await expect(it.queues.replayDeadLetters(unknown, operations)).rejects.toMatchObject({
      reason: "DEAD_LETTER_UNKNOWN",
    });
  const told = await eventually(() => it.trail.length > 1 && it.trail);
  const about = { providerId: "asanak", action: "dead_letters.replayed" };
  expect(told).toMatchObject([
    { ...about, subject: "dead_letters:dispatcher", after: { service, type, letters: "2" } },
    { ...about, after: { service, type, letters: "1" } },
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

test("what never came becomes unknown after validity and margin, and a receipt that comes 72 hours late corrects it", async () => {
  const clock = manualClock(new Date());
  await using it = await dlr({ FINAL_MARGIN_MS: "1000" }, () => clock.now());
  await it.events.publish(SubmitsRecorded, submits("c5"), "submits:c5:1");
  await eventually(() => it.latest("c5")?.allAnswered);
  expect(it.latest("c5")?.final).toBe(false);
  clock.advance(120_000);
  await eventually(() => it.latest("c5")?.final);
  const { state } = await it.client().getOutcome({ chunkId: "c5", slot: 1 }, asTenant);
  const unknown = [
    { chunkId: "c5", slot: 99 },
    { chunkId: "none", slot: 0 },
  ];
  const messages = [{ chunkId: "c5", slot: 1 }, ...unknown];
  const { outcomes } = await it.client().getOutcomes({ messages }, asTenant);
  expect(outcomes).toMatchObject([{ chunkId: "c5", slot: 1, outcome: { state } }]);
  expect(state).toBe("unknown");
  const { version = 0n } = it.latest("c5") ?? {};
  clock.advance(72 * 3_600_000);
  const late = receipts("b5", ["c5-1", "UNDELIV"], ["c5-2", "DELIVRD"], ["c5-3", "DELIVRD"]);
  await it.events.publishWork("RECEIPTS", ["MCI"], ReceiptsReceived, late, "b5");
  await eventually(() => (it.latest("c5")?.version ?? 0n) > version);
  expect(it.latest("c5")).toMatchObject({ final: true, partsDelivered: 2 });
  const { outcomes: corrected } = await it
    .client()
    .getOutcomes({ messages: [0, 1].map((slot) => ({ chunkId: "c5", slot })) }, asTenant);
  expect(corrected.map(({ outcome }) => outcome?.state)).toEqual(["undelivered", "delivered"]);
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
    "DlrService.GetOutcomes": {
      call: (as) => client.getOutcomes({ messages: [{ chunkId: "c7", slot: 0 }] }, as),
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
    "QueuesService.ReplayDeadLetters": {
      call: (as) => it.queues.replayDeadLetters({ service: "dlr", type: "t" }, as),
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
