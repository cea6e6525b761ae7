import { z } from "zod";

import { partCount, quote } from "./pricing.js";
import { shape } from "./shape.js";
import {
  count,
  counts,
  expectReply,
  finding,
  id,
  messageType,
  money,
  shortText,
  time,
  traffic,
  version,
} from "./words.js";

/** From one minute to the 48 hours that the longest known gateways keep a message; 0 leaves it to the default of 24 h. */
const validitySeconds = z.int().min(0).max(172_800).default(0);

const variant = z
  .strictObject({
    name: z.string().max(60).default("").describe("As reports call it; left out: A, B, …"),
    templateId: z.string().max(128).default(""),
    text: z.string().max(10_000).default(""),
    share: z.int().min(0).max(100).default(0).describe("Percent of the recipients."),
    count: z.int().min(0).max(10_000_000).default(0).describe("Exactly so many recipients."),
  })
  .describe(
    "A text that is tried against others. All name a share (100 together), or all a count.",
  );

const pacePerMinute = z
  .int()
  .optional()
  .describe(
    "At most so many messages a minute, over all operators. Left out: as fast as they are taken.",
  );

const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, "expected HH:MM");
const hours = z.strictObject({ opens: localTime, closes: localTime });

export const newCampaign = shape(
  "NewCampaign",
  {
    name: "November orders",
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
    constants: { shop: "کتاب نمونه" },
    dryRun: true,
  },
  z
    .strictObject({
      name: shortText.min(1),
      lineId: id,
      listId: z.string().max(128).default(""),
      segmentId: z
        .string()
        .max(128)
        .default("")
        .describe("Instead of a list: a named part of one."),
      numbers: z
        .array(z.string().max(40))
        .max(10_000)
        .default([])
        .describe(
          "Beside or instead of a list, as people write them. More than 10,000: upload a list.",
        ),
      templateId: z.string().max(128).default(""),
      text: z.string().max(10_000).default("").describe("Instead of a template."),
      constants: z
        .record(z.string().max(100), z.string().max(1_000))
        .default({})
        .describe("Values of variables that the list does not carry."),
      dryRun: z
        .boolean()
        .default(false)
        .describe("Ends with a forecast; sends and charges nothing."),
      notBefore: time.optional(),
      hours: hours
        .optional()
        .describe("Hours of each day in which it may be sent, in the subscribers' time."),
      validitySeconds,
      traffic,
      messageType,
      expectReply,
      pacePerMinute,
      variants: z
        .array(variant)
        .max(20)
        .default([])
        .describe("Two to ten texts tried against each other, instead of templateId and text."),
      maxCost: money
        .optional()
        .describe(
          "The most it may cost, above zero and in the wallet's currency. What could cost more is refused, and nothing is held.",
        ),
    })
    .describe(
      "An audience (listId or segmentId, numbers, or both) and a templateId, a text or variants.",
    ),
);

export const newSchedule = shape(
  "NewSchedule",
  { notBefore: "2026-11-30T06:30:00Z", pacePerMinute: 600 },
  z
    .strictObject({
      notBefore: time.optional().describe("Left out: at once."),
      hours: hours.optional().describe("Left out: all that the law allows."),
      pacePerMinute,
    })
    .describe("The whole schedule as it shall be; it holds for what is not released yet."),
);

export const newTest = shape(
  "NewTest",
  {
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    text: "سلام، سفارش شما ارسال شد.",
    personIds: ["65f0a1b2c3d4e5f6a7b8c9e1"],
  },
  z
    .strictObject({
      name: shortText.default(""),
      lineId: id,
      templateId: z.string().max(128).default(""),
      text: z.string().max(10_000).default(""),
      variants: z.array(variant).max(20).default([]),
      constants: z
        .record(z.string().max(100), z.string().max(1_000))
        .default({})
        .describe("A value for each variable, as one of your customers might have it."),
      validitySeconds,
      traffic,
      messageType,
      expectReply,
      maxCost: money.optional(),
      personIds: z
        .array(id)
        .max(50)
        .default([])
        .describe(
          "People of the company who have proved their mobile, at most 20. Left out: yourself.",
        ),
    })
    .describe("A campaign as it would go out; each of the people gets every variant."),
);

/** Why something waits, where it stands, and when it is expected to go on. */
export const waiting = z
  .strictObject({
    code: z
      .string()
      .describe(
        "Stays the same: audience, verdict, desk, money, top_up, paused, scheduled, outside_hours, tenant_suspended, line_not_active, purpose_not_declared, no_route, operator_away, sender_asleep, pace, operator_rate, turn, hand_over, operator_reports, in_doubt_held, waits_for_account, in_doubt.",
      ),
    cause: z.string().describe("The same in words."),
    partsAhead: count
      .optional()
      .describe("Parts of everybody that go before it on its road; of a message, at most."),
    expectedAt: time.optional().describe("When it should go on; absent: it depends on people."),
    expectedEnd: time.optional().describe("Of a campaign: when its last message should be sent."),
  })
  .describe("Present while it waits.");

const exampleCampaign = {
  campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
  name: "November orders",
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  state: "sending" as const,
  revision: 1,
  cause: "released 40 of 193 chunks",
  since: "2026-11-22T09:20:02.000Z",
  forecast: {
    recipientsKept: 96_412,
    dropped: { opted_out: 12 },
    counts: [{ operator: "MCI", alphabet: "ucs2" as const, segments: 1, messages: 61_204 }],
    durationSeconds: 200,
  },
  progress: {
    recipients: 96_412,
    chunks: 193,
    chunksReleased: 40,
    chunksFinal: 31,
    messages: { delivered: 15_120, pending: 81_000, undelivered: 292 },
    parts: { delivered: 15_120, undelivered: 292 },
    duplicatesPossible: 0,
    reserved: { currency: "IRR", minor: "202465200" },
    settled: { currency: "IRR", minor: "32365200" },
    released: { currency: "IRR", minor: "0" },
  },
  verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
  reservationId: "campaign:65f0a1b2c3d4e5f6a7b8c9da:1",
  createdAt: "2026-11-22T09:20:00.000Z",
  dryRun: false,
  maxCost: { currency: "IRR", minor: "210000000" },
};

export const campaign = shape(
  "Campaign",
  exampleCampaign,
  z.strictObject({
    campaignId: id,
    name: z.string(),
    lineId: z.string(),
    state: z.enum([
      "materialising",
      "waiting_for_clearance",
      "held",
      "refused",
      "waiting_for_funds",
      "unfunded",
      "scheduled",
      "sending",
      "paused",
      "cancelled",
      "finished",
      "forecast",
      "unknown",
    ]),
    revision: version,
    cause: z.string().optional().describe("Why it waits, in words."),
    waiting: waiting.optional(),
    since: time.optional(),
    deadline: time.optional(),
    forecast: z
      .strictObject({
        recipientsKept: count,
        dropped: counts,
        counts: z.array(z.strictObject({ ...partCount.shape, alphabet: z.string() })),
        quote: quote.optional(),
        durationSeconds: count,
        earliestFinish: time.optional(),
      })
      .optional(),
    progress: z
      .strictObject({
        recipients: count,
        chunks: count,
        chunksReleased: count,
        chunksFinal: count,
        messages: counts,
        parts: counts,
        duplicatesPossible: count,
        reserved: money.optional(),
        settled: money.optional(),
        released: money.optional(),
      })
      .optional(),
    refusal: finding.optional().describe("Present when refused, held or unfunded."),
    warnings: z
      .array(finding)
      .optional()
      .describe(
        "What the sender should know; it stops nothing. Present once the audience was read.",
      ),
    verdictId: z.string().optional(),
    reservationId: z.string().optional(),
    createdAt: time.optional(),
    finishedAt: time.optional(),
    dryRun: z.boolean(),
    maxCost: money
      .optional()
      .describe("The most it may cost, over all of its revisions. Absent: no ceiling."),
    traffic: z.string().optional().describe("Kind of traffic as it was taken."),
    messageType: z.string().optional().describe("Kind of message that was asked for."),
    pacePerMinute: count.optional().describe("Absent: as fast as the operators take it."),
    notBefore: time.optional(),
    validitySeconds: count.optional(),
    test: z.boolean().optional().describe("Sent to people of the company, to see how it looks."),
    plan: z
      .strictObject({ planId: z.string(), day: z.string() })
      .optional()
      .describe("The plan that made it, and of which local day it is."),
    variants: z
      .array(
        z.strictObject({
          variant: z.int().positive().describe("As outcomes name it."),
          name: z.string(),
          templateId: z.string().optional(),
          text: z.string().optional(),
          share: count.optional(),
          count: count.optional(),
          recipients: count,
          price: money.optional().describe("By the campaign's quote."),
          messages: counts,
        }),
      )
      .optional()
      .describe("Each text that is tried, what it costs and what came of it so far."),
    window: z
      .strictObject({
        timezone: z.string(),
        legal: hours.optional().describe("Hours that the law leaves this line."),
        source: z.string(),
        own: hours.optional().describe("Hours that the customer asked for."),
        effective: z.array(hours).describe("Hours that are in both."),
        opensAt: time.optional().describe("Now while it is open and due, else the next opening."),
        open: z.boolean(),
      })
      .optional()
      .describe("When it may be sent; of one campaign until it is over, and of a forecast."),
  }),
);
export const campaignList = shape(
  "CampaignList",
  { campaigns: [exampleCampaign] },
  z.strictObject({
    campaigns: z.array(campaign),
    nextPageToken: z.string().optional().describe("Absent on the last page."),
  }),
);
export const campaignPage = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(100)
    .meta({ examples: [50] }),
  pageToken: z
    .string()
    .max(64)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9da"] }),
  forecasts: z
    .enum(["true", "false"])
    .default("true")
    .describe("Whether what was only priced is listed, too.")
    .meta({ examples: ["false"] }),
});

export const outcome = shape(
  "Outcome",
  {
    messageId: "65f0a1b2c3d4e5f6a7b8c9db-17",
    operator: "MCI",
    state: "delivered",
    parts: 1,
    operatorIds: ["5f3a91c2"],
    duplicatePossible: false,
  },
  z
    .strictObject({
      messageId: z.string(),
      operator: z.string(),
      state: z.string(),
      parts: count,
      operatorIds: z.array(z.string()).describe("The operator's id of each part."),
      duplicatePossible: z.boolean(),
    })
    .describe("One line of the feed of outcomes."),
);
