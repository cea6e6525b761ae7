import { z } from "zod";

import { partCount, quote } from "./pricing.js";
import { shape } from "./shape.js";
import { count, id, version } from "./words.js";

export const quoteQuestion = shape(
  "QuoteQuestion",
  {
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    text: "{name}, your order {code} was sent.",
    constants: { code: "A-10442" },
  },
  z
    .strictObject({
      family: id.optional().describe("With counts: of the line. Of a list it is the line's own."),
      purpose: z
        .string()
        .max(64)
        .optional()
        .describe("What the messages are for, e.g. customer_care; none: the market's usual one."),
      lineId: id
        .optional()
        .describe(
          "From which it is sent. With counts: where its price group differs from the others'.",
        ),
      counts: z.array(partCount).min(1).max(1_000).optional().describe("What is sent, counted."),
      tenantId: z
        .string()
        .max(128)
        .optional()
        .describe("Staff, with counts: the tenant they ask for."),
      listId: id.optional().describe("Instead of counts: to whom it is sent."),
      listVersion: version.optional().describe("None: the version in force."),
      segmentId: id
        .optional()
        .describe("Instead of a list: a segment of one, quoted for the whole list."),
      templateId: id.optional().describe("What is sent to a list."),
      text: z
        .string()
        .max(10_000)
        .optional()
        .describe(
          "Instead of a template: the text of one. Its variables in braces are filled in as a template's are; a free text of a campaign is sent as it is written, braces and all.",
        ),
      constants: z
        .record(z.string().max(100), z.string().max(1_000))
        .optional()
        .describe("Values of variables that the list does not carry."),
      messageType: z.string().max(64).optional().describe("Kind of message of the market."),
    })
    .refine(
      ({ counts, listId, segmentId }) =>
        [counts, listId, segmentId].filter((asked) => asked !== undefined).length === 1,
      { message: "expected one of counts, listId and segmentId" },
    )
    .refine(({ counts, family }) => (counts === undefined) === (family === undefined), {
      message: "expected family beside counts, and only there",
    })
    .refine(
      ({ counts, text, templateId }) =>
        counts === undefined
          ? (text === undefined) !== (templateId === undefined)
          : text === undefined && templateId === undefined,
      { message: "expected either text or templateId beside a list, and none beside counts" },
    )
    .refine(({ counts, lineId, tenantId }) => counts !== undefined || (lineId && !tenantId), {
      message: "expected lineId beside a list, and no tenantId",
    }),
);

const money = (minor: string) => ({ currency: "IRR", minor });

export const quoteAnswer = shape(
  "QuoteAnswer",
  {
    lines: [
      {
        operator: "MCI",
        alphabet: "ucs2",
        parts: 2_000,
        perPart: money("900"),
        amount: money("1800000"),
        steps: [],
        expected: money("1800000"),
        source: "000 · Tariffs",
      },
    ],
    total: money("1800000"),
    expected: money("1800000"),
    tariffId: "ir.asanak.example",
    at: "2026-11-22T09:15:00.000Z",
    worstCase: {
      listId: "65f0a1b2c3d4e5f6a7b8c9d7",
      listVersion: 3,
      members: 1_012,
      ofWholeList: false,
      basis: "values",
      operators: [{ operator: "MCI", messages: 1_000, alphabet: "ucs2", segments: 2 }],
      unreached: [{ operator: "IRANCELL", members: 12, reason: "SENDER_NOT_ACTIVE_AT_OPERATOR" }],
    },
  },
  z.strictObject({
    ...quote.shape,
    worstCase: z
      .strictObject({
        listId: z.string(),
        listVersion: version,
        members: count,
        ofWholeList: z
          .boolean()
          .describe("A segment was asked for: it costs no more than its whole list."),
        basis: z
          .string()
          .describe(
            "values: by the longest values of this version. template: by the longest that the template allows, for those of this version are not known.",
          ),
        operators: z
          .array(
            z.strictObject({
              operator: z.string(),
              messages: count,
              alphabet: z.string().describe("The dearest in which one of them may go."),
              segments: count.describe("The most parts of one message."),
            }),
          )
          .describe("What is priced: no message costs more than its line says."),
        unreached: z.array(
          z.strictObject({
            operator: z.string(),
            members: count,
            reason: z.string().describe("As a campaign would drop them; they cost nothing."),
          }),
        ),
      })
      .optional()
      .describe(
        "Of a list: the most that a campaign to it costs now. Who refused is among them; a forecast knows better.",
      ),
  }),
);
