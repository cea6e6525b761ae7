import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { CampaignFunded, CampaignUnfunded, ToppedUp } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, campaigns, cleared, counts, price, pricing, rial } from "./world.js";

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

test("of messages that come together the wallet pays the first, in one movement; a price that one lacks is no matter of the others", async () => {
  await using it = await pricing();
  await it.topUp("t1", 1_000n);
  const [mci] = counts;
  const question = {
    ...{ reservationId: "group:g", tenantId: "t1", providerId: "asanak", family: "landline_021" },
    counts: [
      { ...mci!, segments: 1, messages: 3n },
      { ...mci!, operator: "NOBODY", segments: 1, messages: 1n },
    ],
    order: [0, 1, 0, 0],
  };
  const first = await it.client().reserve(question, campaigns("t1"));
  const own = (finding: object, place: number) => ({ place, finding });
  const funds = { code: "INSUFFICIENT_FUNDS", rule: "It costs 900 IRR; 100 are available." };
  expect(first.outcome).toMatchObject({
    $case: "reserved",
    value: { quote: { total: rial(900n), lines: [{ parts: 1n }] } },
  });
  expect(first.unpaid).toMatchObject([
    own({ code: "NO_TARIFF", subject: `NOBODY ${mci!.alphabet}` }, 1),
    own(funds, 2),
    own(funds, 3),
  ]);
  expect(await it.client().reserve(question, campaigns("t1"))).toEqual(first);
  expect(await it.balance("t1")).toEqual([100n, 900n]);
  for (const order of [
    [0, 1, 0],
    [0, 1, 0, 2],
    [0, 1, 1, 0],
    [0, 1, 0, -1],
    [0, 1, 0, 0, -1],
  ]) {
    await expect(
      it.client().reserve({ ...question, reservationId: "group:h", order }, campaigns("t1")),
    ).rejects.toMatchObject({ reason: "COUNTS_INVALID" });
  }
});
