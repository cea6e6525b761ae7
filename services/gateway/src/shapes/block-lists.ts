import { z } from "zod";

import { shape } from "./shape.js";
import { count, counts, id, marketCode, time, version } from "./words.js";

const change = z.enum(["replace", "add", "remove"]);
const owner = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9_-]*$/, "expected letters, digits, - and _");

export const blockListFields = z.strictObject({
  market: marketCode,
  owner: owner
    .default("")
    .describe("Whose list it is; left out: the market's own.")
    .meta({ examples: ["MCI"] }),
  change: change.describe("replace: the file is the whole list.").meta({ examples: ["add"] }),
  fileName: z
    .string()
    .max(255)
    .default("")
    .meta({ examples: ["blocked-2026-11-22.txt"] }),
  baseVersion: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe("The version the file was made against; left out: whatever is in force.")
    .meta({ examples: [3] }),
  mayShrink: z
    .enum(["true", "false"])
    .default("false")
    .describe("A whole list less than half as long as before is otherwise refused.")
    .meta({ examples: ["true"] }),
});
export const blockListForm = shape(
  "BlockListForm",
  { market: "IR", change: "add" },
  z.strictObject({ ...blockListFields.shape, file: z.file().optional() }),
);

const exampleLoad = {
  loadId: "65f0a1b2c3d4e5f6a7b8c9e3",
  market: "IR",
  owner: "MCI",
  change: "replace" as const,
  fileName: "blocked.txt",
  version: 1,
  rowsRead: 30_000_000,
  added: 29_999_990,
  removed: 0,
  refused: { NOT_A_NUMBER: 10 },
  size: 29_999_990,
  by: "key 65f0a1b2c3d4e5f6a7b8c9e4",
  at: "2026-11-22T02:00:00.000Z",
  tookMs: 21_000,
};
export const blockListLoad = shape(
  "BlockListLoad",
  exampleLoad,
  z.strictObject({
    loadId: id,
    market: z.string(),
    owner: z.string().optional(),
    change: z.enum(["replace", "add", "remove", "unknown"]),
    fileName: z.string(),
    version,
    rowsRead: count,
    added: count,
    removed: count,
    refused: counts.describe("Rows that are no number of the market, by reason."),
    size: count,
    by: z.string(),
    at: time.optional(),
    tookMs: count,
  }),
);
export const blockListLoads = shape(
  "BlockListLoads",
  { loads: [exampleLoad] },
  z.strictObject({ loads: z.array(blockListLoad) }),
);
export const blockListLoadQuery = z.strictObject({
  market: marketCode,
  owner: owner.default("").meta({ examples: ["MCI"] }),
});
export const blockLists = shape(
  "BlockLists",
  {
    blockLists: [
      {
        market: "IR",
        owner: "MCI",
        version: 1,
        size: 29_999_990,
        changedAt: "2026-11-22T02:00:00.000Z",
      },
    ],
  },
  z.strictObject({
    blockLists: z.array(
      z.strictObject({
        market: z.string(),
        owner: z.string().optional(),
        version,
        size: count,
        changedAt: time.optional(),
      }),
    ),
  }),
);
export const blockQuestion = shape(
  "BlockQuestion",
  { market: "IR", numbers: ["09121234567"] },
  z.strictObject({
    market: marketCode,
    numbers: z.array(z.string().min(1).max(40)).min(1).max(100_000),
  }),
);
export const blockAnswers = shape(
  "BlockAnswers",
  { blocked: [true] },
  z.strictObject({ blocked: z.array(z.boolean()).describe("In the order asked.") }),
);
