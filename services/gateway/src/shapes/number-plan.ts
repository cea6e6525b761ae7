import { z } from "zod";

import { shape } from "./shape.js";
import { count, counts, marketCode, time, version } from "./words.js";

export const byNumber = z.strictObject({
  number: z
    .string()
    .min(1)
    .max(64)
    .meta({ examples: ["09121234567"] }),
});
export const numberQuery = z.strictObject({
  market: z
    .string()
    .max(2)
    .default("")
    .describe("For staff; a tenant asks about its own market.")
    .meta({ examples: ["IR"] }),
});
export const numberOperator = shape(
  "NumberOperator",
  {
    number: "+989121234567",
    national: "9121234567",
    operator: "IRANCELL",
    beliefs: [
      {
        operator: "IRANCELL",
        source: "portability",
        detail: "ported-2026-11.csv",
        at: "2026-11-01T00:00:00.000Z",
        ageDays: 21,
        verified: true,
      },
      {
        operator: "MCI",
        source: "number_plan",
        detail: "912: persian-tools",
        at: "2021-01-01T00:00:00.000Z",
        ageDays: 2_151,
        verified: true,
      },
    ],
  },
  z.strictObject({
    number: z.string(),
    national: z.string(),
    operator: z.string().describe("To which a message would go now."),
    beliefs: z
      .array(
        z.strictObject({
          operator: z.string(),
          source: z.string().describe("number_plan, portability or receipt."),
          detail: z.string().optional(),
          at: time.optional(),
          ageDays: count.optional(),
          verified: z.boolean(),
          verdict: z
            .string()
            .optional()
            .describe("Of a receipt: delivered speaks for the operator, failed against it."),
        }),
      )
      .describe("The one that sends first."),
  }),
);

export const byMarket = z.strictObject({ market: marketCode });
export const portabilityFields = z.strictObject({
  fileName: z
    .string()
    .max(255)
    .default("")
    .describe("Of a raw body; a multipart file brings its own.")
    .meta({ examples: ["ported-2026-11.csv"] }),
  asOf: time
    .optional()
    .describe("When its source made the file; left out: now.")
    .meta({ examples: ["2026-11-01T00:00:00Z"] }),
  mayShrink: z
    .enum(["true", "false"])
    .default("false")
    .describe("A file of less than half the numbers in force is otherwise refused.")
    .meta({ examples: ["true"] }),
});
export const portabilityForm = shape(
  "PortabilityForm",
  { asOf: "2026-11-01T00:00:00Z" },
  z.strictObject({ ...portabilityFields.shape, file: z.file().optional() }),
);
const exampleFile = {
  market: "IR",
  version: 4,
  fileName: "ported-2026-11.csv",
  asOf: "2026-11-01T00:00:00.000Z",
  loadedAt: "2026-11-22T09:10:06.000Z",
  loadedBy: "key:65f0a1b2c3d4e5f6a7b8c9e0",
  numbers: 1_204_118,
  dropped: { UNKNOWN_OPERATOR: 3 },
  inForce: true,
};
export const portabilityFile = shape(
  "PortabilityFile",
  exampleFile,
  z.strictObject({
    market: z.string(),
    version,
    fileName: z.string(),
    asOf: time.optional(),
    loadedAt: time.optional(),
    loadedBy: z.string(),
    numbers: count,
    dropped: counts,
    inForce: z.boolean(),
  }),
);
export const portabilityFiles = shape(
  "PortabilityFileList",
  { files: [exampleFile] },
  z.strictObject({ files: z.array(portabilityFile) }),
);
