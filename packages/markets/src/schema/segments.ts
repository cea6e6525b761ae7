import { z } from "zod";
import { entry, filledListOf, listOf, record } from "./entry.js";

/** What makes a text belong to a script. */
const trigger = z.discriminatedUnion("kind", [
  record({ kind: z.literal("letters"), letters: z.string().min(1) }),
  record({ kind: z.literal("diacritics") }),
  record({ kind: z.literal("needs_ucs2") }),
]);

const row = record({
  segments: z.number().int().positive(),
  minChars: z.number().int().positive(),
  maxChars: z.number().int().positive(),
  basis: z.enum(["seed", "interpretation", "derived", "regulation"]),
  printed: z.string().optional(),
});

/** `formula` recomputes maxChars(n) = n = 1 ? single : perPart × n, less `minus`. */
const formula = record({
  single: z.number().int(),
  perPart: z.number().int(),
  minus: z.number().int(),
});

export const segmentation = entry({
  /** First match names the script of a text; the last has no trigger. */
  scripts: filledListOf(entry({ id: z.string(), anyOf: listOf(trigger) })),
  tables: filledListOf(
    entry({
      /** Null: every operator. */
      operator: z.string().nullable(),
      script: z.string(),
      sendable: z.boolean(),
      rows: z.array(row).readonly(),
      formula: formula.nullable(),
      /** Rows whose printed bound differs from the formula, with the reason. */
      deviations: listOf(record({ segments: z.number().int(), why: z.string() })),
    }),
  ),
  absoluteMaxChars: z.number().int().nullable(),
  /** A compulsory tail that is not part of the customer's text. */
  suffix: entry({ chars: z.number().int(), examples: filledListOf(z.string()) }).nullable(),
});
