import { z } from "zod";

import { shape } from "./shape.js";
import { count, finding, id, shortText, time, traffic, version } from "./words.js";

const variableType = z
  .enum(["text", "number", "date", "code", "link", "amount"])
  .describe(
    "What a value may look like; what is typed is not read by an expert as a text would be.",
  );
const newVariable = z.strictObject({
  name: z.string().min(1).max(100),
  maxLength: z.int().min(0).max(1_000).describe("Longest value in characters."),
  type: variableType.default("text"),
});
const variable = z.strictObject({
  ...newVariable.shape,
  type: variableType,
  pattern: z
    .string()
    .optional()
    .describe("The expression (ECMAScript, flag u) that a whole value meets; absent: any value."),
});

export const newTemplate = shape(
  "NewTemplate",
  {
    name: "order sent",
    body: "سفارش {code} ارسال شد. {shop}",
    variables: [
      { name: "code", maxLength: 12, type: "code" },
      { name: "shop", maxLength: 20 },
    ],
  },
  z.strictObject({
    name: shortText,
    body: z.string().max(10_000).describe("Text with variables in braces."),
    variables: z.array(newVariable).max(100).default([]),
  }),
);

const exampleTemplate = {
  templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
  name: "order sent",
  body: "سفارش {code} ارسال شد. {shop}",
  variables: [
    { name: "code", maxLength: 12, type: "code" as const, pattern: "^[A-Za-z0-9]+$" },
    { name: "shop", maxLength: 20, type: "text" as const },
  ],
  state: "under_review" as const,
  category: "tracking_code",
  version: 1,
  worstCaseParts: 1,
  worstCaseTexts: ["سفارش 000000000000 ارسال شد. یییییییییییییییییییی"],
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
    worstCaseTexts: z
      .array(z.string())
      .describe("The text with every variable at its longest, each way that may cost most."),
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

const reviewedCategory = z
  .string()
  .max(100)
  .default("")
  .describe(
    "What you found the text to be, a category of the market; kept, so that the rules can be measured against it.",
  );

export const templateReview = shape(
  "TemplateReview",
  { decision: "approve", note: "", expectedVersion: 1 },
  z.strictObject({
    decision: z.enum(["approve", "reject"]),
    note: z.string().max(2_000).default(""),
    expectedVersion: version.describe("The version that was read."),
    category: reviewedCategory,
  }),
);

const decisionTaken = z.enum(["cleared", "held", "refused", "unknown"]);

const ruleTried = z.strictObject({
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
});

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
      decision: decisionTaken,
      rulesTried: z.array(ruleTried),
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
      variant: z
        .string()
        .optional()
        .describe(
          "Which text of the campaign it is about, where some are tried against each other.",
        ),
      variants: z
        .array(z.strictObject({ variant: z.string(), verdictId: id, decision: decisionTaken }))
        .optional()
        .describe("Of each of these texts the card that stands; the strictest decides."),
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
    category: reviewedCategory,
  }),
);

const longText = z.string().max(10_000);

export const templateMatchQuestion = shape(
  "TemplateMatchQuestion",
  { text: "سفارش 7731 ارسال شد. كتاب نمونه" },
  z.strictObject({
    text: longText.min(1),
    templateId: z
      .string()
      .max(128)
      .default("")
      .describe("Compare with this one, whatever its state; left out, with every approved one."),
  }),
);

const change = z.strictObject({
  kind: z.enum(["kept", "value", "missing", "added", "replaced", "wrong_value"]),
  at: count.describe("Where it stands in your text, in UTF-16 units."),
  expected: z.string().optional().describe("As in the template; a variable as {name}."),
  found: z.string().optional().describe("As in your text."),
  culprit: z
    .string()
    .optional()
    .describe("What cannot be seen, or looks alike: arabic_yeh, stray_zwnj, typographic_quote, …"),
  variable: z.string().optional(),
  rule: z.string().optional(),
  remedy: z.string().optional(),
});

export const templateMatch = shape(
  "TemplateMatch",
  {
    matches: false,
    templateId: "65f0a1b2c3d4e5f6a7b8c9d8",
    templateName: "order sent",
    values: [],
    changes: [
      { kind: "kept" as const, at: 0, expected: "سفارش ", found: "سفارش " },
      { kind: "value" as const, at: 6, expected: "{code}", found: "7731", variable: "code" },
      {
        kind: "replaced" as const,
        at: 21,
        expected: "ک",
        found: "ك",
        culprit: "arabic_kaf",
        rule: "ك (U+0643) stands where the template has ک (U+06A9).",
        remedy: "Write ک (U+06A9) instead.",
      },
    ],
    tried: 4,
  },
  z
    .strictObject({
      matches: z.boolean(),
      templateId: z.string().optional().describe("The one that matches, or the nearest."),
      templateName: z.string().optional(),
      values: z.array(z.strictObject({ name: z.string(), value: z.string(), at: count })),
      changes: z
        .array(change)
        .describe("From start to end; empty when it matches. `found` joined is your text."),
      tried: count.describe("Templates that were tried."),
    })
    .describe("Which template a text is, or where it differs from the nearest, to the character."),
);

export const textCheckQuestion = shape(
  "TextCheckQuestion",
  {
    lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
    text: "۲۰ درصد تخفیف برای خرید آخر هفته",
    recipients: 5000,
  },
  z.strictObject({
    lineId: id,
    text: longText.default(""),
    templateId: z.string().max(128).default(""),
    traffic,
    recipients: count.max(1_000_000_000).default(1).describe("To how many it would go."),
  }),
);

export const textCheck = shape(
  "TextCheck",
  {
    decision: "refused" as const,
    content: {
      category: "discount",
      advertising: true,
      confidence: 99,
      certain: true,
      signals: [{ code: "hint", category: "discount", found: "تخفیف", weight: 60 }],
      disguises: [],
    },
    refusal: {
      code: "advertising_on_service_line",
      subject: "text",
      rule: "A service or shared line carries no advertising.",
      source: "000 · Difference; Challenges; 001 · What is it",
      remedy: "Send it from a separate advertising line, or take the promotion out of the text.",
    },
    rulesTried: [{ rule: "line_not_active", passed: true, facts: [] }],
  },
  z
    .strictObject({
      decision: z.enum(["cleared", "held", "refused", "unknown"]),
      content: z
        .strictObject({
          category: z.string().optional(),
          advertising: z.boolean(),
          confidence: z.int().min(0).max(100).describe("Percent."),
          certain: z.boolean().describe("Whether the rules decide alone; else an expert reads it."),
          signals: z.array(
            z.strictObject({
              code: z.string(),
              category: z.string().optional(),
              found: z.string(),
              weight: z.int().describe("Positive speaks for advertising, negative against it."),
            }),
          ),
          disguises: z
            .array(
              z.strictObject({
                code: z.enum(["direction_override", "zero_width", "look_alike", "split_word"]),
                at: count,
                found: z.string(),
                looksLike: z.string().optional(),
              }),
            )
            .describe("Characters that hide a word from a rule or a reader."),
        })
        .optional(),
      refusal: finding.optional().describe("Why it is held or refused."),
      rulesTried: z.array(ruleTried),
      traffic: z.string().optional().describe("Kind of traffic as it was taken."),
      overrideBy: z.string().optional(),
    })
    .describe("What the rules say of a text before it is sent. Nothing is kept."),
);

export const contentQualityQuery = z.strictObject({
  market: z
    .string()
    .max(2)
    .default("")
    .describe("Left out: every market.")
    .meta({ examples: ["IR"] }),
});
export const contentQuality = shape(
  "ContentQuality",
  {
    measures: [
      {
        market: "IR",
        rulesVersion: "2021-01-01",
        reviewed: 120,
        rightlyAdvertising: 31,
        wronglyAdvertising: 1,
        rightlyAllowed: 70,
        wronglyAllowed: 0,
        uncertain: 18,
      },
    ],
  },
  z
    .strictObject({
      measures: z.array(
        z.strictObject({
          market: z.string(),
          rulesVersion: z.string(),
          reviewed: count,
          rightlyAdvertising: count,
          wronglyAdvertising: count,
          rightlyAllowed: count,
          wronglyAllowed: count,
          uncertain: count.describe("Left to the desk."),
        }),
      ),
    })
    .describe("How the rules in force answer the texts that your experts decided on."),
);
