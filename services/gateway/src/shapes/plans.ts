import { z } from "zod";

import { newCampaign } from "./campaigns.js";
import { shape } from "./shape.js";
import { finding, id, time } from "./words.js";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a day such as 2026-11-30");

const rule = z
  .strictObject({
    at: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "expected HH:MM")
      .describe("Hour of the day in the subscribers' time."),
    recurring: z
      .strictObject({
        weekdays: z.array(z.int().min(1).max(7)).max(7).default([]).describe("1 is Monday."),
        monthDays: z
          .array(z.int().min(1).max(31))
          .max(31)
          .default([])
          .describe("Of the market's calendar: in Iran the Persian one."),
      })
      .optional()
      .describe("Neither named: every day. Both named: days that are in one of them."),
    date: z
      .strictObject({
        column: z.string().min(1).max(100),
        daysBefore: z.int().min(-365).max(365).default(0).describe("Negative: after the date."),
      })
      .optional()
      .describe("Every day, to those of the list whose date in this column is so many days away."),
    firstDay: day.optional(),
    lastDay: day.optional(),
    lateMinutes: z
      .int()
      .min(0)
      .max(1_440)
      .default(120)
      .describe("What could not be sent at its hour is sent so much later, else skipped."),
  })
  .refine(({ recurring, date }) => recurring === undefined || date === undefined, {
    message: "expected either recurring or date",
    path: ["date"],
  });

const campaign = z.strictObject(newCampaign.shape).omit({ notBefore: true, dryRun: true });

const exampleCampaign = {
  name: "Insurance expires",
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  listId: "65f0a1b2c3d4e5f6a7b8c9d7",
  templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
};
const exampleRule = { at: "09:00", date: { column: "expires", daysBefore: 7 } };

export const newPlan = shape(
  "NewPlan",
  { campaign: exampleCampaign, rule: exampleRule },
  z
    .strictObject({ campaign, rule })
    .describe("What is sent, as a campaign, and when it comes back."),
);

export const plan = shape(
  "SendingPlan",
  {
    planId: "65f0a1b2c3d4e5f6a7b8c9e3",
    state: "running",
    name: "Insurance expires",
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
    rule: { ...exampleRule, lateMinutes: 120 },
    timezone: "Asia/Tehran",
    nextAt: "2026-12-01T05:30:00.000Z",
    createdAt: "2026-11-30T08:00:00.000Z",
    occurrences: [
      {
        day: "2026-11-30",
        dueAt: "2026-11-30T05:30:00.000Z",
        madeAt: "2026-11-30T05:30:00.400Z",
        outcome: "sent",
        campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
      },
    ],
  },
  z.strictObject({
    planId: id,
    state: z.enum(["running", "paused", "ended", "unknown"]),
    name: z.string(),
    lineId: z.string(),
    listId: z.string().optional(),
    segmentId: z.string().optional(),
    templateId: z.string().optional(),
    text: z.string().optional(),
    rule,
    timezone: z.string(),
    nextAt: time.optional().describe("Absent when there is no occurrence any more."),
    createdAt: time.optional(),
    occurrences: z
      .array(
        z.strictObject({
          day,
          dueAt: time.optional(),
          madeAt: time.optional(),
          outcome: z.string().describe("sent, skipped or refused."),
          campaignId: z.string().optional(),
          reason: finding.optional().describe("Why it was skipped or refused."),
        }),
      )
      .optional()
      .describe("The latest first, at most 50; of one plan only."),
  }),
);
export const planList = shape(
  "SendingPlanList",
  { plans: [] },
  z.strictObject({ plans: z.array(plan) }),
);
