import { z } from "zod";

import { shape } from "./shape.js";
import { count, marketCode, shortText, time } from "./words.js";

const exampleLimits = {
  limits: [
    {
      rule: "frequency_cap:advertising",
      reason: "frequency_cap",
      traffic: "advertising",
      enabled: true,
      messages: 3,
      hours: 24,
      source: "Decree 91/2020",
      basis: "regulation",
    },
  ],
};
export const sendingLimits = shape(
  "SendingLimits",
  exampleLimits,
  z.strictObject({
    limits: z.array(
      z.strictObject({
        rule: z.string(),
        reason: z.string().describe("The reason under which recipients are dropped."),
        traffic: z.string(),
        enabled: z.boolean(),
        messages: count.describe("At most so many to one recipient..."),
        hours: count.describe("...in so many hours; 0: in a calendar day of the market."),
        source: z.string(),
        basis: z.string(),
        change: z
          .strictObject({ by: z.string(), note: z.string(), at: time.optional() })
          .optional()
          .describe("Staff changed the market's rule for you."),
      }),
    ),
  }),
);
export const newSendingLimit = shape(
  "NewSendingLimit",
  { market: "VN", rule: "frequency_cap:advertising", enabled: true, messages: 1, note: "asked" },
  z.strictObject({
    market: marketCode,
    rule: shortText.min(1),
    reset: z.boolean().default(false).describe("Back to the market's rule."),
    enabled: z.boolean().default(true),
    messages: z.int().min(0).max(1_000).default(0).describe("0: as the market says."),
    hours: z.int().min(0).max(744).default(0).describe("0: as the market says."),
    note: shortText.min(1).describe("Why; the customer sees it."),
  }),
);
export const limitQuery = z.strictObject({ market: marketCode });
