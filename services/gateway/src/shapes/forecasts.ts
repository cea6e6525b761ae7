import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, money } from "./words.js";

const dong = (minor: string) => ({ currency: "VND", minor });

const textCost = z.strictObject({
  operator: z.string(),
  script: z.string(),
  alphabet: z.string(),
  length: count,
  segments: count.describe("0: it cannot be sent there."),
  cost: money.optional(),
  error: z
    .string()
    .optional()
    .describe("accented_not_supported, too_long, empty or no_table: why it cannot be sent."),
});

export const textQuestion = shape(
  "TextQuestion",
  { text: "Chúc mừng quý khách", family: "brandname", messages: 1_000 },
  z
    .strictObject({
      text: z.string().max(5_000).optional(),
      templateId: id
        .optional()
        .describe(
          "Instead of a text: what a message of the template costs at most, whatever its variables say.",
        ),
      family: id,
      purpose: z.string().max(64).default(""),
      operators: z.array(z.string().max(100)).max(50).default([]).describe("None: all."),
      lineId: z.string().max(128).default(""),
      messages: z.int().min(0).max(1_000_000_000).default(0).describe("To each operator; 0: one."),
      tenantId: z.string().max(128).optional().describe("Staff: the tenant they ask for."),
    })
    .refine(({ text, templateId }) => (text === undefined) !== (templateId === undefined), {
      message: "expected either text or templateId",
    }),
);

export const textExamination = shape(
  "TextExamination",
  {
    costs: [
      {
        operator: "VIETTEL",
        script: "accented",
        alphabet: "ucs2",
        length: 19,
        segments: 1,
        cost: dong("800"),
      },
    ],
    spellings: [
      {
        text: "Chuc mung quy khach",
        changes: [{ kind: "accents", from: "ú", to: "u", times: 1 }],
        costs: [],
        saves: dong("0"),
        opens: ["GTEL"],
        changesLetters: true,
      },
    ],
  },
  z.strictObject({
    costs: z.array(textCost),
    spellings: z
      .array(
        z.strictObject({
          text: z.string(),
          changes: z.array(
            z.strictObject({
              kind: z
                .string()
                .describe(
                  "typographic, arabic_letters, invisible, blanks, accents or national_letters.",
                ),
              from: z.string(),
              to: z.string(),
              times: count,
            }),
          ),
          costs: z.array(textCost),
          saves: money.optional(),
          opens: z.array(z.string()).describe("Operators that take this spelling only."),
          changesLetters: z.boolean().describe("It reads differently: a person must agree."),
        }),
      )
      .describe("Cheapest first; none of a template, whose text was approved as it is."),
  }),
);

export const forecastComparison = shape(
  "ForecastComparison",
  {
    reservationId: "campaign:65f0a1b2c3d4e5f6a7b8c9d5:1",
    lines: [
      {
        operator: "VIETTEL",
        alphabet: "gsm7",
        partsForecast: 1_000,
        partsCharged: 990,
        partsOpen: 0,
        forecast: dong("800000"),
        actual: dong("792000"),
      },
    ],
    forecast: dong("800000"),
    ceiling: dong("800000"),
    actual: dong("792000"),
    closed: true,
    errorBasisPoints: -100,
  },
  z.strictObject({
    reservationId: z.string().optional(),
    lines: z.array(
      z.strictObject({
        operator: z.string(),
        alphabet: z.string(),
        partsForecast: count,
        partsCharged: count,
        partsOpen: count,
        forecast: money.optional(),
        actual: money.optional(),
      }),
    ),
    forecast: money.optional().describe("Expected when the money was held."),
    ceiling: money.optional().describe("The most that it could cost: what was held."),
    actual: money.optional().describe("What it did cost so far."),
    closed: z.boolean(),
    errorBasisPoints: z.int().describe("By how much actual differs; negative: it cost less."),
  }),
);
