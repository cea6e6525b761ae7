import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, shortText, time, version } from "./words.js";

const comparators = [
  "equals",
  "not_equals",
  "less",
  "at_most",
  "greater",
  "at_least",
  "contains",
  "starts_with",
  "empty",
  "one_of",
] as const;

const behaviours = [
  "delivered",
  "failed",
  "never_written",
  "written",
  "replied",
  "refused",
] as const;

/** The JSON of a condition: exactly one kind of each. */
export type ConditionJson =
  | { readonly all: readonly ConditionJson[] }
  | { readonly any: readonly ConditionJson[] }
  | { readonly not: ConditionJson }
  | {
      readonly variable: string;
      readonly is: (typeof comparators)[number];
      readonly values: readonly string[];
    }
  | {
      readonly behaviour: (typeof behaviours)[number];
      readonly withinDays: number;
      readonly atLeast: number;
      readonly campaignId: string;
    }
  | { readonly operator: string }
  | { readonly onList: string };

/** What people may leave out. */
type ConditionInput =
  | { readonly all: readonly ConditionInput[] }
  | { readonly any: readonly ConditionInput[] }
  | { readonly not: ConditionInput }
  | {
      readonly variable: string;
      readonly is: (typeof comparators)[number];
      readonly values?: readonly string[] | undefined;
    }
  | {
      readonly behaviour: (typeof behaviours)[number];
      readonly withinDays?: number | undefined;
      readonly atLeast?: number | undefined;
      readonly campaignId?: string | undefined;
    }
  | { readonly operator: string }
  | { readonly onList: string };

const several = z.array(z.lazy(() => condition)).max(50);

export const condition: z.ZodType<ConditionJson, ConditionInput> = shape(
  "Condition",
  {
    all: [
      { variable: "city", is: "one_of", values: ["تهران", "کرج"] },
      { not: { operator: "RIGHTEL" } },
    ],
  },
  z.lazy(() =>
    z.union([
      z.strictObject({ all: several }),
      z.strictObject({ any: several }),
      z.strictObject({ not: condition }),
      z.strictObject({
        variable: z.string().min(1).max(200),
        is: z.enum(comparators),
        values: z
          .array(z.string().max(2_000))
          .max(1_000)
          .default([])
          .describe("One; several for one_of; none for empty."),
      }),
      z.strictObject({
        behaviour: z
          .enum(behaviours)
          .describe(
            "What finished campaigns did (delivered, failed, written, never_written), or the subscriber (replied, refused).",
          ),
        withinDays: z
          .int()
          .min(0)
          .max(3_650)
          .default(0)
          .describe("0: ever, as long as it is kept: 400 days."),
        atLeast: z
          .int()
          .min(0)
          .max(100)
          .default(0)
          .describe("So many campaigns, or replies; 0: one."),
        campaignId: z.string().max(128).default("").describe("Left out: any campaign."),
      }),
      z.strictObject({ operator: z.string().min(1).max(64) }),
      z.strictObject({ onList: id }),
    ]),
  ),
);

export const newSegment = shape(
  "NewSegment",
  {
    name: "Tehran, first numbers",
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    condition: {
      all: [{ variable: "city", is: "equals", values: ["تهران"] }, { operator: "MCI" }],
    },
  },
  z.strictObject({ name: shortText.min(1), listId: id, condition }),
);
export const segmentChange = shape(
  "SegmentChange",
  { name: "Tehran", condition: { variable: "city", is: "equals", values: ["تهران"] } },
  z.strictObject({
    name: shortText.min(1).optional(),
    condition: condition.optional(),
    expectedVersion: version.default(0).describe("0: whatever it is now."),
  }),
);
const exampleSegment = {
  segmentId: "65f0a1b2c3d4e5f6a7b8c9f1",
  name: "Tehran",
  listId: "65f0a1b2c3d4e5f6a7b8c9d7",
  condition: { variable: "city", is: "equals" as const, values: ["تهران"] },
  version: 1,
  createdAt: "2026-11-22T09:10:06.000Z",
};
export const segment = shape(
  "Segment",
  exampleSegment,
  z.strictObject({
    segmentId: id,
    name: z.string(),
    listId: z.string(),
    condition,
    version,
    createdAt: time.optional(),
    updatedAt: time.optional(),
  }),
);
export const segmentList = shape(
  "SegmentList",
  { segments: [exampleSegment] },
  z.strictObject({ segments: z.array(segment) }),
);
export const segmentQuery = z.strictObject({
  listId: z
    .string()
    .max(128)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d7"] }),
});

export const segmentQuestion = shape(
  "SegmentQuestion",
  {
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    condition: { variable: "age", is: "at_least", values: ["18"] },
  },
  z
    .strictObject({
      segmentId: z.string().max(128).default(""),
      listId: z.string().max(128).default(""),
      condition: condition.optional(),
    })
    .describe("A segmentId, or a listId and a condition."),
);
export const segmentPreview = shape(
  "SegmentPreview",
  {
    listVersion: 3,
    members: 96_412,
    matching: 20_118,
    variableNames: ["name", "city"],
    samples: [{ number: "98912****567", operator: "MCI", values: ["علی", "تهران"] }],
  },
  z.strictObject({
    listVersion: version,
    members: count,
    matching: count,
    variableNames: z.array(z.string()),
    samples: z
      .array(
        z.strictObject({
          number: z.string().describe("Masked."),
          operator: z.string(),
          values: z.array(z.string()),
        }),
      )
      .describe("A few of those who match."),
  }),
);
