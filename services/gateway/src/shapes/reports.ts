import { failureWords } from "@whiteline/sms";
import { z } from "zod";

import { shape } from "./shape.js";
import { contradiction, count, counts, failure, money, time } from "./words.js";

const evidence = z
  .string()
  .optional()
  .describe(
    "What a receipt of this operator proves: handset, network, accepted_only or none; absent: not declared.",
  );

const group = z.strictObject({
  key: z.string().describe("An operator, the number of a variant, or the beginning of an hour."),
  messages: count,
  parts: count,
  messagesByState: counts,
  reasons: counts,
  failures: counts.describe("Parts that failed, in the words of the report."),
  evidence,
});

const basisPoints = count.optional();

const exampleResults = {
  goal: "orders in the shop",
  clicks: 2_000,
  conversions: 500,
  shareValue: { currency: "IRR", minor: "120000000" },
};

export const campaignResults = shape(
  "CampaignResults",
  exampleResults,
  z
    .strictObject({
      goal: z.string().max(500).default("").describe("The wanted action, in your words."),
      clicks: count.optional(),
      conversions: count.optional(),
      shareValue: money.optional().describe("Money value that is put down to the campaign."),
    })
    .describe("What you document about a campaign; it replaces what was documented before."),
);

export const report = shape(
  "Report",
  {
    chunks: 193,
    chunksFinal: 193,
    messages: 96_412,
    parts: 96_412,
    messagesByState: { delivered: 94_000, undelivered: 2_412 },
    partsByState: { delivered: 94_000, undelivered: 2_412 },
    reasons: { "027": 2_412 },
    operators: { MCI: 61_204, IRANCELL: 35_208 },
    duplicatesPossible: 0,
    evidence: { handset: 96_412 },
    failures: { absent: 2_412 },
    byOperator: [
      {
        key: "MCI",
        messages: 61_204,
        parts: 61_204,
        messagesByState: { delivered: 60_000, undelivered: 1_204 },
        reasons: { "027": 1_204 },
        failures: { absent: 1_204 },
        evidence: "handset",
      },
    ],
    byVariant: [],
    byHour: [],
    finalByHour: [],
    firstReleasedAt: "2026-11-22T09:20:05.000Z",
    firstDeliveredAt: "2026-11-22T09:20:09.000Z",
    lastDeliveredAt: "2026-11-22T09:24:41.000Z",
    log: {
      deliveredAt: "2026-11-22T09:24:41.000Z",
      deliveries: 94_000,
      ...exampleResults,
      deliveryRateBps: 9_750,
      clickRateBps: 207,
      conversionRateBps: 2_500,
      replyRateBps: 53,
    },
  },
  z.strictObject({
    chunks: count,
    chunksFinal: count,
    messages: count,
    parts: count,
    messagesByState: counts,
    partsByState: counts,
    reasons: counts,
    operators: counts,
    duplicatesPossible: count,
    evidence: counts.describe("Parts by what a receipt of their operator proves."),
    failures: counts.describe(
      `Parts that failed, in one word for all operators: ${failureWords.join(", ")}.`,
    ),
    byOperator: z.array(group),
    byVariant: z.array(group).describe("Empty when the campaign has one text."),
    byHour: z.array(group).describe("By the hour (UTC) of their release."),
    finalByHour: z
      .array(group)
      .describe("Messages that became final, by the hour (UTC) in which they did."),
    firstReleasedAt: time.optional(),
    firstDeliveredAt: time.optional(),
    lastDeliveredAt: time.optional(),
    log: z
      .strictObject({
        deliveredAt: time.optional().describe("Of the latest delivery."),
        goal: z.string().optional(),
        deliveries: count,
        clicks: count.optional(),
        conversions: count.optional(),
        shareValue: money.optional(),
        deliveryRateBps: basisPoints.describe("Deliveries of sends, basis points."),
        clickRateBps: basisPoints.describe("Clicks of sends, basis points."),
        conversionRateBps: basisPoints.describe("Conversions of clicks, basis points."),
        replyRateBps: basisPoints.describe(
          "Conversions of deliveries: for campaigns that are answered, where nobody clicks.",
        ),
      })
      .describe("The six fields of a campaign log, and the rates that follow from them."),
  }),
);

const pageSize = z.coerce.number().int().min(1);

export const feedQuestion = z.strictObject({
  after: z
    .string()
    .max(32)
    .default("")
    .describe("`next` of the last answer; absent: from the beginning.")
    .meta({ examples: ["1200"] }),
  limit: pageSize
    .max(1_000)
    .default(100)
    .meta({ examples: [500] }),
  campaignId: z
    .string()
    .max(128)
    .default("")
    .describe("Only of this campaign.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9da"] }),
});

export const outcomePage = shape(
  "OutcomePage",
  {
    outcomes: [
      {
        messageId: "65f0a1b2c3d4e5f6a7b8c9db-17",
        campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
        lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
        operator: "MCI",
        state: "delivered",
        parts: 1,
        at: "2026-11-22T09:20:09.000Z",
        corrected: false,
      },
    ],
    next: "1",
    more: false,
  },
  z
    .strictObject({
      outcomes: z.array(
        z.strictObject({
          messageId: z.string(),
          campaignId: z.string().optional().describe("Absent for single messages."),
          lineId: z.string().optional(),
          operator: z.string(),
          state: z.string(),
          reason: z.string().optional().describe("The operator's own code."),
          failure: failure.optional(),
          parts: count,
          variant: count.optional(),
          at: time.optional().describe("When it became so."),
          corrected: z.boolean().describe("It replaces an outcome that was told before."),
          contradictedBy: contradiction.optional(),
          test: z.literal(true).optional(),
        }),
      ),
      next: z.string().describe("Send it back as `after`, also when there is nothing yet."),
      more: z.boolean(),
    })
    .describe("Outcomes in the order in which they changed, each exactly once."),
);

export const timelineQuestion = z.strictObject({
  from: time
    .optional()
    .describe("Absent: 30 days before the end.")
    .meta({ examples: ["2026-11-01T00:00:00+03:30"] }),
  until: time
    .optional()
    .describe("Absent: now.")
    .meta({ examples: ["2026-12-01T00:00:00+03:30"] }),
  unit: z
    .enum(["day", "hour"])
    .default("day")
    .meta({ examples: ["day"] }),
  by: z
    .enum(["operator", "line"])
    .optional()
    .meta({ examples: ["operator"] }),
  zone: z
    .string()
    .max(64)
    .optional()
    .describe("IANA zone; absent: of your market.")
    .meta({ examples: ["Asia/Tehran"] }),
  lineId: z
    .string()
    .max(128)
    .optional()
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d5"] }),
  operator: z
    .string()
    .max(64)
    .optional()
    .meta({ examples: ["MCI"] }),
});

export const timeline = shape(
  "Timeline",
  {
    zone: "Asia/Tehran",
    rows: [
      {
        from: "2026-11-21T20:30:00.000Z",
        key: "MCI",
        messages: 61_204,
        parts: 61_204,
        messagesByState: { delivered: 60_000, undelivered: 1_204 },
      },
    ],
  },
  z
    .strictObject({
      zone: z.string(),
      rows: z.array(
        z.strictObject({
          from: time,
          key: z.string().optional().describe("Operator or line, as asked."),
          messages: count,
          parts: count,
          messagesByState: counts.describe("Final messages; the others are still open."),
        }),
      ),
    })
    .describe("Messages by the day or hour of their release; a test to yourself is not counted."),
);

export const exportQuestion = z.strictObject({
  format: z
    .enum(["csv", "xlsx"])
    .default("csv")
    .meta({ examples: ["xlsx"] }),
});

const exampleReader = {
  name: "dlr_receipts",
  waiting: 3,
  inHand: 12,
  maxInHand: 64,
  redelivered: 0,
};
export const queueList = shape(
  "QueueList",
  {
    queues: [
      {
        stream: "RECEIPTS",
        messages: 15,
        bytes: 40_960,
        maxBytes: 268_435_456,
        oldestAt: "2026-11-22T09:20:09.000Z",
        readers: [exampleReader],
      },
    ],
  },
  z.strictObject({
    queues: z.array(
      z.strictObject({
        stream: z.string(),
        messages: count,
        bytes: count,
        maxBytes: count.describe("0: unbounded. A full work queue makes whoever fills it wait."),
        oldestAt: time.optional(),
        readers: z.array(
          z.strictObject({
            name: z.string(),
            waiting: count,
            inHand: count.describe("Taken and not yet acknowledged."),
            maxInHand: count,
            redelivered: count,
          }),
        ),
      }),
    ),
  }),
);

const letterGroup = {
  service: z.string().min(1).max(100).describe("Who gave it up."),
  type: z.string().min(1).max(200),
};
export const deadLetter = shape(
  "DeadLetter",
  {
    sequence: 17,
    service: "dlr",
    type: "whiteline.dispatcher.v1.ReceiptsReceived",
    reason: "receipts kept losing the race for their chunk",
    attempts: 10,
    occurredAt: "2026-11-22T09:20:09.000Z",
    diedAt: "2026-11-22T09:31:40.000Z",
  },
  z.strictObject({
    sequence: count,
    ...letterGroup,
    reason: z.string(),
    attempts: count,
    occurredAt: time.optional(),
    diedAt: time.optional(),
  }),
);
export const deadLetterList = shape(
  "DeadLetterList",
  {
    letters: [],
    groups: [{ service: "dlr", type: "whiteline.dispatcher.v1.ReceiptsReceived", letters: 37 }],
  },
  z.strictObject({
    letters: z.array(deadLetter),
    next: count.optional().describe("Send it back as `after`; absent: there are no more."),
    groups: z
      .array(z.strictObject({ ...letterGroup, letters: count }))
      .describe("How many of which service and type there are in all, the largest first."),
  }),
);
export const replayGroup = shape(
  "ReplayDeadLetters",
  { service: "dlr", type: "whiteline.dispatcher.v1.ReceiptsReceived" },
  z.strictObject({
    ...letterGroup,
    limit: z.int().min(1).max(500).default(100).describe("So many at once."),
    upTo: count
      .default(0)
      .describe("`upTo` of the first answer: what fails again meanwhile lies beyond it."),
  }),
);
export const replayedGroup = shape(
  "ReplayedDeadLetters",
  { replayed: 100, upTo: 5_117, more: true },
  z.strictObject({
    replayed: count,
    upTo: count,
    more: z.boolean().describe("Send the same again with this `upTo` while it is true."),
  }),
);
export const letterPage = z.strictObject({
  limit: pageSize
    .max(500)
    .default(100)
    .meta({ examples: [50] }),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("`next` of the last answer.")
    .meta({ examples: [117] }),
});
export const bySequence = z.strictObject({
  sequence: z.coerce
    .number()
    .int()
    .min(1)
    .meta({ examples: [17] }),
});
