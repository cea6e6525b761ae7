import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience } from "./neighbours.js";
import { asTenant, campaignsWorld } from "./world.js";

type World = Awaited<ReturnType<typeof campaignsWorld>>;

const send = async (it: World, recipients: number): Promise<string> => {
  it.words.audience = () => audience(recipients);
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  await it.fund(materialised);
  return campaignId;
};

const worksOf = (it: World, campaignId: string) =>
  it.works.filter((work) => work.campaignId === campaignId);

test("a paused campaign does not starve others: what of it is under way leaves their road free", async () => {
  // Ten parts a second: four chunks may be under way, whoever's they are.
  await using it = await campaignsWorld({}, { rate: 10 });
  const first = await send(it, 6_000);
  await eventually(() => worksOf(it, first).length === 8 || undefined, {
    what: "four chunks on each of two roads",
  });
  const second = await send(it, 300);
  await eventually(async () => {
    const { cause } = await it.get(second);
    return cause.includes("Waits for") || undefined;
  });
  expect(worksOf(it, second)).toEqual([]);
  await it.client().pauseCampaign({ campaignId: first }, asTenant);
  await eventually(() => worksOf(it, second).length === 2 || undefined);
  expect(worksOf(it, first).length).toBe(8);
});

test("campaigns about whose recipients the registry says nothing step aside, and go when it is back", async () => {
  await using it = await campaignsWorld();
  it.words.isCheckAway = () => true;
  // One chunk on each of two roads; the ninth has few recipients, and is the one that lists can judge.
  const stuck = await Promise.all(Array.from({ length: 8 }, () => send(it, 20)));
  const ninth = await send(it, 6);
  it.words.isCheckAway = (numbers) => numbers.length > 5;
  await eventually(() => worksOf(it, ninth).length === 2 || undefined, {
    what: "the ninth campaign on both roads",
  });
  for (const campaignId of stuck) expect(worksOf(it, campaignId)).toEqual([]);
  it.words.isCheckAway = () => false;
  await eventually(
    () => stuck.every((campaignId) => worksOf(it, campaignId).length === 2) || undefined,
    { within: 90_000, what: "the others" },
  );
});

test("a campaign's progress is read without its texts", async () => {
  await using it = await campaignsWorld();
  const campaignId = await send(it, 3_000);
  await eventually(() => worksOf(it, campaignId).length === 6 || undefined);
  for (const work of it.works) await it.deliver(work);
  await eventually(
    async () => (await it.get(campaignId)).state === "CAMPAIGN_STATE_FINISHED" || undefined,
  );
  await it.store.db!.command({ profile: 2 });
  expect((await it.get(campaignId)).progress).toMatchObject({
    recipients: 3_000n,
    chunksFinal: 6n,
    messages: [{ key: "delivered", value: 3_000n }],
  });
  await it.store.db!.command({ profile: 0 });
  const reads = await it.store
    .collection("system.profile")
    .find({ ns: /\.chunks$/u, "command.find": "chunks", "command.filter.campaign": campaignId })
    .toArray();
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads) expect(read["docsExamined"]).toBe(0);
});
