import { z } from "zod";

import { messageStatus } from "./messages.js";
import { shape } from "./shape.js";
import { time } from "./words.js";

const text = z.string().max(128).default("");

export const messageQuestion = z.strictObject({
  number: z
    .string()
    .max(40)
    .default("")
    .describe("Recipient, as people write it.")
    .meta({ examples: ["09121234567"] }),
  requestId: text
    .describe("Your own name for the message.")
    .meta({ examples: ["order-7731-shipped"] }),
  from: time
    .optional()
    .describe("Accepted since; absent: 31 days before the end. At most 92 days.")
    .meta({ examples: ["2026-11-01T00:00:00+03:30"] }),
  until: time
    .optional()
    .describe("Absent: now.")
    .meta({ examples: ["2026-12-01T00:00:00+03:30"] }),
  state: z
    .string()
    .max(20)
    .default("")
    .meta({ examples: ["undelivered"] }),
  lineId: text.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d5"] }),
  campaignId: text.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9da"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ examples: [50] }),
  pageToken: text.meta({ examples: ["1795804200000.65f0a1b2c3d4e5f6a7b8c9db.17"] }),
  tenantId: text
    .describe("Staff (operations): whose messages; the look leaves a trace with the customer.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});

export const foundMessages = shape(
  "FoundMessages",
  {
    messages: [
      {
        messageId: "65f0a1b2c3d4e5f6a7b8c9db-0",
        lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
        operator: "MCI",
        state: "delivered",
        parts: [],
        acceptedAt: "2026-11-22T09:30:00.000Z",
        number: "+989121234567",
        requestId: "order-7731-shipped",
      },
    ],
    lookedBackTo: "2026-10-22T09:30:00.000Z",
  },
  z.strictObject({
    messages: z
      .array(
        z.strictObject({
          ...messageStatus.shape,
          number: z.string().describe("Masked for roles that may not see lists."),
          requestId: z.string().optional(),
        }),
      )
      .describe("The newest first."),
    nextPageToken: z
      .string()
      .optional()
      .describe("Goes on where this answer ends, also when it holds few or none."),
    lookedBackTo: time.optional().describe("Everything accepted since then was looked through."),
  }),
);
