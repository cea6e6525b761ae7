import { z } from "zod";

import { shape } from "./shape.js";
import { count, finding, id, time, version } from "./words.js";

const variable = z.strictObject({
  name: z.string(),
  kind: z.enum(["text", "number", "date"]).optional(),
});

export const versionList = shape(
  "ListVersionList",
  {
    versions: [
      {
        version: 3,
        members: 96_412,
        operation: "merge",
        importId: "65f0a1b2c3d4e5f6a7b8c9d3",
        fileName: "customers.xlsx",
        madeBy: "person:65f0a1b2c3d4e5f6a7b8c9e0",
        at: "2026-11-22T09:10:06.000Z",
        added: 1_200,
        removed: 0,
        updated: 310,
        variables: [{ name: "city", kind: "text" }],
        uses: [
          {
            campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
            campaignName: "November orders",
            lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
            recipients: 96_400,
            submittedBy: "person:65f0a1b2c3d4e5f6a7b8c9e0",
            materialisedAt: "2026-11-22T09:20:02.000Z",
          },
        ],
      },
    ],
  },
  z.strictObject({
    versions: z.array(
      z.strictObject({
        version,
        members: count,
        operation: z.string().describe("replace, add, remove, merge or roll_back."),
        importId: z.string().optional(),
        fileName: z.string().optional(),
        madeBy: z.string().optional(),
        at: time.optional(),
        added: count,
        removed: count,
        updated: count,
        equalsVersion: version.optional().describe("The version that a roll back repeats."),
        variables: z.array(variable),
        uses: z
          .array(
            z.strictObject({
              campaignId: z.string(),
              campaignName: z.string(),
              lineId: z.string(),
              segmentId: z.string().optional(),
              recipients: count,
              submittedBy: z.string().optional(),
              materialisedAt: time.optional(),
              finishedAt: time.optional(),
            }),
          )
          .describe("Campaigns that were made from the version."),
      }),
    ),
  }),
);

export const byVersion = z.strictObject({
  id: id.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d7"] }),
  version: z.coerce
    .number()
    .int()
    .min(0)
    .describe("0: the version in force.")
    .meta({ examples: [3] }),
});

export const rollBack = shape(
  "RollBack",
  { version: 2 },
  z.strictObject({ version: z.int().min(1) }),
);

export const listDuties = shape(
  "ListDuties",
  {
    lines: [
      {
        lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
        providerId: "asanak",
        family: "landline_021",
        number: "02191001234",
        refresh: "overdue",
        calledAt: "2026-11-02T09:10:06.000Z",
        dueOn: "2026-11-16",
        overdueEffect: "warns",
        fileName: "02191001234.xlsx",
        findings: [
          {
            code: "list_refresh_overdue",
            subject: "02191001234",
            rule: "A new customer list is handed in when the provider calls for it.",
            source: "000 · Conditions",
            remedy: "Remove who left or refused, add who is new, and import the file.",
          },
        ],
      },
    ],
    withdrawnMembers: 12,
  },
  z.strictObject({
    lines: z.array(
      z.strictObject({
        lineId: z.string(),
        providerId: z.string(),
        family: z.string(),
        number: z.string().optional(),
        refresh: z.string().optional().describe("fresh, refresh_due or overdue."),
        calledAt: time.optional(),
        dueOn: z.string().optional(),
        overdueEffect: z
          .string()
          .optional()
          .describe("warns: the line goes on sending; empty where nobody calls."),
        fileName: z.string().optional().describe("As the provider's rules name the file."),
        findings: z.array(finding),
      }),
    ),
    withdrawnMembers: count.describe("Members who refused: they should leave the list."),
  }),
);

export const byMember = z.strictObject({
  id: id.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d7"] }),
  number: z
    .string()
    .min(1)
    .max(64)
    .meta({ examples: ["09121234567"] }),
});
export const memberQuery = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ examples: [3] }),
});
export const membership = shape(
  "ListMembership",
  { member: true, version: 3, versionAt: "2026-11-22T09:10:06.000Z", values: { city: "تهران" } },
  z.strictObject({
    member: z.boolean(),
    version,
    versionAt: time.optional(),
    values: z.record(z.string(), z.string()),
  }),
);
