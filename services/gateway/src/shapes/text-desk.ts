import { z } from "zod";

import { template, verdict } from "./compliance.js";
import { day } from "./line-life.js";
import { shape } from "./shape.js";
import { count, counts, finding, id, money, time, version } from "./words.js";

const decision = z.enum(["approve", "return", "refuse"]);

const exampleCase = {
  caseId: "campaign:65f0a1b2c3d4e5f6a7b8c9da:1",
  kind: "campaign" as const,
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  state: "waiting",
  campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
  revision: 1,
  lineId: "65f0a1b2c3d4e5f6a7b8c9d6",
  sender: "02191001234",
  family: "landline_021",
  text: "سفارش شما ارسال شد",
  recipients: 250_000,
  openedAt: "2026-11-22T09:20:00.000Z",
  ageWorkingDays: 1,
  dueOn: "2026-11-25",
  overdue: false,
  version: 1,
  verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
  decidingRule: "free_text_needs_desk",
  needsTwo: true,
};

export const textCase = shape(
  "TextCase",
  exampleCase,
  z
    .strictObject({
      caseId: z.string().min(1).max(200),
      kind: z.enum(["template", "campaign"]),
      tenantId: id,
      name: z.string().optional().describe("Of a template."),
      state: z
        .string()
        .describe(
          "waiting, second_person, or what was decided: cleared, returned, refused, approved, rejected, moved_on.",
        ),
      campaignId: id.optional(),
      revision: z.int().min(1).optional(),
      lineId: id.optional(),
      sender: z.string().optional(),
      family: z.string().optional(),
      templateId: id.optional(),
      text: z.string().optional().describe("Free text of the campaign, or body of the template."),
      category: z.string().optional(),
      recipients: count.optional(),
      openedAt: time.optional(),
      ageWorkingDays: count.describe("Working days of the market."),
      dueOn: day.optional(),
      overdue: z.boolean(),
      assignee: z.string().optional().describe("Person or key that has it; absent: nobody."),
      version,
      verdictId: id.optional().describe("The card that holds it."),
      decidingRule: z.string().optional(),
      needsTwo: z.boolean().describe("Approval takes two people."),
      pending: z
        .strictObject({
          decision: z.enum(["approve", "return", "refuse", "unknown"]),
          by: z.string(),
          at: time.optional(),
          note: z.string().optional(),
        })
        .optional()
        .describe("A decision that waits for a second person."),
    })
    .describe("A text or campaign that waits for the desk."),
);

export const textCaseQuery = z.strictObject({
  kind: z
    .enum(["template", "campaign", "all"])
    .default("all")
    .meta({ examples: ["campaign"] }),
  assignee: z
    .enum(["me", "none", "all"])
    .default("all")
    .meta({ examples: ["me"] }),
  overdue: z
    .enum(["true", "false"])
    .default("false")
    .meta({ examples: ["true"] }),
});

export const textCaseList = shape(
  "TextCaseList",
  { cases: [exampleCase], counts: [{ kind: "campaign", waiting: 1, overdue: 0 }] },
  z.strictObject({
    cases: z.array(textCase),
    counts: z
      .array(z.strictObject({ kind: z.string(), waiting: count, overdue: count }))
      .describe("Of all that waits, whatever was asked for."),
  }),
);

export const textCaseFile = shape(
  "TextCaseFile",
  {
    case: exampleCase,
    samples: [
      {
        maskedNumber: "98912****567",
        operator: "MCI",
        text: "سفارش شما ارسال شد",
        parts: 1,
      },
    ],
    dropped: { opted_out: 12 },
    operators: { MCI: 250_000 },
    listVersion: 4,
    events: [{ at: "2026-11-22T09:20:00.000Z", by: "service:compliance", event: "opened" }],
  },
  z.strictObject({
    case: textCase,
    card: verdict.optional(),
    template: template.optional(),
    samples: z.array(
      z.strictObject({
        maskedNumber: z.string(),
        operator: z.string(),
        text: z.string().describe("As this recipient would read it."),
        parts: count,
      }),
    ),
    samplesMissing: z.string().optional().describe("Why there is no sample."),
    dropped: counts,
    operators: counts,
    listVersion: count.optional(),
    events: z.array(
      z.strictObject({
        at: time.optional(),
        by: z.string(),
        event: z.string(),
        note: z.string().optional(),
      }),
    ),
  }),
);

export const language = z
  .enum(["fa", "tr", "vi", "en"])
  .optional()
  .describe("Of the card's words; else the first of Accept-Language that is known, else en.")
  .meta({ examples: ["fa"] });
export const languageQuery = z.strictObject({ language });

export const textAssignment = shape(
  "TextAssignment",
  { assignee: "me", expectedVersion: 1 },
  z.strictObject({
    assignee: z.string().max(200).nullable().describe('An id, "me", or null for nobody.'),
    expectedVersion: version,
  }),
);

export const textDecision = shape(
  "TextDecision",
  {
    decision: "return",
    note: "Say which order is meant.",
    reasons: [{ code: "unclear_text", note: "Which order?" }],
    expectedVersion: 1,
  },
  z.strictObject({
    decision,
    note: z.string().max(2_000).default(""),
    reasons: z
      .array(
        z.strictObject({
          code: z.enum([
            "promotion",
            "unclear_text",
            "wrong_audience",
            "missing_label",
            "personal_data",
            "misleading",
            "other",
          ]),
          note: z.string().max(500).default(""),
        }),
      )
      .max(20)
      .default([])
      .describe("A return names at least one."),
    category: z
      .string()
      .max(100)
      .default("")
      .describe(
        "What you found the text to be, a category of the market; the rules are measured against it.",
      ),
    expectedVersion: version.describe("The version that was read."),
  }),
);

export const textDecided = shape(
  "TextDecided",
  { case: exampleCase },
  z
    .strictObject({
      case: textCase,
      card: verdict.optional().describe("Absent while a second person is awaited."),
      template: template.optional(),
    })
    .describe("What became of the case."),
);

export const verdictOverride = shape(
  "VerdictOverride",
  { decision: "clear", note: "Asked the customer; these are invoices." },
  z.strictObject({
    decision: z.enum(["clear", "refuse"]),
    note: z.string().min(1).max(2_000),
  }),
);

export const newReplay = shape(
  "NewPolicyReplay",
  {
    draft: {
      market: "IR",
      name: "small free texts to the desk",
      holdAbove: 100,
      rules: {
        content: { categories: [{ id: "survey", onServiceLine: "forbidden" }] },
      },
    },
    since: "2026-11-01T00:00:00.000Z",
    limit: 50,
  },
  z.strictObject({
    draft: z
      .looseObject({ market: z.string().max(10), name: z.string().max(200) })
      .describe("An overlay on the rules of a market, see docs/policies/README.md."),
    since: time.optional().describe("Verdicts from here; absent: the last 30 days."),
    until: time.optional(),
    limit: z.int().min(1).max(1_000).default(100).describe("Flips that are listed; all count."),
  }),
);

const cardDecision = z.enum(["cleared", "held", "refused", "unknown"]);

export const replay = shape(
  "PolicyReplay",
  {
    draftName: "small free texts to the desk",
    replayed: 1_200,
    flipped: 1,
    otherRule: 0,
    skipped: {},
    unfaithful: [],
    sums: [
      {
        tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
        before: "cleared" as const,
        after: "refused" as const,
        verdicts: 1,
        messages: 900,
        money: [{ currency: "IRR", minor: "108000" }],
        unpriced: 0,
      },
    ],
    flips: [
      {
        verdictId: "65f0a1b2c3d4e5f6a7b8c9d9",
        tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
        lineId: "65f0a1b2c3d4e5f6a7b8c9d6",
        campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
        judgedAt: "2026-11-22T09:20:00.000Z",
        before: "cleared" as const,
        after: "refused" as const,
        ruleAfter: "advertising_on_service_line",
        messages: 900,
        money: { currency: "IRR", minor: "108000" },
      },
    ],
    faults: [],
  },
  z
    .strictObject({
      draftName: z.string(),
      replayed: count,
      flipped: count,
      otherRule: count.describe("Decided the same, but by another rule."),
      skipped: counts.describe("Verdicts that cannot be judged again, by reason."),
      unfaithful: z
        .array(z.string())
        .describe("Cards that gave another verdict under the rules of their own time."),
      sums: z.array(
        z.strictObject({
          tenantId: id,
          before: cardDecision,
          after: cardDecision,
          verdicts: count,
          messages: count,
          money: z.array(money),
          unpriced: count.describe("Flips that no price was found for."),
        }),
      ),
      flips: z.array(
        z.strictObject({
          verdictId: id,
          tenantId: id,
          lineId: z.string(),
          campaignId: id.optional(),
          judgedAt: time.optional(),
          before: cardDecision,
          after: cardDecision,
          ruleBefore: z.string().optional(),
          ruleAfter: z.string().optional(),
          messages: count,
          money: money.optional(),
        }),
      ),
      faults: z.array(finding),
    })
    .describe("What a draft of the rules would have decided otherwise; nothing was changed."),
);
