import { z } from "zod";

import { day } from "./line-life.js";
import { shape } from "./shape.js";
import { count, id, money, shortText, time, version } from "./words.js";

const source = z.enum(["subscriber", "operator", "authority"]);
const answerOf = z.enum(["yes", "no", "unknown"]);

const counted = z
  .strictObject({
    advertisingMessages: count.describe("One per recipient, whatever its segments."),
    toBlacklisted: count,
    toNonCustomers: count,
  })
  .describe("What the fine counts.");

const penaltyFields = z.strictObject({
  violation: z.string(),
  fine: money,
  counted: count,
  countedMessages: z.string().optional().describe("to_blacklisted or to_non_customers."),
  removedFromWhiteList: z.boolean(),
  removedForEver: z.boolean(),
  reapplyAllowed: z.boolean(),
  lineClosed: z.boolean(),
  legalAction: z.boolean(),
  reprimandOrAccessRemoval: z.boolean(),
  suspensionOrCancellation: z.boolean(),
  sources: z.array(z.string()),
  needsTwo: z.boolean().describe("Two people decide it."),
});
const examplePenalty = {
  violation: "advertising_from_service_line",
  fine: { currency: "IRR", minor: "50002500" },
  counted: 250,
  countedMessages: "to_blacklisted",
  removedFromWhiteList: true,
  removedForEver: true,
  reapplyAllowed: false,
  lineClosed: false,
  legalAction: true,
  reprimandOrAccessRemoval: false,
  suspensionOrCancellation: true,
  sources: ["000 · Conversion notes", "000 · Challenges"],
  needsTwo: true,
};
export const penalty = shape(
  "Penalty",
  examplePenalty,
  penaltyFields.describe("What a violation costs by the market's rules."),
);

const evidence = z.strictObject({
  state: z.enum(["gathering", "complete", "partial", "unknown"]),
  gatheredAt: time.optional(),
  entries: count,
  rootHash: z.string().optional().describe("Seals every entry before it."),
  missing: z
    .array(z.string())
    .describe(
      "Who could not be asked, or knew nothing; `lists:blacklisted`: the block lists of that time are not known any more, so the counts may be too low.",
    ),
  findings: z
    .strictObject({
      messages: count,
      onCustomerList: answerOf,
      optedOut: answerOf,
      blacklisted: answerOf,
      sentAfterOptOut: answerOf,
      wayToWithdraw: answerOf,
      category: z.string().optional(),
    })
    .optional(),
  proposed: counted.optional().describe("Counted over the campaign, as a proposal."),
});

const exampleComplaint = {
  complaintId: "65f0a1b2c3d4e5f6a7b8c9e0",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  market: "IR",
  lineId: "65f0a1b2c3d4e5f6a7b8c9d6",
  sender: "02191001234",
  family: "landline_021",
  source: "subscriber" as const,
  maskedNumber: "98912****567",
  text: "I never asked for this.",
  state: "open",
  openedAt: "2026-11-22T09:20:00.000Z",
  ageWorkingDays: 1,
  dueOn: "2026-11-25",
  overdue: false,
  version: 2,
  evidence: {
    state: "complete" as const,
    gatheredAt: "2026-11-22T09:20:01.000Z",
    entries: 7,
    rootHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    missing: [],
    findings: {
      messages: 1,
      onCustomerList: "no" as const,
      optedOut: "no" as const,
      blacklisted: "yes" as const,
      sentAfterOptOut: "no" as const,
      wayToWithdraw: "no" as const,
    },
  },
};

export const complaint = shape(
  "Complaint",
  exampleComplaint,
  z
    .strictObject({
      complaintId: id,
      tenantId: id,
      market: z.string(),
      lineId: id,
      sender: z.string(),
      family: z.string(),
      source: z.enum(["subscriber", "operator", "authority", "unknown"]),
      reference: z.string().optional(),
      maskedNumber: z.string().optional(),
      messageId: id.optional(),
      campaignId: id.optional(),
      receivedAt: time.optional().describe("When the message arrived."),
      text: z.string().optional().describe("What was said; staff only."),
      state: z.string().describe("open, second_person, dismissed or confirmed."),
      openedAt: time.optional(),
      ageWorkingDays: count,
      dueOn: day.optional(),
      overdue: z.boolean(),
      assignee: z.string().optional(),
      version,
      evidence: evidence.optional(),
      pending: z
        .strictObject({
          decision: z.enum(["confirm", "dismiss"]),
          violation: z.string().optional(),
          counted: counted.optional(),
          by: z.string(),
          at: time.optional(),
          note: z.string().optional(),
        })
        .optional()
        .describe("A decision that waits for a second person."),
      decision: z
        .strictObject({
          outcome: z.enum(["confirmed", "dismissed"]),
          violation: z.string().optional(),
          counted: counted.optional(),
          penalty: penaltyFields.optional(),
          note: z.string().optional(),
          decidedBy: z.array(z.string()),
          at: time.optional(),
          violationId: id.optional(),
          legalRecord: z.string().optional().describe("Number of the legal case record."),
        })
        .optional(),
      answer: z.string().optional().describe("The holder's side."),
      answeredAt: time.optional(),
      refusal: z
        .enum(["asked", "recorded", "unknown"])
        .optional()
        .describe(
          "A subscriber wants no more messages: nobody proved whose number it is, so the desk decides and records the refusal; then recorded.",
        ),
      refusalOfEveryLine: z
        .boolean()
        .optional()
        .describe(
          "What was recorded holds for every line of the customer; left out: for this one.",
        ),
    })
    .describe("What somebody complains of, with its evidence and decision."),
);

export const newComplaint = shape(
  "NewComplaintCase",
  {
    source: "subscriber",
    sender: "02191001234",
    number: "09121234567",
    receivedAt: "2026-11-22T08:00:00.000Z",
    text: "I never asked for this.",
  },
  z.strictObject({
    source,
    reference: z.string().max(200).default("").describe("The complainant's own file number."),
    lineId: id.optional().describe("Or the sender."),
    sender: z.string().max(40).default("").describe("As the subscriber saw it."),
    number: z.string().max(40).default("").describe("Of the subscriber, as it was written down."),
    messageId: id.optional().describe("If known; else messages to the number are looked for."),
    receivedAt: time.optional().describe("When it arrived; absent: in the last 7 days."),
    text: z.string().max(5_000).default(""),
  }),
);

export const subscriberComplaint = shape(
  "SubscriberComplaint",
  {
    sender: "02191001234",
    number: "09121234567",
    receivedAt: "2026-11-22T08:00:00.000Z",
    text: "I never asked for this.",
    refuses: true,
  },
  z.strictObject({
    sender: z.string().max(40).describe("As your telephone shows it."),
    number: z.string().max(40).describe("Your mobile number."),
    receivedAt: time.optional().describe("When the message arrived; absent: in the last 7 days."),
    text: z.string().max(5_000).describe("What is wrong with it."),
    refuses: z
      .boolean()
      .default(false)
      .describe(
        "No more messages of this sender: the provider looks at it. The refusal keyword or the link of the message works at once.",
      ),
  }),
);

export const keptComplaint = shape(
  "KeptComplaint",
  { complaintId: "65f0a1b2c3d4e5f6a7b8c9e0", receivedAt: "2026-11-22T09:20:00.000Z" },
  z.strictObject({
    complaintId: id.describe("Name it when you ask the provider about it."),
    receivedAt: time.optional(),
  }),
);

export const complaintQuery = z.strictObject({
  state: z
    .enum(["open", "decided", "all"])
    .default("all")
    .meta({ examples: ["open"] }),
  lineId: z
    .string()
    .max(128)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d6"] }),
  assignee: z
    .enum(["me", "none", "all"])
    .default("all")
    .meta({ examples: ["me"] }),
  overdue: z
    .enum(["true", "false"])
    .default("false")
    .meta({ examples: ["true"] }),
});

export const complaintList = shape(
  "ComplaintList",
  { complaints: [exampleComplaint], open: 1, overdue: 0 },
  z.strictObject({ complaints: z.array(complaint), open: count, overdue: count }),
);

export const complaintFile = shape(
  "ComplaintFile",
  {
    complaint: exampleComplaint,
    events: [{ at: "2026-11-22T09:20:00.000Z", by: "key:65f0", event: "opened" }],
    possible: [examplePenalty],
  },
  z.strictObject({
    complaint,
    events: z.array(
      z.strictObject({
        at: time.optional(),
        by: z.string(),
        event: z.string(),
        note: z.string().optional(),
      }),
    ),
    possible: z.array(penalty).describe("Violations of the market, as if nothing was counted."),
  }),
);

export const complaintRefusal = shape(
  "ComplaintRefusal",
  { everyLine: false },
  z.strictObject({
    everyLine: z
      .boolean()
      .default(false)
      .describe("Every line of the customer, not the one of the complaint alone."),
  }),
);

export const complaintAnswer = shape(
  "ComplaintAnswer",
  { text: "The subscriber ordered on 20 November; the order is attached to ticket 77." },
  z.strictObject({ text: z.string().min(1).max(5_000) }),
);

const noneCounted = { advertisingMessages: 0, toBlacklisted: 0, toNonCustomers: 0 };

export const penaltyQuestion = shape(
  "PenaltyQuestion",
  {
    violation: "advertising_from_service_line",
    counted: { advertisingMessages: 1_000, toBlacklisted: 250, toNonCustomers: 0 },
  },
  z.strictObject({
    violation: z.string().min(1).max(100),
    counted: counted.default(noneCounted),
  }),
);

export const complaintDecision = shape(
  "ComplaintDecision",
  {
    decision: "confirm",
    violation: "advertising_from_service_line",
    counted: { advertisingMessages: 1_000, toBlacklisted: 250, toNonCustomers: 0 },
    note: "A promotion went to 250 subscribers who block advertising.",
    expectedVersion: 2,
  },
  z.strictObject({
    decision: z.enum(["confirm", "dismiss"]),
    violation: z.string().max(100).default(""),
    counted: counted.default(noneCounted),
    note: shortText.min(1),
    expectedVersion: version.describe("The version that was read."),
  }),
);

export const complaintRate = shape(
  "ComplaintRate",
  {
    lineId: "65f0a1b2c3d4e5f6a7b8c9d6",
    complaints: 3,
    confirmed: 1,
    messages: 24_000,
    perTenThousand: 1.25,
    since: "2026-10-23T09:20:00.000Z",
  },
  z.strictObject({
    lineId: id,
    complaints: count,
    confirmed: count,
    messages: count.describe("Submitted in that time."),
    perTenThousand: z
      .number()
      .nonnegative()
      .optional()
      .describe("Complaints per 10,000 messages; absent without messages."),
    since: time.optional(),
  }),
);
