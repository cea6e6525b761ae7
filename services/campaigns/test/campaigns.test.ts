import {
  CampaignCancelled,
  CampaignFinished,
  CampaignMaterialised,
  CampaignPaused,
} from "@whiteline/contracts/campaigns/v1/events";
import { CampaignHeld, CampaignRefused } from "@whiteline/contracts/compliance/v1/events";
import { TenantReinstated, TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import { LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { CampaignUnfunded, ToppedUp } from "@whiteline/contracts/pricing/v1/events";
import { Reservation } from "@whiteline/contracts/pricing/v1/pricing";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import {
  audience,
  line,
  lineId,
  msisdnOf,
  perPart,
  refreshOverdue,
  tenantId,
} from "./neighbours.js";
import { asPricing, asStranger, asTenant, campaignsWorld, order } from "./world.js";

const bits = (mask: Uint8Array): number[] =>
  [...mask].flatMap((byte, i) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => ((byte >> bit) & 1 ? [i * 8 + bit] : [])),
  );

test("a campaign is materialised, cleared, funded, released with clearance and price, and finished when every chunk is final", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(1_600);
  it.words.against.set(msisdnOf(3), "opted_out");
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  expect(materialised).toMatchObject({
    recipients: 1_600n,
    listVersion: 7n,
    dropped: [{ key: "DUPLICATE", value: 2n }],
    dryRun: false,
    templateId: "template-1",
    family: "landline_021",
    providerId: "asanak",
  });
  expect(materialised.samples[0]).toBe("***** * عزیز، سفارش * شما ارسال شد.");
  expect(materialised.counts.reduce((sum, { messages }) => sum + messages, 0n)).toBe(1_600n);
  expect(await it.get(campaignId)).toMatchObject({ state: "CAMPAIGN_STATE_WAITING_FOR_CLEARANCE" });

  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 5 || undefined, { what: "five chunks" });
  const sent = it.works.flatMap((work) => work.msisdns);
  expect([...sent].sort()).toEqual(Array.from({ length: 1_600 }, (_, i) => msisdnOf(i)).sort());
  for (const work of it.works) {
    expect(work).toMatchObject({
      tenantId,
      campaignId,
      sender: "02191001234",
      clearanceId: "clearance-1",
      reservationId: `campaign:${campaignId}:1`,
      currency: "IRR",
      pricePerPartMinor: perPart,
      alphabet: "ucs2",
      lane: "LANE_BULK",
    });
    expect(work.texts[0]).toMatch(/^مشتری \d+ عزیز، سفارش \d+ شما ارسال شد\.$/u);
    expect(work.expiresAt!.getTime() - work.releasedAt!.getTime()).toBe(86_400_000);
  }
  const withDrop = it.works.find((work) => work.msisdns.includes(msisdnOf(3)))!;
  expect(bits(withDrop.droppedMask)).toEqual([withDrop.msisdns.indexOf(msisdnOf(3))]);
  const messageOfDropped = `${withDrop.chunkId}-${withDrop.msisdns.indexOf(msisdnOf(3))}`;
  const { message } = await it.client().getMessage({ messageId: messageOfDropped }, asTenant);
  expect(message).toMatchObject({ state: "withheld", reason: "opted_out" });

  expect(await it.get(campaignId)).toMatchObject({
    state: "CAMPAIGN_STATE_SENDING",
    progress: { chunks: 5n, chunksReleased: 5n, chunksFinal: 0n, recipients: 1_600n },
  });
  for (const work of it.works) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)).toMatchObject([
    { campaignId, reservationId: `campaign:${campaignId}:1`, chunks: 5n },
  ]);
  // What pricing asks before it settles a chunk.
  const isReleased = async (chunkId: string, reservationId = `campaign:${campaignId}:1`) =>
    (await it.client().checkChunk({ chunkId, reservationId }, asPricing)).released;
  const [first] = it.works;
  expect(await isReleased(first!.chunkId)).toBe(true);
  expect(await isReleased(first!.chunkId, "group:another")).toBe(false);
  expect(await isReleased("invented")).toBe(false);
  const asked = it.works.map(({ chunkId }, i) => ({
    chunkId,
    reservationId: i === 1 ? "group:another" : `campaign:${campaignId}:1`,
  }));
  const invented = { chunkId: "invented", reservationId: `campaign:${campaignId}:1` };
  const { releasedChunkIds } = await it
    .client()
    .checkChunks({ chunks: [...asked, invented] }, asPricing);
  expect([...releasedChunkIds].sort()).toEqual(
    it.works.flatMap(({ chunkId }, i) => (i === 1 ? [] : [chunkId])).sort(),
  );
  expect(await it.get(campaignId)).toMatchObject({
    state: "CAMPAIGN_STATE_FINISHED",
    forecast: { recipientsKept: 1_600n, quote: { total: { minor: 1_600n * perPart } } },
    progress: { chunksFinal: 5n, messages: [{ key: "delivered", value: 1_600n }] },
  });
  await expect(it.client().pauseCampaign({ campaignId }, asTenant)).rejects.toMatchObject({
    kind: "precondition",
    reason: "CAMPAIGN_ENDED",
  });
});

test("the same facts told twice change nothing", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  for (let i = 0; i < 2; i += 1) {
    await it.clear(materialised);
    await it.fund(materialised);
  }
  await eventually(() => it.works.length === 2 || undefined);
  for (let i = 0; i < 2; i += 1) for (const work of it.works) await it.deliver(work);
  await eventually(() => it.told(CampaignFinished)[0]);
  const version = async () =>
    (await it.store.collection("campaigns").findOne({}))?.["version"] as number;
  const before = await version();
  await it.clear(materialised);
  await it.fund(materialised);
  await it.deliver(it.works[0]!);
  // A second campaign that goes all the way proves that the repetitions were read.
  const next = await it.submit();
  const second = await it.materialised(next.campaignId);
  await it.clear(second);
  await it.fund(second);
  await eventually(() => it.works.length === 4 || undefined);
  expect(await version()).toBe(before);
  expect(it.told(CampaignFinished).length).toBe(1);
  expect(new Set(it.works.map((work) => work.chunkId)).size).toBe(4);
});

test("a dry run ends in its forecast: recipients, drops, counts, price and duration; nothing is kept to send", async () => {
  await using it = await campaignsWorld({}, { rate: 100 });
  it.words.audience = () => audience(3_000);
  const { campaignId } = await it.submit({ dryRun: true });
  const materialised = await it.materialised(campaignId);
  expect(materialised.dryRun).toBe(true);
  await it.clear(materialised);
  await it.fund(materialised);
  const campaign = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_FORECAST" ? found : undefined;
  });
  expect(campaign).toMatchObject({
    reservationId: "",
    window: { open: true, effective: [{ opens: "00:00", closes: "24:00" }] },
    warnings: [refreshOverdue],
    forecast: {
      recipientsKept: 3_000n,
      dropped: [{ key: "DUPLICATE", value: 2n }],
      quote: { total: { currency: "IRR", minor: 3_000n * perPart } },
      // 2,000 of MCI at 100 a second.
      durationSeconds: 20n,
    },
  });
  expect(await it.store.collection("chunks").countDocuments()).toBe(0);
});

test("a campaign without funds says so, and a top-up wakes it", async () => {
  await using it = await campaignsWorld();
  it.words.canPay = false;
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  const money = (minor: bigint) => ({ currency: "IRR", minor });
  await it.publish(CampaignUnfunded, {
    campaignId,
    tenantId,
    revision: 1n,
    needed: money(3_500n),
    available: money(12n),
    code: "INSUFFICIENT_FUNDS",
    remedy: "Top the wallet up.",
  });
  const unfunded = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_UNFUNDED" ? found : undefined;
  });
  expect(unfunded.refusal).toMatchObject({
    code: "INSUFFICIENT_FUNDS",
    remedy: "Top the wallet up.",
  });
  expect(unfunded.cause).toContain("3500 IRR");
  it.words.canPay = true;
  const toppedUp = { tenantId, available: money(9_999n), amount: money(9_999n), orderId: "" };
  await it.publish(ToppedUp, { ...toppedUp, at: new Date() });
  await eventually(() => it.works.length === 2 || undefined);
  expect([...it.words.reservations.keys()]).toEqual([`campaign:${campaignId}:1`]);
  expect((await it.get(campaignId)).progress?.reserved).toEqual(money(10n * perPart));
});

test("a campaign over its ceiling is refused for good, by pricing's word and by its answer after a top-up", async () => {
  await using it = await campaignsWorld();
  it.words.canPay = false;
  const money = (minor: bigint) => ({ currency: "IRR", minor });
  const ceiling = money(10n * perPart - 1n);
  const unfunded = async (campaignId: string, code: string) => {
    const materialised = await it.materialised(campaignId, 1n, 60_000);
    expect(materialised.maxCost).toEqual(ceiling);
    expect((await it.get(campaignId)).maxCost).toEqual(ceiling);
    await it.clear(materialised);
    const costs = { needed: money(10n * perPart), available: money(12n) };
    const fact = { campaignId, tenantId, revision: 1n, ...costs, code, remedy: "Allow more." };
    await it.publish(CampaignUnfunded, fact);
  };
  const refused = (campaignId: string) =>
    eventually(async () => {
      const found = await it.get(campaignId);
      return found.state === "CAMPAIGN_STATE_REFUSED" ? found : undefined;
    });
  const told = await it.submit({ maxCost: ceiling });
  await unfunded(told.campaignId, "MAX_COST_EXCEEDED");
  expect((await refused(told.campaignId)).refusal).toMatchObject({ code: "MAX_COST_EXCEEDED" });

  const poor = await it.submit({ maxCost: ceiling });
  await unfunded(poor.campaignId, "INSUFFICIENT_FUNDS");
  await eventually(
    async () => (await it.get(poor.campaignId)).state === "CAMPAIGN_STATE_UNFUNDED" || undefined,
  );
  it.words.canPay = true;
  const toppedUp = { tenantId, available: money(9_999n), amount: money(9_999n), orderId: "" };
  await it.publish(ToppedUp, { ...toppedUp, at: new Date() });
  expect((await refused(poor.campaignId)).refusal).toMatchObject({ code: "MAX_COST_EXCEEDED" });
  expect(it.works).toEqual([]);
  expect(it.words.reservations.size).toBe(0);
});

test("while pricing is away or silent, a campaign is answered without its money", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 2 || undefined);
  for (const pricingIs of ["away", "silent"] as const) {
    it.words.pricingIs = pricingIs;
    const { progress, reservationId } = await it.get(campaignId);
    expect(reservationId).toBe(`campaign:${campaignId}:1`);
    expect(progress).toMatchObject({ chunksReleased: 2n, recipients: 10n });
    expect(progress?.reserved).toBeUndefined();
  }
});

test("a campaign that is held or refused says the reason and sends nothing", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  await it.materialised(campaignId);
  const of = { campaignId, tenantId, revision: 1n, verdictId: "v-1" };
  await it.publish(CampaignHeld, { ...of, reason: "Unknown kind of text." });
  const held = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_HELD" ? found : undefined;
  });
  expect(held).toMatchObject({ verdictId: "v-1" });
  expect(held.cause).toContain("Unknown kind of text.");
  await it.publish(CampaignRefused, {
    ...of,
    rule: "advertising_on_service_line",
    source: "000 · Definition",
    remedy: "Use an advertising line.",
  });
  await eventually(async () => {
    const chunks = await it.store.collection("chunks").find().toArray();
    return chunks.every((chunk) => chunk["state"] === "cancelled");
  });
  expect(await it.get(campaignId)).toMatchObject({
    state: "CAMPAIGN_STATE_REFUSED",
    refusal: { code: "advertising_on_service_line", remedy: "Use an advertising line." },
  });
  expect(it.works).toEqual([]);
});

test("a paused campaign releases nothing until it is resumed, and a cancelled one gives back what was not sent", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.client().pauseCampaign({ campaignId }, asTenant);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(async () => (await it.get(campaignId)).reservationId);
  const paused = await it.get(campaignId);
  expect(paused).toMatchObject({ state: "CAMPAIGN_STATE_PAUSED" });
  expect(paused.cause).toContain("Paused");
  const chunk = await it.store.collection("chunks").findOne({});
  const messageId = `${String(chunk?._id)}-0`;
  const { message } = await it.client().getMessage({ messageId }, asTenant);
  expect(message).toMatchObject({ state: "waiting", cause: paused.cause });
  expect(it.works).toEqual([]);

  await it.client().cancelCampaign({ campaignId }, asTenant);
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)[0]).toMatchObject({ chunks: 0n });
  // Facts of different types come in no order.
  await eventually(() => it.told(CampaignPaused).length + it.told(CampaignCancelled).length === 2);
  expect(it.told(CampaignPaused).length).toBe(1);
  expect(it.told(CampaignCancelled)).toMatchObject([{ campaignId, tenantId }]);
  expect(await it.store.collection("chunks").countDocuments({ state: "cancelled" })).toBe(2);
  const resumed = await it.submit();
  const second = await it.materialised(resumed.campaignId);
  await it.client().pauseCampaign({ campaignId: resumed.campaignId }, asTenant);
  await it.clear(second);
  await it.fund(second);
  await eventually(async () => (await it.get(resumed.campaignId)).reservationId);
  await it.client().resumeCampaign({ campaignId: resumed.campaignId }, asTenant);
  await eventually(() => it.works.length === 2 || undefined);
});

test("a line that was suspended meanwhile releases nothing", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  await it.publish(LineSuspended, {
    line: line({ status: LineStatus.SUSPENDED, version: 2n }),
    reason: "complaint",
    at: new Date(),
  });
  await eventually(() => it.store.collection("lines").findOne({ version: 2 }));
  await it.clear(materialised);
  await it.fund(materialised);
  const waiting = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_SCHEDULED" ? found : undefined;
  });
  expect(waiting.cause).toContain("line is not active");
  expect(it.works).toEqual([]);
});

test("a suspended tenant sends nothing, and goes on when it is reinstated", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  const at = new Date();
  await it.publish(TenantSuspended, { tenantId, reason: "abuse", version: 2n, at });
  await eventually(() => it.store.collection("tenants").findOne({ suspended: true, version: 2 }));
  await it.clear(materialised);
  await it.fund(materialised);
  const waiting = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_SCHEDULED" ? found : undefined;
  });
  expect(waiting.cause).toContain("suspended");
  expect(it.works).toEqual([]);
  await it.publish(TenantReinstated, { tenantId, version: 3n, at });
  await eventually(() => it.works.length === 2 || undefined);
});

test("what is unsent when the clearance runs out is cleared and paid for again", async () => {
  let shift = 0;
  await using it = await campaignsWorld({}, { now: () => new Date(Date.now() + shift) });
  const { campaignId } = await it.submit({ notBefore: new Date(Date.now() + 7_200_000) });
  const first = await it.materialised(campaignId);
  await it.clear(first);
  await it.fund(first);
  const scheduled = await eventually(async () => {
    const found = await it.get(campaignId);
    return found.state === "CAMPAIGN_STATE_SCHEDULED" ? found : undefined;
  });
  expect(scheduled.cause).toMatch(/^Scheduled: sending begins at /u);
  shift = 7_300_000;
  const second = await it.materialised(campaignId, 2n);
  expect(second.recipients).toBe(10n);
  expect(it.told(CampaignFinished)).toMatchObject([
    { reservationId: `campaign:${campaignId}:1`, chunks: 0n },
  ]);
  // What it cost before stays told while it is judged anew.
  const reservationId = `campaign:${campaignId}:1`;
  const settled = { currency: "IRR", minor: 4_000n };
  it.words.reservations.set(reservationId, Reservation.fromPartial({ reservationId, settled }));
  expect((await it.get(campaignId)).progress).toMatchObject({ settled });
  await it.clear(second, new Date(Date.now() + shift + 3_600_000));
  await it.fund(second);
  await eventually(() => it.works.length === 2 || undefined);
  expect(it.works[0]).toMatchObject({
    clearanceId: "clearance-2",
    reservationId: `campaign:${campaignId}:2`,
    revision: 2n,
  });
});

test("no verdict within the deadline: compliance is told again", async () => {
  let shift = 0;
  await using it = await campaignsWorld({}, { now: () => new Date(Date.now() + shift) });
  const { campaignId } = await it.submit();
  await it.materialised(campaignId);
  shift = 31_000;
  await eventually(() => it.told(CampaignMaterialised).length === 2 || undefined);
  expect((await it.get(campaignId)).cause).toBe("Compliance has not judged the campaign yet.");
});

test("a repeated request id gets its first campaign, and other content is refused", async () => {
  await using it = await campaignsWorld();
  const first = await it.submit({ requestId: "r-1" });
  expect((await it.submit({ requestId: "r-1" })).campaignId).toBe(first.campaignId);
  const other = order({ requestId: "r-1", name: "Another" });
  await expect(it.client().submitCampaign(other, asTenant)).rejects.toMatchObject({
    kind: "already_exists",
    reason: "REQUEST_ID_REUSED",
  });
});

test("an unknown line, list or template, a text over the limit, a variable nobody knows and a ceiling that allows nothing are refused with code and remedy", async () => {
  await using it = await campaignsWorld();
  const refusal = async (over: Parameters<typeof order>[0]) => {
    const { outcome } = await it.client().submitCampaign(order(over), asTenant);
    if (outcome?.$case !== "refused") throw new Error("it was not refused");
    expect(outcome.value.remedy).not.toBe("");
    return outcome.value.code;
  };
  expect(await refusal({ lineId: "line-9" })).toBe("LINE_UNKNOWN");
  expect(await refusal({ listId: "nothing" })).toBe("LIST_UNKNOWN");
  expect(await refusal({ templateId: "template-9" })).toBe("TEMPLATE_UNKNOWN");
  expect(await refusal({ templateId: "", text: "س".repeat(2_000) })).toBe("TEXT_TOO_LONG");
  expect(await refusal({ constants: { nobody: "x" } })).toBe("VARIABLE_UNKNOWN");
  const dong = { currency: "VND", minor: 1n };
  expect(await refusal({ maxCost: dong })).toBe("CURRENCY_MISMATCH");
  expect(await refusal({ maxCost: { currency: "IRR", minor: -1n } })).toBe("AMOUNT_NOT_POSITIVE");
  expect(await it.store.collection("campaigns").countDocuments()).toBe(0);
});

test("a list of campaigns tells to how many each goes", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  await it.materialised(campaignId);
  const { campaigns } = await it.client().listCampaigns({}, asTenant);
  const recipients = campaigns[0]?.forecast?.recipientsKept ?? 0n;
  expect(recipients).toBeGreaterThan(0n);
  const { campaign } = await it.client().getCampaign({ campaignId }, asTenant);
  expect(campaign?.forecast?.recipientsKept).toBe(recipients);
});

test("campaigns are listed page by page, the newest first, with or without what was only priced", async () => {
  await using it = await campaignsWorld();
  const made: string[] = [];
  for (const dryRun of [false, true, false]) made.push((await it.submit({ dryRun })).campaignId);
  const [first = "", priced = "", last = ""] = made;
  const pages = async (withoutForecasts: boolean): Promise<readonly string[][]> => {
    const read: string[][] = [];
    for (let pageToken = ""; ;) {
      const question = { limit: 2, pageToken, withoutForecasts };
      const { campaigns, nextPageToken } = await it.client().listCampaigns(question, asTenant);
      read.push(campaigns.map(({ campaignId }) => campaignId));
      if (nextPageToken === "") return read;
      pageToken = nextPageToken;
    }
  };
  expect(await pages(false)).toEqual([[last, priced], [first]]);
  expect((await pages(true)).flat()).toEqual([last, first]);
  await expect(it.client().listCampaigns({ pageToken: last }, asStranger)).rejects.toMatchObject({
    reason: "CURSOR_UNKNOWN",
  });
});

test("another tenant learns nothing of a campaign, its messages or its line", async () => {
  await using it = await campaignsWorld();
  const { campaignId } = await it.submit();
  await it.materialised(campaignId);
  const chunk = await it.store.collection("chunks").findOne({});
  const messageId = `${String(chunk?._id)}-0`;
  const client = it.client();
  const notFound = { kind: "not_found" };
  await expect(client.getCampaign({ campaignId }, asStranger)).rejects.toMatchObject(notFound);
  await expect(client.pauseCampaign({ campaignId }, asStranger)).rejects.toMatchObject(notFound);
  await expect(client.cancelCampaign({ campaignId }, asStranger)).rejects.toMatchObject(notFound);
  await expect(client.getMessage({ messageId }, asStranger)).rejects.toMatchObject(notFound);
  expect((await client.listCampaigns({}, asStranger)).campaigns).toEqual([]);
  const { outcome } = await client.submitCampaign(order({ lineId }), asStranger);
  expect(outcome).toMatchObject({ $case: "refused", value: { code: "LINE_UNKNOWN" } });
});
