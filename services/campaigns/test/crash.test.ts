import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience, msisdnOf } from "./neighbours.js";
import { asTenant, campaignsWorld, messages } from "./world.js";

const everyone = (count: number): bigint[] =>
  Array.from({ length: count }, (_, i) => msisdnOf(i)).sort();

test("killed in the middle of materialising, the campaign is materialised anew: nobody is lost and nobody is doubled", async () => {
  await using it = await campaignsWorld(
    { MATERIALISE_LEASE_MS: "1000" },
    { asProcess: true, rate: 50_000 },
  );
  let opened: () => void = () => undefined;
  const gate = new Promise<void>((open) => (opened = open));
  it.words.audience = () =>
    audience(12_000, async (sent) => {
      if (sent === 8_000) await gate;
    });
  const { campaignId } = await it.submit();
  const chunks = it.store.collection("chunks");
  await eventually(() => chunks.countDocuments({ campaign: campaignId }));
  await it.kill();
  opened();
  await it.again();
  const materialised = await it.materialised(campaignId, 1n, 60_000);
  expect(materialised.recipients).toBe(12_000n);
  const stored = await chunks.find({ campaign: campaignId }).toArray();
  expect(stored.reduce((sum, chunk) => sum + (chunk["n"] as number), 0)).toBe(12_000);
  expect(new Set(stored.map((chunk) => chunk["batch"] as string)).size).toBe(1);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(
    () => it.works.reduce((sum, { msisdns }) => sum + msisdns.length, 0) === 12_000 || undefined,
    { within: 60_000 },
  );
  expect(it.works.flatMap(({ msisdns }) => msisdns).sort()).toEqual(everyone(12_000));
});

test("what an overtaken materialiser left behind is neither counted nor waited for", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  const chunks = it.store.collection("chunks");
  const [model] = await chunks.find({ campaign: campaignId }).limit(1).toArray();
  // Written after its lease was lost, then it died: nobody else knows of this batch.
  await chunks.insertOne({ ...model, _id: "late", batch: "overtaken" } as object);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 2 || undefined);
  expect((await it.get(campaignId)).progress).toMatchObject({ chunks: 2n, recipients: 10n });
  for (const work of it.works) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)).toMatchObject([{ campaignId, chunks: 2n }]);
  expect(it.works.length).toBe(2);
  await eventually(
    async () => (await chunks.countDocuments({ batch: "overtaken" })) === 0 || undefined,
  );
});

test("killed in the middle of the release, every chunk leaves once", async () => {
  await using it = await campaignsWorld(
    { RELEASE_LEASE_MS: "1000" },
    { asProcess: true, rate: 50_000 },
  );
  it.words.audience = () => audience(20_000);
  let opened: () => void = () => undefined;
  const gate = new Promise<void>((open) => (opened = open));
  it.words.beforeCheck = async (checks) => {
    if (checks > 10) await gate;
  };
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length >= 5 || undefined);
  await it.kill();
  const before = await it.store.collection("chunks").countDocuments({ state: "prepared" });
  expect(before).toBeGreaterThan(0);
  opened();
  await it.again();
  const chunks = await it.store.collection("chunks").countDocuments();
  await eventually(
    () => new Set(it.works.map(({ chunkId }) => chunkId)).size === chunks || undefined,
    { within: 60_000 },
  );
  const once = new Map(it.works.map((work) => [work.chunkId, work]));
  expect([...once.values()].flatMap(({ msisdns }) => msisdns).sort()).toEqual(everyone(20_000));
  for (const work of once.values()) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)).toMatchObject([{ campaignId, chunks: BigInt(chunks) }]);
});

test("killed while a group's money was being held, the money is given back and the messages may be sent again", async () => {
  await using it = await campaignsWorld({ GROUP_ABANDONED_MS: "500" }, { asProcess: true });
  it.words.hangsAfterReserve = true;
  const request = messages([{ requestId: "a" }]);
  const lost = it
    .client()
    .submitMessages(request, asTenant)
    .catch(() => "lost");
  await eventually(() => it.words.reservations.size === 1 || undefined);
  await it.kill();
  expect(await lost).toBe("lost");
  it.words.hangsAfterReserve = false;
  const [reservationId] = it.words.reservations.keys();
  await it.again();
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)).toMatchObject([{ reservationId, chunks: 0n }]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  expect(answers[0]?.outcome?.$case).toBe("accepted");
  await eventually(() => it.works.length === 1 || undefined);
});

test("100,000 recipients are materialised in seconds with flat memory", async () => {
  await using it = await campaignsWorld({}, { asProcess: true, rate: 50_000 });
  const materialise = async (count: number) => {
    it.words.audience = () => audience(count);
    const begin = performance.now();
    const { campaignId } = await it.submit();
    const { recipients } = await it.materialised(campaignId, 1n, 60_000);
    expect(recipients).toBe(BigInt(count));
    return performance.now() - begin;
  };
  await materialise(10_000);
  const small = it.peakMemoryMb();
  const ms = await materialise(100_000);
  const large = it.peakMemoryMb();
  console.info(
    `100,000 recipients: ${Math.round(ms)} ms; peak ${Math.round(large)} MB, ${Math.round(small)} MB after 10,000`,
  );
  // Ten times the recipients; what is held is a few chunks and the garbage of the stream.
  expect(large - small).toBeLessThan(150);
});
