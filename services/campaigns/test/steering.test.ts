import type { SubmitTestRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience, perPart } from "./neighbours.js";
import { asPerson, asTenant, campaignsWorld, order } from "./world.js";

type World = Awaited<ReturnType<typeof campaignsWorld>>;

const release = async (it: World, campaignId: string) => {
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  await it.fund(materialised);
  return materialised;
};
const refusalOf = async (it: World, over: Parameters<typeof order>[0]) => {
  const { outcome } = await it.client().submitCampaign(order(over), asTenant);
  if (outcome?.$case !== "refused") throw new Error("it was not refused");
  expect(outcome.value.remedy).not.toBe("");
  return outcome.value.code;
};
const free = { templateId: "", listId: "list-1" };

test("a pace of zero, variants that make no whole, a start in the past and hours outside the law are refused with code and remedy", async () => {
  await using it = await campaignsWorld();
  expect(await refusalOf(it, { pacePerMinute: 0 })).toBe("PACE_OUT_OF_RANGE");
  expect(await refusalOf(it, { notBefore: new Date(Date.now() - 3_600_000) })).toBe(
    "START_IN_THE_PAST",
  );
  expect(await refusalOf(it, { validitySeconds: 30 })).toBe("VALIDITY_OUT_OF_RANGE");
  const variants = [
    { name: "", templateId: "template-1", text: "", share: 50, count: 0n },
    { name: "", templateId: "template-1", text: "", share: 40, count: 0n },
  ];
  expect(await refusalOf(it, { templateId: "", variants })).toBe("VARIANTS_INVALID");
  expect(await it.store.collection("campaigns").countDocuments()).toBe(0);
});

test("a paced campaign leaves in small steps, says that its pace is what it waits for, and goes on faster when it is told to", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(60);
  const { campaignId } = await it.submit({ pacePerMinute: 60 });
  await release(it, campaignId);
  await eventually(() => it.works.length > 0 || undefined);
  expect(it.works.map(({ msisdns }) => msisdns.length)).toEqual([10]);
  const waiting = await eventually(async () => {
    const { waiting: why } = await it.get(campaignId);
    return why?.code === "pace" ? why : undefined;
  });
  expect(waiting.expectedAt!.getTime()).toBeGreaterThan(Date.now());
  expect(waiting.expectedEnd!.getTime()).toBeGreaterThan(waiting.expectedAt!.getTime() + 30_000);
  expect((await it.get(campaignId)).forecast?.durationSeconds).toBe(60n);

  await it.client().rescheduleCampaign({ campaignId }, asTenant);
  await eventually(() => it.works.length === 6 || undefined);
  expect(it.works.flatMap(({ msisdns }) => msisdns).length).toBe(60);
});

test("a campaign is rescheduled until it is over: it waits for its new start, and not for the old one", async () => {
  let shift = 0;
  await using it = await campaignsWorld({}, { now: () => new Date(Date.now() + shift) });
  const late = new Date(Date.now() + 5 * 86_400_000);
  const { campaignId } = await it.submit({ notBefore: late });
  await release(it, campaignId);
  await eventually(
    async () => (await it.get(campaignId)).waiting?.code === "scheduled" || undefined,
  );
  const client = it.client();
  const soon = new Date(Date.now() + 600_000);
  const { campaign } = await client.rescheduleCampaign({ campaignId, notBefore: soon }, asTenant);
  expect(campaign?.notBefore).toEqual(soon);
  expect(campaign?.waiting).toMatchObject({ code: "scheduled", expectedAt: soon });
  const past = new Date(Date.now() - 86_400_000);
  for (const [times, reason] of [
    [{ notBefore: past }, "START_IN_THE_PAST"],
    [{ pacePerMinute: 0 }, "PACE_OUT_OF_RANGE"],
    [{ hours: { opens: "09:00", closes: "09:00" } }, "WINDOW_INVALID"],
  ] as const) {
    await expect(
      client.rescheduleCampaign({ campaignId, ...times }, asTenant),
    ).rejects.toMatchObject({ kind: "precondition", reason });
  }
  shift = 700_000;
  await eventually(() => it.works.length === 2 || undefined);
  await client.cancelCampaign({ campaignId }, asTenant);
  const ended = { reason: "CAMPAIGN_ENDED" };
  await expect(client.rescheduleCampaign({ campaignId }, asTenant)).rejects.toMatchObject(ended);
  await expect(client.pauseCampaign({ campaignId }, asTenant)).rejects.toMatchObject(ended);
  await expect(client.resumeCampaign({ campaignId }, asTenant)).rejects.toMatchObject(ended);
});

test("[TR-AKT-17] variants share an audience exactly, each with its text, price and outcome", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(40);
  const { campaignId } = await it.submit({
    ...free,
    variants: [
      { name: "short", templateId: "", text: "سفارش شما رسید.", share: 75, count: 0n },
      { name: "long", templateId: "", text: "س".repeat(100), share: 25, count: 0n },
    ],
  });
  const materialised = await release(it, campaignId);
  expect(materialised).toMatchObject({
    text: "",
    recipients: 40n,
    variants: [
      { name: "short", text: "سفارش شما رسید.", recipients: 30n },
      { name: "long", recipients: 10n },
    ],
  });
  expect(materialised.samples.length).toBe(2);
  await eventually(() => it.works.length === 4 || undefined);
  const sent = (variant: number) => it.works.filter((work) => work.variant === variant);
  expect(sent(1).flatMap(({ msisdns }) => msisdns).length).toBe(30);
  expect(sent(2).flatMap(({ msisdns }) => msisdns).length).toBe(10);
  expect(sent(2).every(({ texts }) => texts.length === 1 && texts[0] === "س".repeat(100))).toBe(
    true,
  );
  for (const work of sent(1)) await it.deliver(work);
  const reported = await eventually(async () => {
    const { variants } = await it.get(campaignId);
    return variants[0]?.messages.some(({ key }) => key === "delivered") ? variants : undefined;
  });
  expect(reported).toMatchObject([
    { variant: 1, name: "short", share: 75, recipients: 30n, price: { minor: 30n * perPart } },
    { variant: 2, name: "long", share: 25, recipients: 10n, price: { minor: 20n * perPart } },
  ]);
  await eventually(async () => {
    const [first] = (await it.get(campaignId)).variants;
    return first?.messages.find(({ key }) => key === "delivered")?.value === 30n || undefined;
  });
  // The other variant is out: its reports come while the operator may try.
  const tried = Math.max(...sent(2).map(({ expiresAt }) => expiresAt?.getTime() ?? 0));
  expect((await it.get(campaignId)).waiting).toMatchObject({
    ...{ code: "operator_reports", expectedAt: new Date(tried) },
  });
  // What of it was never answered waits for people.
  it.words.held = 3n;
  const { waiting } = await it.get(campaignId);
  expect(waiting).toMatchObject({
    code: "in_doubt_held",
    expectedAt: new Date("2100-01-01T00:00:00Z"),
  });
  expect(waiting?.cause).toMatch(/never said whether it took 3 parts.*operations decide.*2100/u);
  const [work] = sent(2);
  const { message } = await it.client().getMessage({ messageId: `${work!.chunkId}-0` }, asTenant);
  expect(message).toMatchObject({ variant: 2, state: "released" });
});

test("variants by count go to exactly so many, and who is left over is dropped by name", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(40);
  const variant = { name: "", templateId: "", share: 0 };
  const { campaignId } = await it.submit({
    ...free,
    variants: [
      { ...variant, text: "سلام", count: 5n },
      { ...variant, text: "درود", count: 7n },
    ],
  });
  const materialised = await it.materialised(campaignId);
  expect(materialised.variants.map(({ recipients }) => recipients)).toEqual([5n, 7n]);
  expect(materialised.dropped).toContainEqual({ key: "NOT_IN_A_VARIANT", value: 28n });
});

test("a test goes to the proved mobile of who asks, or of people that are named, marked as a test and judged and paid like any", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(1);
  const campaign = order({
    listId: "list-1",
    templateId: "",
    text: "سلام",
    notBefore: new Date(0),
  });
  const { outcome } = await it.client().submitTest({ campaign, personIds: [] }, asPerson);
  if (outcome?.$case !== "campaign") throw new Error(JSON.stringify(outcome));
  const { campaignId, test: isTest } = outcome.value;
  expect(isTest).toBe(true);
  const stored = await it.store.collection("campaigns").findOne({});
  expect(stored?.["order"]).toMatchObject({ numbers: ["+989120000001"], listId: "" });
  const materialised = await release(it, campaignId);
  expect(materialised.test).toBe(true);
  await eventually(() => it.works.length === 1 || undefined);
  expect(it.works[0]).toMatchObject({ test: true, reservationId: `campaign:${campaignId}:1` });

  const refused = async (request: SubmitTestRequest, as = asPerson) => {
    const answer = await it.client().submitTest(request, as);
    return answer.outcome?.$case === "refused" ? answer.outcome.value.code : "accepted";
  };
  const fresh = () => order({ templateId: "", text: "سلام" });
  expect(await refused({ campaign: fresh(), personIds: ["person-1", "person-2"] })).toBe(
    "accepted",
  );
  expect(await refused({ campaign: fresh(), personIds: ["person-9"] })).toBe(
    "TEST_MOBILE_NOT_PROVED",
  );
  expect(await refused({ campaign: fresh(), personIds: [] }, asTenant)).toBe("TEST_PEOPLE_MISSING");
  expect(await refused({ campaign: order(), personIds: [] })).toBe("TEST_VALUES_MISSING");
  expect(
    await refused({ campaign: order({ constants: { name: "مریم", code: "77" } }), personIds: [] }),
  ).toBe("accepted");
  expect(it.told(CampaignMaterialised).every(({ test: marked }) => marked)).toBe(true);
});
