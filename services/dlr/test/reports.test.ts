import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, dlr, principals, receipts, submits, tenantId } from "./dlr-env.js";

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
