import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, shortText, time, version } from "./words.js";

const variable = z.strictObject({
  name: z.string().min(1).max(100),
  maxLength: z.int().min(0).max(1_000).describe("Longest value in characters."),
});

export const newTemplate = shape(
  "NewTemplate",
  {
    name: "order sent",
    body: "سفارش {code} ارسال شد. {shop}",
    variables: [
      { name: "code", maxLength: 12 },
      { name: "shop", maxLength: 20 },
    ],
  },
  z.strictObject({
    name: shortText,
    body: z.string().max(10_000).describe("Text with variables in braces."),
    variables: z.array(variable).max(100).default([]),
  }),
);

const exampleTemplate = {
  templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
  name: "order sent",
  body: "سفارش {code} ارسال شد. {shop}",
  variables: [
    { name: "code", maxLength: 12 },
    { name: "shop", maxLength: 20 },
  ],
  state: "under_review" as const,
  category: "tracking_code",
  version: 1,
  worstCaseParts: 1,
};
export const template = shape(
  "Template",
  exampleTemplate,
  z.strictObject({
    templateId: id,
    name: z.string(),
    body: z.string(),
    variables: z.array(variable),
    state: z.enum(["under_review", "approved", "rejected", "unknown"]),
    category: z.string().optional().describe("What the rules found the text to be."),
    reviewNote: z.string().optional(),
    version,
    worstCaseParts: count.describe("Parts when every variable is at its longest."),
  }),
);
export const templateList = shape(
  "TemplateList",
  { templates: [exampleTemplate] },
  z.strictObject({ templates: z.array(template) }),
);
export const templateQuery = z.strictObject({
  reviewQueue: z
    .enum(["true", "false"])
    .default("false")
    .describe("Staff: templates that wait for review.")
    .meta({ examples: ["false"] }),
});

export const templateReview = shape(
  "TemplateReview",
  { decision: "approve", note: "", expectedVersion: 1 },
  z.strictObject({
    decision: z.enum(["approve", "reject"]),
    note: z.string().max(2_000).default(""),
    expectedVersion: version.describe("The version that was read."),
  }),
);

export const verdict = shape(
  "Verdict",
  {
    verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
    subject: "campaign:65f0a1b2c3d4e5f6a7b8c9da:1",
    decision: "refused",
    rulesTried: [
      {
        rule: "advertising_on_service_line",
        passed: false,
        source: "001 · What is it",
        facts: [{ name: "category", value: "advertising", version: "1" }],
      },
    ],
    decidingRule: "advertising_on_service_line",
    source: "001 · What is it",
    remedy: "Send it from an advertising line.",
    at: "2026-11-22T09:20:00.000Z",
  },
  z
    .strictObject({
      verdictId: id,
      subject: z.string(),
      decision: z.enum(["cleared", "held", "refused", "unknown"]),
      rulesTried: z.array(
        z.strictObject({
          rule: z.string(),
          passed: z.boolean(),
          source: z.string().optional(),
          words: z.string().optional().describe("What the rule demands, in your language."),
          facts: z.array(
            z.strictObject({
              name: z.string(),
              value: z.string(),
              version: z.string().optional(),
              asOf: time.optional().describe("Since when it was known."),
              ageSeconds: count.optional().describe("How old it was when it was used."),
              label: z.string().optional().describe("Its name in your language."),
              words: z.string().optional().describe("Its value in your language."),
            }),
          ),
        }),
      ),
      decidingRule: z.string().optional(),
      source: z.string().optional(),
      remedy: z.string().optional(),
      overrideBy: z.string().optional().describe("Role that may decide otherwise."),
      at: time.optional(),
      expiresAt: time.optional(),
      overrides: id.optional().describe("The card that this one takes the place of."),
      overriddenBy: id.optional().describe("The card that took this one's place."),
      reasons: z.array(z.string()).optional().describe("Of the desk, by code."),
      note: z.string().optional().describe("Of the desk."),
      words: z
        .strictObject({
          language: z.string(),
          decision: z.string(),
          demand: z.string().optional(),
          remedy: z.string().optional(),
          override: z.string().optional(),
        })
        .optional()
        .describe("The card in your language: ?language= or Accept-Language."),
    })
    .describe("Why something may be sent, is held or refused: the same card that staff see."),
);

export const heldDecision = shape(
  "HeldDecision",
  { revision: 1, decision: "clear", note: "Asked the customer; these are invoices." },
  z.strictObject({
    revision: z.int().min(1),
    decision: z.enum(["clear", "refuse"]),
    note: z.string().max(2_000).default(""),
  }),
);
