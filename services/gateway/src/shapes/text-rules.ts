import { z } from "zod";

import { shape } from "./shape.js";
import { id, marketCode } from "./words.js";

export const byMarket = z.strictObject({ market: marketCode });

export const textRules = shape(
  "TextRules",
  {
    market: "IR",
    alphabets: [
      { alphabet: "gsm7", maxParts: 7, accents: true, printed: [] },
      { alphabet: "ucs2", maxParts: 7, accents: true, printed: [] },
    ],
    suffixRoom: 0,
    traffic: [],
    messageTypes: [],
    source: "000 · Tariffs",
  },
  z
    .strictObject({
      market: z.string(),
      alphabets: z
        .array(
          z.strictObject({
            alphabet: z.enum(["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"]),
            maxParts: z.int().nonnegative().optional().describe("0: such a text is not sent."),
            accents: z
              .boolean()
              .describe(
                "false: a text with accented letters is not sent in it, though it has some of them.",
              ),
            printed: z
              .array(z.strictObject({ parts: z.int().positive(), maxChars: z.int().positive() }))
              .describe(
                "The market's table where it counts more parts than the air needs: so many are billed and sent of a text of up to so many characters (Unicode, after NFC). Empty: the air decides.",
              ),
          }),
        )
        .describe("In order of preference at equal cost: the cheapest that carries the text."),
      maxChars: z.int().positive().optional().describe("Longest text at all."),
      suffixRoom: z
        .int()
        .nonnegative()
        .describe(
          "Characters at the end of each text that are an operator's, whoever appends them.",
        ),
      traffic: z
        .array(z.strictObject({ kind: z.string(), needsConsent: z.boolean() }))
        .describe("Kinds of traffic that the market tells apart, as a campaign names them."),
      messageTypes: z
        .array(
          z.strictObject({
            type: z.string(),
            maxParts: z.int().positive().optional().describe("Absent: as many as the market lets."),
            maxChars: z.int().positive().optional(),
            popsUp: z.boolean().describe("Shown at once over whatever the telephone shows."),
            answerable: z.boolean().optional().describe("Absent: the market does not say."),
            senderDigits: z
              .array(z.int().positive())
              .describe("It comes from a number of so many digits; none: from any sender."),
          }),
        )
        .describe("Kinds of message that the market tells apart, as a campaign names them."),
      source: z.string().optional(),
    })
    .describe("All that a counter of parts needs beside 3GPP TS 23.038 and 23.040."),
);

export const lineTextRulesQuery = z.strictObject({
  traffic: z
    .string()
    .max(64)
    .default("")
    .describe("Kind of traffic; it may have routes of its own.")
    .meta({ examples: ["marketing"] }),
});

export const lineTextRules = shape(
  "LineTextRules",
  {
    roads: [
      {
        operators: ["TURKCELL", "VODAFONE"],
        latin1: false,
        wideReference: false,
        suffix: "B 001",
        suffixRoom: 0,
      },
    ],
  },
  z
    .strictObject({
      roads: z
        .array(
          z.strictObject({
            operators: z.array(id).describe("At which texts of the line count alike."),
            latin1: z
              .boolean()
              .describe("Latin-1 in the place of gsm7: what it lacks goes in another alphabet."),
            wideReference: z
              .boolean()
              .describe(
                "The reference that joins parts takes two octets: each part of several holds less.",
              ),
            suffix: z
              .string()
              .optional()
              .describe(
                "We append it to each text; its characters count, its letters cost nothing more.",
              ),
            suffixRoom: z
              .int()
              .nonnegative()
              .describe("Characters kept free in the last part: the operator appends its own."),
          }),
        )
        .describe("None: nobody carries texts of this line."),
    })
    .describe(
      "What the roads to the operators make of a line's texts, beside the rules of its market.",
    ),
);
