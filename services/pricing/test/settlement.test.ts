import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { CampaignFunded, ReservationSettled } from "@whiteline/contracts/pricing/v1/events";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { campaigns, cleared, counts, finance, outcomes, price, pricing, rial } from "./world.js";

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

test("a chunk that was never released under an open reservation settles nothing of it", async () => {
  await using it = await pricing();
  await it.topUp("t1", 200_000n);
  await it.events.publish(CampaignCleared, cleared("c1", "t1"), "cleared-1");
  await eventually(() => it.told(CampaignFunded).length === 1);
  const before = await it.balance("t1");
  const invented = outcomes("invented-1", "t1");
  await it.events.publish(OutcomesRecorded, invented, "invented-1");
  await it.events.publish(OutcomesRecorded, outcomes("k1", "t1"), "k1");
  await eventually(async () => (await it.balance("t1"))[1] !== before[1]);
  const kept = await it.reservation("campaign:c1:1", "t1");
  expect(kept?.settled).toEqual(rial(45n * 900n));
  expect(await it.client().verifyLedger({}, finance)).toMatchObject({ exact: true, broken: [] });
});
