import { z } from "zod";

import { shape } from "./shape.js";
import { count, finding, id, money, time, version } from "./words.js";

const rial = (minor: string) => ({ currency: "IRR", minor });
const isoDay = z.iso.date();

const tier = z.strictObject({
  fromPart: z.int().positive().describe("First part of the calendar month that it prices."),
  toPart: z.int().positive().optional().describe("None: open."),
  prices: z
    .array(
      z.strictObject({
        operator: z.string().max(100).optional().describe("None: every operator."),
        script: z.string().max(100).optional().describe("None: every script."),
        perPart: money,
      }),
    )
    .max(500),
});

const words = {
  tenantId: z
    .string()
    .max(128)
    .optional()
    .describe("One customer's own prices; none: everybody's."),
  group: z.string().max(64).optional().describe("Customer group; none: every group."),
  families: z.array(z.string().max(100)).max(50).default([]).describe("None: every family."),
  purposes: z.array(z.string().max(64)).max(20).default([]).describe("None: every purpose."),
  description: z.string().max(500),
  taxIncludedPercent: z.number().min(0).max(100).optional(),
  tiers: z.array(tier).max(20),
  note: z.string().max(1_000).default(""),
};
const example = {
  families: [],
  purposes: [],
  description: "2027, per part",
  tiers: [{ fromPart: 1, prices: [{ operator: "MCI", script: "ucs2", perPart: rial("1100") }] }],
  note: "",
};

export const newTariffDraft = shape(
  "NewTariffDraft",
  { ...example, expectedVersion: 0 },
  z.strictObject({
    ...words,
    expectedVersion: version.default(0).describe("0: a new one; else the version that was read."),
  }),
);

export const tariffDraft = shape(
  "TariffDraft",
  {
    ...example,
    tariffId: "asanak-2027",
    providerId: "asanak",
    market: "IR",
    status: "draft",
    savedBy: "person:65f0a1b2c3d4e5f6a7b8c9d3",
    savedAt: "2026-11-22T09:12:00.000Z",
    version: 1,
  },
  z.strictObject({
    ...words,
    tiers: z.array(
      z.strictObject({
        fromPart: count,
        toPart: count.optional(),
        prices: z.array(
          z.strictObject({
            operator: z.string().optional(),
            script: z.string().optional(),
            perPart: money.optional(),
          }),
        ),
      }),
    ),
    tariffId: z.string(),
    providerId: z.string(),
    market: z.string(),
    status: z.string().describe("draft, scheduled, in_force, ended or withdrawn."),
    effectiveFrom: isoDay.optional().describe("First local day on which it holds."),
    savedBy: z.string().optional(),
    savedAt: time.optional(),
    activatedBy: z
      .string()
      .optional()
      .describe("Of a large change who proposed it and who agreed, with a comma between."),
    pending: z
      .strictObject({ effectiveFrom: isoDay, by: z.string(), at: time.optional() })
      .optional()
      .describe("An activation that waits for a second person."),
    recalled: z.string().optional().describe("Why the last pending activation was sent back."),
    version,
  }),
);

export const tariffDraftList = shape(
  "TariffDraftList",
  { drafts: [] },
  z.strictObject({ drafts: z.array(tariffDraft) }),
);

export const tariffComparison = shape(
  "TariffComparison",
  {
    draft: {
      ...example,
      tariffId: "asanak-2027",
      providerId: "asanak",
      market: "IR",
      status: "draft",
      version: 1,
    },
    replaces: "ir.asanak.example",
    differences: [
      { operator: "MCI", script: "ucs2", fromPart: 1, before: rial("900"), after: rial("1100") },
    ],
    reach: {
      tenants: 12,
      tenantIds: ["65f0a1b2c3d4e5f6a7b8c9d0"],
      openReservations: 2,
      held: rial("3000000"),
      parts: 120_000,
      costBefore: rial("108000000"),
      costAfter: rial("132000000"),
      names: ["Alborz Trading"],
    },
    large: [],
  },
  z.strictObject({
    draft: tariffDraft,
    replaces: z.string().optional().describe("The list that holds now where this one would."),
    differences: z
      .array(
        z.strictObject({
          operator: z.string(),
          script: z.string(),
          fromPart: count,
          before: money.optional(),
          after: money.optional(),
        }),
      )
      .describe("Cells that differ; none: it changes nothing."),
    reach: z.strictObject({
      tenants: count,
      tenantIds: z.array(z.string()).describe("The first hundred."),
      openReservations: count.describe("They keep their price."),
      held: money.optional(),
      parts: count.describe("Sent by those customers in the last thirty days."),
      costBefore: money.optional().describe("What these parts cost at the prices of now."),
      costAfter: money.optional(),
      names: z.array(z.string()).describe("Of the tenants above, in their order; may be empty."),
    }),
    large: z
      .array(finding)
      .describe(
        "Why two people decide: TARIFF_REACH_LARGE, TARIFF_PRICES_LARGE, TARIFF_COST_LARGE; none: one person does.",
      ),
  }),
);

export const tariffId = z.strictObject({
  id: id.regex(/^[\w.-]+$/).meta({ examples: ["asanak-2027"] }),
});
export const draftQuery = z.strictObject({
  status: z
    .enum(["draft", "scheduled", "in_force", "ended", "withdrawn"])
    .optional()
    .meta({ examples: ["draft"] }),
});
export const activation = shape(
  "TariffActivation",
  { effectiveFrom: "2027-03-21", expectedVersion: 1 },
  z.strictObject({
    effectiveFrom: isoDay.describe("A day to come in the market's own time, or today."),
    expectedVersion: version,
  }),
);
export const withdrawal = z.strictObject({
  expectedVersion: z.coerce
    .number()
    .int()
    .min(1)
    .meta({ examples: [1] }),
});

export const recall = shape(
  "ActivationRecall",
  { reason: "The price for ucs2 is last year's.", expectedVersion: 2 },
  z.strictObject({ reason: z.string().trim().min(1).max(500), expectedVersion: version }),
);

const choice = z.strictObject({ id: z.string(), name: z.string() });
const choices = z.array(choice);
const choiceOf = (word: string, name: string) => [{ id: word, name }];
export const tariffChoices = shape(
  "TariffChoices",
  {
    market: "IR",
    currency: "IRR",
    families: choiceOf("landline_021", "021"),
    purposes: choiceOf("service", "service message"),
    groups: [],
    operators: choiceOf("MCI", "MCI (Hamrah-e Aval)"),
    scripts: choiceOf("ucs2", "ucs2"),
    fourEyes: {
      tenants: 25,
      percent: 25,
      cost: rial("500000000"),
      waived: rial("50000000"),
      source: "issue 6",
    },
  },
  z.strictObject({
    market: z.string(),
    currency: z.string(),
    families: choices.describe("Families of lines."),
    purposes: choices.describe("Kinds of traffic."),
    groups: choices.describe("Customer groups; none where the market knows none."),
    operators: choices,
    scripts: choices.describe("Alphabets, as a list prices them."),
    fourEyes: z
      .strictObject({
        tenants: count.describe("Customers that a list touches."),
        percent: count.describe("By which a price of a part changes."),
        cost: money.optional().describe("Change of what those customers sent in thirty days."),
        waived: money.optional().describe("Fees of a customer waived in a calendar month."),
        source: z.string(),
      })
      .describe("From so much on, two people decide."),
  }),
);
