import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { eventually, testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { chunkStore } from "../src/store/chunks.js";
import { campaignsWorld } from "./world.js";

type World = Awaited<ReturnType<typeof campaignsWorld>>;

/** A campaign of two chunks, cleared, paid and released. */
const release = async (it: World): Promise<string> => {
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 2 || undefined);
  return campaignId;
};

/** The chunks of the first two releases, and of the two after them. */
const chunksOf = (works: World["works"]): readonly (readonly string[])[] =>
  [works.slice(0, 2), works.slice(2, 4)].map((pair) => pair.map(({ chunkId }) => chunkId).sort());

test("what was released and never answered is published again, so that a lost queue costs time only", async () => {
  await using it = await campaignsWorld({ SILENCE_MS: "700" });
  await release(it);
  await eventually(() => it.works.length >= 4 || undefined);
  const [first, again] = chunksOf(it.works);
  expect(again).toEqual(first);
  for (const work of it.works.slice(0, 2)) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0]);
});

test("what the dispatcher answered and dlr never heard of is published again, until dlr says that it has every answer", async () => {
  await using it = await campaignsWorld({ SILENCE_MS: "700" });
  await release(it);
  for (const work of it.works.slice(0, 2)) await it.answer(work);
  await eventually(() => it.works.length >= 4 || undefined);
  const [first, again] = chunksOf(it.works);
  expect(again).toEqual(first);
  for (const work of it.works.slice(0, 2)) await it.deliver(work);
  const chunks = it.store.collection("chunks");
  await eventually(
    async () => (await chunks.countDocuments({ answered: true })) === 2 || undefined,
  );
  // Said again late, as after a redelivery: nothing is waited for any more.
  for (const work of it.works.slice(0, 2)) await it.answer(work);
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(await chunks.countDocuments({ silentAt: null })).toBe(2);
});

test("when JetStream's store is lost, everything unanswered is published again without waiting out the silence", async () => {
  await using it = await campaignsWorld({ SILENCE_MS: "600000" });
  await release(it);
  await it.answer(it.works[0]!);
  const chunks = it.store.collection("chunks");
  await eventually(() => chunks.findOne({ open: false }));
  await it.loseNats();
  await eventually(() => it.works.length >= 4 || undefined, { within: 60_000 });
  const [first, again] = chunksOf(it.works);
  expect(again).toEqual(first);
  for (const work of it.works.slice(0, 2)) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0], { within: 60_000 });
});

type WaitingChunk = { _id: string; silentAt: Date | null; answered?: boolean };

test("a chunk whose last answer came while it was published again is not waited for again", async () => {
  await using database = await testDatabase();
  const connection = await connectMongo(database.uri);
  try {
    const chunks = connection.collection<WaitingChunk>("chunks");
    const common = { final: false, attempts: 0, silentAt: null };
    await chunks.insertMany([
      { _id: "answered", ...common, answered: true },
      { _id: "silent", ...common },
    ]);
    const until = new Date("2026-11-22T10:00:00Z");
    for (const id of ["answered", "silent"]) await chunkStore(connection).waitLonger(id, 1, until);
    expect((await chunks.findOne({ _id: "answered" }))?.silentAt).toBeNull();
    expect((await chunks.findOne({ _id: "silent" }))?.silentAt).toEqual(until);
  } finally {
    await closeMongo(connection);
  }
});
