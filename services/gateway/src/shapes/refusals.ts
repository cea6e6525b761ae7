import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, shortText, time, version } from "./words.js";

const number = z.string().min(1).max(40);
const e164 = z.string().regex(/^\+\d{6,15}$/, "expected E.164");

export const newOptOut = shape(
  "NewOptOut",
  { number: "09121234567" },
  z.strictObject({
    number,
    lineId: z.string().max(128).default("").describe("Left out: every line of yours."),
    heardAt: time.optional().describe("When the subscriber said it; left out: now."),
    reference: shortText.default("").describe("A case or letter of yours."),
  }),
);
export const optOut = shape(
  "OptOut",
  { at: "2026-11-22T10:00:00.000Z", refusalId: "65f0a1b2c3d4e5f6a7b8c9e1" },
  z.strictObject({
    at: time.optional().describe("From this instant nothing more is sent."),
    refusalId: z.string().optional(),
  }),
);

const exampleRefusal = {
  refusalId: "65f0a1b2c3d4e5f6a7b8c9e1",
  number: "+989121234567",
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  channel: "reply" as const,
  heardAt: "2026-11-22T10:00:00.000Z",
  recordedAt: "2026-11-22T10:00:00.120Z",
  enforcedAt: "2026-11-22T10:00:00.180Z",
  tookMs: 180,
  stops: [],
  version: 1,
};
export const refusal = shape(
  "Refusal",
  exampleRefusal,
  z.strictObject({
    refusalId: id,
    number: e164,
    lineId: z.string().optional().describe("Left out: every line of yours."),
    channel: z.string().describe("reply, link, api, console, complaint or consent."),
    heardAt: time.optional().describe("When the subscriber said it."),
    recordedAt: time.optional().describe("From here on no audience holds the number."),
    enforcedAt: time
      .optional()
      .describe("When every dispatcher that told of it held messages back."),
    tookMs: count.describe("From heard to enforced, or to recorded while that is all we know."),
    stops: z.array(z.string()).describe("Traffic that it stops; empty: all."),
    reference: z.string().optional(),
    lift: z
      .strictObject({
        saidAt: time.optional(),
        source: z.string(),
        wording: z.string(),
        evidence: z.string(),
        liftedAt: time.optional(),
      })
      .optional()
      .describe("The subscriber's later word; the refusal holds no more."),
    version,
  }),
);
export const refusalPage = shape(
  "RefusalPage",
  { refusals: [exampleRefusal] },
  z.strictObject({
    refusals: z.array(refusal),
    nextCursor: z.string().optional().describe("Left out on the last page."),
  }),
);
export const refusalQuery = z.strictObject({
  lineId: z
    .string()
    .max(128)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d5"] }),
  channel: z
    .enum(["", "api", "reply", "link", "console", "complaint", "consent"])
    .default("")
    .meta({ examples: ["reply"] }),
  withLifted: z
    .enum(["true", "false"])
    .default("false")
    .meta({ examples: ["true"] }),
  cursor: z
    .string()
    .max(200)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9e1"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .meta({ examples: [50] }),
});

/** In a body, because a URL is written into logs. */
export const numberSearch = shape(
  "NumberSearch",
  { number: "09121234567" },
  z.strictObject({ number }),
);
export const refusalList = shape(
  "RefusalList",
  { refusals: [exampleRefusal] },
  z.strictObject({ refusals: z.array(refusal) }),
);

export const newLift = shape(
  "NewLift",
  {
    saidAt: "2026-11-25T09:00:00.000Z",
    source: "form",
    wording: "I want to receive your messages again.",
    evidence: "document 65f0a1b2c3d4e5f6a7b8c9f0",
  },
  z.strictObject({
    saidAt: time.describe("When the subscriber said it: after the refusal."),
    source: z.enum(["reply", "form", "letter", "call", "desk"]),
    wording: shortText.min(1).describe("What the subscriber said."),
    evidence: shortText.min(1).describe("Where the proof is kept."),
  }),
);

export const newComplaintRefusal = shape(
  "NewComplaintRefusal",
  {
    number: "09121234567",
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    reference: "complaint 1405-118",
  },
  z.strictObject({
    number,
    lineId: id,
    everyLine: z.boolean().default(false).describe("Every line of the customer."),
    reference: shortText.min(1).describe("The complaint."),
    saidAt: time.optional().describe("When the subscriber complained; left out: now."),
  }),
);

export const stopwatchQuery = z.strictObject({
  since: time
    .optional()
    .describe("Left out: the last 30 days.")
    .meta({ examples: ["2026-11-01T00:00:00.000Z"] }),
});
export const stopwatch = shape(
  "Stopwatch",
  {
    refusals: 1_204,
    enforced: 1_204,
    overdue: 0,
    medianMs: 140,
    p99Ms: 610,
    slowestMs: 2_100,
    limitSeconds: 60,
  },
  z.strictObject({
    refusals: count,
    enforced: count.describe("Of which a dispatcher told that it holds messages back."),
    overdue: count.describe("Kept longer than the limit ago, and nobody told."),
    medianMs: count,
    p99Ms: count,
    slowestMs: count,
    limitSeconds: count,
  }),
);

export const newRefusalLinks = shape(
  "NewRefusalLinks",
  { lineId: "65f0a1b2c3d4e5f6a7b8c9d5", numbers: ["09121234567"] },
  z.strictObject({ lineId: id, numbers: z.array(number).min(1).max(1_000) }),
);
export const refusalLinks = shape(
  "RefusalLinks",
  { links: ["https://sms.example/r/Jw3vZ1kQy0aXt9sBd2mPqA"] },
  z.strictObject({
    links: z.array(z.string()).describe("In the order asked; empty where a number is none."),
  }),
);
export const byLinkToken = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(64)
    .meta({ examples: ["Jw3vZ1kQy0aXt9sBd2mPqA"] }),
});
