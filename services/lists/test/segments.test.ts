import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import {
  Behaviour,
  Comparator,
  SegmentsServiceDefinition,
  type PastBehaviour,
} from "@whiteline/contracts/lists/v1/segments";
import { createClient, systemPorts, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  audienceOf,
  filledList,
  importFile,
  lineOf,
  listsEnv,
  type ListsEnv,
  type PastCampaign,
  type ToldFeed,
} from "./lists-env.js";

let env: ListsEnv;
let segments: Client<typeof SegmentsServiceDefinition>;
let numberPlan: Client<typeof NumberPlanServiceDefinition>;
const ours = () => env.tenant("tenant-a");
const theirs = () => env.tenant("tenant-b");

beforeAll(async () => {
  env = await listsEnv();
  segments = createClient(SegmentsServiceDefinition, env.address);
  numberPlan = createClient(NumberPlanServiceDefinition, env.address);
});
afterAll(async () => {
  for (const client of [segments, numberPlan]) client[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

const csv = (...rows: readonly string[]) => Buffer.from(`${rows.join("\n")}\n`);
const createList = async (): Promise<string> => {
  const requestId = systemPorts.newId();
  const { list } = await env.lists.createList({ requestId, name: "customers" }, ours());
  return list!.listId;
};
const bring = (listId: string, file: Buffer) =>
  importFile(env.lists, ours(), { listId, fileName: "customers.csv" }, file);
const line = {
  ...{ lineId: "x", family: "landline_021", market: "IR" },
  ...{ advertising: false, governedByList: false },
};
const peopleOf = async (segmentId: string) => {
  const { people } = await audienceOf(env.lists.streamAudience({ segmentId, line }, ours()));
  return people.map(({ msisdn, variables }) => [Number(msisdn) - 989120000000, variables]);
};

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
/** Members 1 to 6 of a list of ours. */
const members = [1, 2, 3, 4, 5, 6];
const msisdnOf = (member: number) => 989121230000n + BigInt(member);
const numberOf = (member: number) => `0${String(msisdnOf(member)).slice(2)}`;

/** A campaign that went to members in one chunk, with the state of each. */
const campaignTo = (
  chunkId: string,
  states: Readonly<Record<number, string>>,
  reasons: readonly string[] = [],
): PastCampaign => ({
  recipients: [
    { chunkId, operator: "MCI", msisdns: Object.keys(states).map((m) => msisdnOf(Number(m))) },
  ],
  outcomes: [{ chunkId, operator: "MCI", states: Object.values(states), reasons: [...reasons] }],
});
/** The campaign is over; answers when it was learned. */
const finish = async (campaignId: string, at: Date, tenantId = "tenant-a") => {
  await env.tell.finished({ campaignId, tenantId, at, chunks: 1n });
  await eventually(
    async () =>
      (await env.db
        .collection<{ _id: string; learnedAt: Date | null }>("learnedCampaigns")
        .findOne({ _id: campaignId, learnedAt: { $ne: null } })) ?? undefined,
    { within: 60_000, every: 50, what: `${campaignId} to be learned` },
  );
};
const conditionOf = (behaviour: Behaviour, facts: Partial<PastBehaviour> = {}) => ({
  kind: {
    $case: "behaviour" as const,
    value: { behaviour, withinDays: 0, atLeast: 0, campaignId: "", ...facts },
  },
});
const whoDid = async (listId: string, behaviour: Behaviour, facts: Partial<PastBehaviour> = {}) => {
  const { segment } = await segments.createSegment(
    {
      requestId: systemPorts.newId(),
      name: "past",
      listId,
      condition: conditionOf(behaviour, facts),
    },
    ours(),
  );
  const asked = { segmentId: segment!.segmentId, line };
  const { people } = await audienceOf(env.lists.streamAudience(asked, ours()));
  return people.map(({ msisdn }) => Number(msisdn - msisdnOf(0)));
};

test("a segment counts, shows masked members, and is an audience", async () => {
  const listId = await createList();
  const file = csv(
    "mobile,city,age",
    "09120000001,Qom,17",
    "09120000002,Qom,18",
    "09120000003,Yazd,70",
  );
  await bring(listId, file);
  const compare = (name: string, comparator: Comparator, value: string) => ({
    kind: { $case: "variable" as const, value: { name, comparator, values: [value] } },
  });
  const condition = {
    kind: {
      $case: "all" as const,
      value: {
        conditions: [
          compare("city", Comparator.EQUALS, "qom"),
          compare("age", Comparator.AT_LEAST, "18"),
        ],
      },
    },
  };
  expect(await segments.previewSegment({ listId, condition }, ours())).toMatchObject({
    listVersion: 1n,
    members: 3n,
    matching: 1n,
    samples: [{ number: "98912****002", operator: "MCI", values: ["Qom", "18"] }],
  });
  const misspelt = { kind: { $case: "operator" as const, value: "Mci" } };
  const nobody = { listId, condition: { kind: { $case: "not" as const, value: misspelt } } };
  await expect(segments.previewSegment(nobody, ours())).rejects.toMatchObject({
    reason: "CONDITION_INVALID",
  });
  const question = { requestId: systemPorts.newId(), name: "grown-ups of Qom", listId, condition };
  const { segment } = await segments.createSegment(question, ours());
  expect(await peopleOf(segment!.segmentId)).toEqual([[2, { city: "Qom", age: "18" }]]);
  await expect(
    segments.getSegment({ segmentId: segment!.segmentId }, theirs()),
  ).rejects.toMatchObject({ reason: "SEGMENT_UNKNOWN" });
  await segments.deleteSegment({ segmentId: segment!.segmentId }, ours());
  await expect(peopleOf(segment!.segmentId)).rejects.toMatchObject({
    reason: "SEGMENT_UNKNOWN",
  });
});

test("nobody is written to for not being on a list that was never filled, or is being filled", async () => {
  const listId = await createList();
  await bring(listId, csv("mobile", "09120000001", "09120000002"));
  const blank = await createList();
  const notOn = { kind: { $case: "onListId" as const, value: blank } };
  const condition = { kind: { $case: "not" as const, value: notOn } };
  const question = { requestId: systemPorts.newId(), name: "the others", listId, condition };
  const { segment } = await segments.createSegment(question, ours());
  const unfilled = { reason: "LIST_VERSION_UNKNOWN", message: expect.stringContaining(blank) };
  await expect(peopleOf(segment!.segmentId)).rejects.toMatchObject(unfilled);
  await expect(segments.previewSegment({ listId, condition }, ours())).rejects.toMatchObject(
    unfilled,
  );
  await bring(blank, csv("mobile", "09120000001"));
  expect(await peopleOf(segment!.segmentId)).toEqual([[2, {}]]);
});

test("a segment asks what finished campaigns did with its members: reached, failed, written, never", async () => {
  const listId = await filledList(env.lists, ours(), members.map(numberOf));
  const spring = { 1: "delivered", 2: "undelivered", 3: "withheld", 4: "expired" };
  env.past.set("tenant-a:spring", campaignTo("c1", spring));
  env.past.set("tenant-a:autumn", campaignTo("c2", { 1: "delivered", 2: "delivered" }));
  await finish("spring", daysAgo(60));
  await finish("autumn", daysAgo(3));
  // The same end told again changes nothing.
  await finish("autumn", daysAgo(3));

  expect(await whoDid(listId, Behaviour.DELIVERED)).toEqual([1, 2]);
  expect(await whoDid(listId, Behaviour.DELIVERED, { atLeast: 2 })).toEqual([1]);
  expect(await whoDid(listId, Behaviour.DELIVERED, { campaignId: "spring" })).toEqual([1]);
  expect(await whoDid(listId, Behaviour.FAILED)).toEqual([2, 4]);
  expect(await whoDid(listId, Behaviour.FAILED, { withinDays: 30 })).toEqual([]);
  expect(await whoDid(listId, Behaviour.WRITTEN)).toEqual([1, 2, 4]);
  expect(await whoDid(listId, Behaviour.WRITTEN, { atLeast: 2 })).toEqual([1, 2]);
  expect(await whoDid(listId, Behaviour.NEVER_WRITTEN)).toEqual([3, 5, 6]);
  expect(await whoDid(listId, Behaviour.NEVER_WRITTEN, { withinDays: 30 })).toEqual([3, 4, 5, 6]);
  expect(await whoDid(listId, Behaviour.NEVER_WRITTEN, { campaignId: "elsewhere" })).toEqual(
    members,
  );
});

test("another tenant's campaigns say nothing of our members", async () => {
  const listId = await filledList(env.lists, ours(), members.map(numberOf));
  env.past.set("tenant-b:foreign", campaignTo("c3", { 5: "delivered", 6: "delivered" }));
  await finish("foreign", daysAgo(1), "tenant-b");
  expect(await whoDid(listId, Behaviour.DELIVERED, { campaignId: "foreign" })).toEqual([]);
  expect(await whoDid(listId, Behaviour.WRITTEN)).not.toContain(5);
});

test("who answered and who refused can be asked for, and a reply that comes twice counts once", async () => {
  const numbered = lineOf({ lineId: "inbox", number: "02191005555", version: 7n });
  env.lines.push(numbered);
  await env.tell.lineActivated(numbered);
  const listId = await filledList(env.lists, ours(), members.map(numberOf));
  const reply = (inboundId: string, member: number, text: string) =>
    env.tell.inbound({
      inboundId,
      operator: "MCI",
      lineNumber: "02191005555",
      msisdn: msisdnOf(member),
      text,
      at: new Date(),
      parts: 1,
      missingParts: 0,
    });
  await reply("in-1", 2, "thank you");
  await reply("in-1", 2, "thank you");
  await reply("in-2", 3, "yes");
  await reply("in-3", 3, "and tomorrow?");
  await reply("in-4", 4, "لغو");
  const preview = async (behaviour: Behaviour, atLeast = 0) => {
    const condition = conditionOf(behaviour, { atLeast });
    const { matching } = await segments.previewSegment({ listId, condition }, ours());
    return Number(matching);
  };
  await eventually(async () => (await preview(Behaviour.REPLIED)) === 3, {
    within: 60_000,
    every: 50,
    what: "three members to have replied",
  });
  await eventually(async () => (await preview(Behaviour.REFUSED)) === 1, {
    within: 60_000,
    every: 50,
    what: "one member to have refused",
  });
  await eventually(async () => (await preview(Behaviour.REPLIED, 2)) === 1, {
    within: 60_000,
    every: 50,
    what: "the second reply",
  });
  expect(await preview(Behaviour.REPLIED, 3)).toBe(0);
});

test("what receipts said of a number's operator stands beside the number plan, with campaign and age, for that tenant alone", async () => {
  const states = { 21: "delivered", 22: "rejected", 23: "rejected" };
  const reasons = ["", "0x0000000B", "0x00000014"];
  env.past.set("tenant-a:teaching", campaignTo("c4", states, reasons));
  await finish("teaching", daysAgo(5));
  const told = { operator: "MCI", detail: "teaching", ageDays: 5n, verified: true };
  expect(await beliefsOf(21)).toMatchObject([{ ...told, verdict: "delivered" }]);
  expect(await beliefsOf(22)).toMatchObject([{ ...told, verdict: "failed" }]);
  // The operator was busy: that says nothing of whose number it is.
  expect(await beliefsOf(23)).toEqual([]);
  expect(await beliefsOf(21, theirs())).toEqual([]);
});

/** dlr's feed goes on by an entry; answers when it was read. */
const feed = async (
  tenantId: string,
  entry: ToldFeed["entries"][number],
  recipients: ToldFeed["recipients"] = [],
) => {
  const known = env.feeds.get(tenantId) ?? { entries: [], recipients: [] };
  env.feeds.set(tenantId, known);
  known.recipients.push(...recipients);
  known.entries.push(entry);
  await readTo(tenantId, known.entries.length);
};
const positions = () => env.db.collection<{ _id: string; position: number }>("feedPositions");
const readTo = (tenantId: string, position: number) =>
  eventually(async () => (await positions().findOne({ _id: tenantId, position })) !== null, {
    ...{ within: 60_000, every: 50, what: `the feed of ${tenantId} to be read` },
  });
const beliefsOf = async (member: number, caller = ours()) =>
  (await numberPlan.getNumberOperator({ number: numberOf(member) }, caller)).beliefs.filter(
    ({ source }) => source === "receipt",
  );

test("a receipt that comes after the campaign's end corrects who was reached, and what no longer holds is forgotten", async () => {
  const listId = await filledList(env.lists, ours(), members.map(numberOf));
  const ends = { 1: "unknown", 2: "undelivered", 3: "delivered" };
  env.past.set("tenant-a:corrected", campaignTo("c6", ends));
  await finish("corrected", new Date());
  const did = (behaviour: Behaviour) => whoDid(listId, behaviour, { campaignId: "corrected" });
  expect(await did(Behaviour.FAILED)).toEqual([1, 2]);
  const late = campaignTo("c6", { ...ends, 1: "delivered" }, ["", "DELIVRD after undelivered"]);
  const [chunk] = late.outcomes;
  env.past.set("tenant-a:corrected", {
    ...late,
    outcomes: [{ ...chunk, parts: Buffer.from([1, 1, 1]) }],
  });
  await feed("tenant-a", { campaignIds: ["corrected", "of nobody"] });
  await eventually(async () => (await did(Behaviour.DELIVERED)).length === 3, {
    ...{ within: 60_000, every: 50, what: "the late receipts to be learned" },
  });
  expect(await did(Behaviour.FAILED)).toEqual([]);
  expect(await did(Behaviour.WRITTEN)).toEqual([1, 2, 3]);
  // What was learned before is read to the end by who was reading it, and then goes.
  const pages = env.db.collection("outcomePages");
  const buildsOf = async (isRetired: boolean) =>
    pages.distinct("build", { campaignId: "corrected", retiredAt: { $exists: isRetired } });
  await eventually(async () => (await buildsOf(true)).length === 1, {
    ...{ within: 60_000, every: 50, what: "what was learned first to be retired" },
  });
  expect(await buildsOf(false)).toHaveLength(1);
  expect(await pages.indexes()).toContainEqual(
    expect.objectContaining({ key: { retiredAt: 1 }, expireAfterSeconds: 600 }),
  );
  // Recipients or outcomes that were erased since, or a campaign that nobody knows any more, take away nothing.
  const learned = env.db.collection<{ _id: string; learnedAt: Date; dueAt: Date | null }>(
    "learnedCampaigns",
  );
  const again = async () => {
    const { learnedAt } = (await learned.findOne({ _id: "corrected" }))!;
    await feed("tenant-a", { campaignIds: ["corrected"] });
    const later = { _id: "corrected", learnedAt: { $gt: learnedAt } };
    await eventually(async () => (await learned.findOne(later)) ?? undefined, {
      ...{ within: 60_000, every: 50, what: "the campaign to be learned again" },
    });
  };
  env.past.set("tenant-a:corrected", { recipients: [], outcomes: [] });
  await again();
  expect(await did(Behaviour.DELIVERED)).toEqual([1, 2, 3]);
  env.past.delete("tenant-a:corrected");
  await again();
  expect(await did(Behaviour.DELIVERED)).toEqual([1, 2, 3]);
});

test("what receipts of single messages said stands beside the number plan, and of each operator the last word holds", async () => {
  const at = (daysBack: number) => Math.floor(daysAgo(daysBack).getTime() / 1_000);
  const told = (chunkId: string, state: string, reason: string, daysBack: number) => ({
    ...{ chunkId, operator: "MCI", slots: [0, 1], finalAt: [at(daysBack), at(daysBack)] },
    ...{ states: [state, "undelivered"], reasons: [reason, "3:27"] },
  });
  const to = (chunkId: string) => ({ chunkId, msisdns: [msisdnOf(31), msisdnOf(32)] });
  await feed("tenant-a", { messages: [told("m1", "delivered", "", 9)] }, [to("m1"), to("m2")]);
  const known = { operator: "MCI", verified: true };
  expect(await beliefsOf(31)).toMatchObject([
    { ...known, verdict: "delivered", detail: "m1-0", ageDays: 9n },
  ]);
  // A subscriber that was away says nothing of whose number it is; one customer's messages say nothing to another.
  expect(await beliefsOf(32)).toEqual([]);
  expect(await beliefsOf(31, theirs())).toEqual([]);
  const refused = told("m2", "rejected", "0x0000000B", 2);
  // An older word that comes later does not hold.
  await feed("tenant-a", { messages: [refused, told("m1", "delivered", "", 9)] });
  const after = [{ ...known, verdict: "failed", detail: "m2-0", ageDays: 2n }];
  expect(await beliefsOf(31)).toMatchObject(after);
  // What was read when a process died is read once more, and changes nothing.
  await positions().deleteOne({ _id: "tenant-a" });
  await readTo("tenant-a", env.feeds.get("tenant-a")!.entries.length);
  expect(await beliefsOf(31)).toMatchObject(after);
});

test("a campaign that dlr cannot tell of yet is learned later; one that nobody knows is let go", async () => {
  const listId = await filledList(env.lists, ours(), members.map(numberOf));
  const late: PastCampaign = { ...campaignTo("c5", { 6: "delivered" }), away: true };
  env.past.set("tenant-a:late", late);
  await env.tell.finished({ campaignId: "late", tenantId: "tenant-a", at: daysAgo(1), chunks: 1n });
  await eventually(
    async () =>
      (await env.db
        .collection<{ _id: string; attempts: number }>("learnedCampaigns")
        .findOne({ _id: "late", attempts: { $gte: 1 } })) ?? undefined,
    { within: 60_000, every: 50, what: "a first attempt" },
  );
  expect(await whoDid(listId, Behaviour.DELIVERED, { campaignId: "late" })).toEqual([]);
  late.away = false;
  await finish("late", daysAgo(1));
  expect(await whoDid(listId, Behaviour.DELIVERED, { campaignId: "late" })).toEqual([6]);
  await finish("never-was", daysAgo(1));
});

test("a question about the past that cannot be answered is refused with what is wrong", async () => {
  const listId = await filledList(env.lists, ours(), [numberOf(1)]);
  for (const asked of [
    conditionOf(Behaviour.REPLIED, { campaignId: "spring" }),
    conditionOf(Behaviour.DELIVERED, { atLeast: 1_000 }),
    conditionOf(Behaviour.UNSPECIFIED),
  ])
    await expect(
      segments.previewSegment({ listId, condition: asked }, ours()),
    ).rejects.toMatchObject({ reason: "CONDITION_INVALID" });
});
