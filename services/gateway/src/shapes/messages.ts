import { z } from "zod";

import { evidence } from "./operators.js";
import { waiting } from "./campaigns.js";
import { shape } from "./shape.js";
import {
  contradiction,
  expectReply,
  failure,
  finding,
  id,
  messageType,
  time,
  traffic,
} from "./words.js";

/** Longest group of the contract of campaigns.SubmitMessages. */
export const LARGEST_BATCH = 1_000;

const message = z
  .strictObject({
    lineId: id,
    to: z.string().min(1).max(40).describe("As people write it: 0912…, +98912…, ۰۹۱۲…"),
    text: z.string().min(1).max(10_000).optional(),
    templateId: id.optional(),
    variables: z.record(z.string().max(100), z.string().max(1_000)).optional(),
    lane: z
      .enum(["otp", "transactional"])
      .default("transactional")
      .describe("otp goes past every queue; a stale code is not sent."),
    validitySeconds: z
      .int()
      .min(0)
      .max(172_800)
      .default(0)
      .describe(
        "Given up after this long, from one minute to two days; 0: after 24 hours. An otp: from 30 seconds to an hour; 0: after ten minutes.",
      ),
    traffic,
    messageType,
    expectReply,
    requestId: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe("Your own name for this message; goes before the Idempotency-Key."),
  })
  .refine(({ text, templateId }) => (text === undefined) !== (templateId === undefined), {
    message: "expected either text or templateId",
    path: ["text"],
  });

export const newMessage = shape(
  "NewMessage",
  {
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    to: "09121234567",
    templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
    variables: { code: "7731", shop: "کتاب نمونه" },
    requestId: "order-7731-shipped",
  },
  message,
);
export const newMessages = shape(
  "NewMessages",
  {
    messages: [
      { lineId: "65f0a1b2c3d4e5f6a7b8c9d5", to: "09121234567", text: "Your code is 4821." },
      { lineId: "65f0a1b2c3d4e5f6a7b8c9d5", to: "09351234567", text: "Your code is 9034." },
    ],
  },
  z.strictObject({ messages: z.array(newMessage).min(1).max(LARGEST_BATCH) }),
);
/** For the document; the route itself looks for `messages` and judges one of the two, which names faults better. */
export const oneOrMany = z.union([newMessage, newMessages]);

const accepted = {
  requestId: z.string(),
  messageId: z.string(),
  parts: z.int().min(0),
  verdictId: z.string().optional(),
};
export const acceptedMessage = shape(
  "AcceptedMessage",
  {
    requestId: "order-7731-shipped",
    messageId: "65f0a1b2c3d4e5f6a7b8c9db-0",
    parts: 1,
    verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
  },
  z.strictObject(accepted),
);

const exampleResults = [
  {
    outcome: "accepted" as const,
    requestId: "65f0a1b2c3d4e5f6a7b8c9dc:0",
    messageId: "65f0a1b2c3d4e5f6a7b8c9db-0",
    parts: 1,
  },
  {
    outcome: "refused" as const,
    requestId: "65f0a1b2c3d4e5f6a7b8c9dc:1",
    finding: {
      code: "not_on_customer_list",
      rule: "A line that follows a list writes to its members only.",
      source: "ir.md §6",
      remedy: "Add the customer to the list that governs the line.",
    },
    verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
  },
];
export const messageResults = shape(
  "MessageResults",
  { accepted: 1, refused: 1, failed: 0, results: exampleResults },
  z
    .strictObject({
      accepted: z.int(),
      refused: z.int(),
      failed: z.int(),
      results: z
        .array(
          z.discriminatedUnion("outcome", [
            z.strictObject({ outcome: z.literal("accepted"), ...accepted }),
            z.strictObject({
              outcome: z.literal("refused"),
              requestId: z.string(),
              finding,
              verdictId: z.string().optional(),
            }),
            z.strictObject({
              outcome: z.literal("failed"),
              requestId: z.string(),
              finding: finding.describe("Not judged. Send it again with the same requestId."),
            }),
          ]),
        )
        .describe("One per message, in the order sent."),
    })
    .describe("202 when all were accepted, else 207."),
);

export const messageStatus = shape(
  "MessageStatus",
  {
    messageId: "65f0a1b2c3d4e5f6a7b8c9db-0",
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    operator: "MCI",
    state: "delivered",
    parts: [
      {
        state: "delivered",
        operatorMessageId: "5f3a91c2",
        at: "2026-11-22T09:30:02.000Z",
        duplicatePossible: false,
        evidence: "handset",
      },
    ],
    evidence: "handset",
    acceptedAt: "2026-11-22T09:30:00.000Z",
  },
  z.strictObject({
    messageId: z.string(),
    campaignId: z.string().optional(),
    lineId: z.string(),
    operator: z.string().optional(),
    state: z
      .string()
      .describe(
        "waiting, released, submitted, delivered, undelivered, expired, rejected, failed, withheld, in_doubt or unknown.",
      ),
    reason: z.string().optional(),
    cause: z.string().optional().describe("Why it waits, when it does."),
    waiting: waiting.optional(),
    variant: z.int().positive().optional().describe("Of its campaign's variants."),
    test: z.boolean().optional().describe("Sent to people of the company, to see how it looks."),
    suffix: z
      .string()
      .optional()
      .describe("What is appended to its text on its way, such as an operator's code."),
    parts: z.array(
      z.strictObject({
        state: z.string(),
        operatorMessageId: z.string().optional(),
        code: z.string().optional().describe("The operator's own code."),
        networkCode: z
          .string()
          .optional()
          .describe("The network's error as type:code, where the operator told it beside `code`."),
        failure: failure.optional(),
        contradictions: z.array(contradiction).optional().describe("Absent: there are none."),
        at: time.optional(),
        duplicatePossible: z.boolean(),
        evidence: evidence.optional(),
      }),
    ),
    evidence: evidence.optional(),
    failure: failure.optional(),
    acceptedAt: time.optional(),
  }),
);
