import { z } from "zod";

import { shape } from "./shape.js";
import { count, counts, finding, id, shortText, time, version } from "./words.js";

export const newList = shape(
  "NewList",
  { name: "customers", governsLineIds: ["65f0a1b2c3d4e5f6a7b8c9d5"] },
  z.strictObject({
    name: shortText.min(1),
    governsLineIds: z
      .array(id)
      .max(100)
      .default([])
      .describe("Lines that may write to members of this list only."),
  }),
);

const exampleList = {
  listId: "65f0a1b2c3d4e5f6a7b8c9d7",
  name: "customers",
  market: "IR",
  governsLineIds: ["65f0a1b2c3d4e5f6a7b8c9d5"],
  version: 1,
  members: 96_412,
};
export const list = shape(
  "List",
  exampleList,
  z.strictObject({
    listId: id,
    name: z.string(),
    market: z.string(),
    governsLineIds: z.array(z.string()),
    version: version.describe("The version that sends; rises by one with each finished import."),
    members: count,
  }),
);
export const listList = shape(
  "ListList",
  { lists: [exampleList] },
  z.strictObject({ lists: z.array(list) }),
);

/** Text fields of an upload, or the query beside a raw body. */
export const importFields = z.strictObject({
  fileName: z
    .string()
    .max(255)
    .default("")
    .describe("Of a raw body; a multipart file brings its own.")
    .meta({ examples: ["customers.xlsx"] }),
  numberColumn: z
    .string()
    .max(200)
    .default("")
    .describe("Title of the number column; left out: found by content.")
    .meta({ examples: ["mobile"] }),
});
export const importForm = shape(
  "ImportForm",
  { numberColumn: "mobile" },
  z.strictObject({ ...importFields.shape, file: z.file().optional() }),
);

export const listImport = shape(
  "Import",
  {
    importId: "65f0a1b2c3d4e5f6a7b8c9d3",
    listId: "65f0a1b2c3d4e5f6a7b8c9d7",
    purpose: "audience",
    state: "finished",
    fileName: "customers.xlsx",
    fileType: "xlsx",
    rowsRead: 100_000,
    kept: 96_412,
    dropped: { DUPLICATE: 2_120, NOT_A_NUMBER: 968, WRONG_LENGTH: 500 },
    operators: { MCI: 61_204, IRANCELL: 30_111, RIGHTEL: 5_097 },
    variables: ["name", "code"],
    numberColumn: "mobile",
    listVersion: 1,
    progress: 1,
    receivedAt: "2026-11-22T09:10:00.000Z",
    finishedAt: "2026-11-22T09:10:06.000Z",
  },
  z.strictObject({
    importId: id,
    listId: z.string().optional(),
    purpose: z.enum(["audience", "application_sample", "unknown"]),
    state: z.enum(["received", "reading", "finished", "refused", "unknown"]),
    fileName: z.string(),
    fileType: z.string().optional(),
    rowsRead: count,
    kept: count,
    dropped: counts.describe("Rows dropped, by reason; fetch them with /v1/imports/{id}/rejects."),
    operators: counts,
    variables: z.array(z.string()),
    numberColumn: z.string().optional(),
    refusal: finding.optional().describe("Why the whole file was refused."),
    listVersion: version,
    progress: z.number().min(0).max(1),
    receivedAt: time.optional(),
    finishedAt: time.optional(),
  }),
);
