import { z } from "zod";

import { shape } from "./shape.js";
import { count, counts, finding, id, time, version } from "./words.js";

const columnName = z.string().max(200);
const numberColumn = columnName
  .default("")
  .describe("Title of the number column, or its letter; left out: found by content.")
  .meta({ examples: ["mobile"] });
const operation = z
  .enum(["replace", "add", "remove", "merge"])
  .describe(
    "replace: the list holds what the file holds. add: new numbers come. remove: the file's numbers leave. " +
      "merge: new numbers come, and variables of known ones are updated.",
  )
  .meta({ examples: ["merge"] });
const variableKind = z.enum(["text", "number", "date"]);

/** Text fields of an upload, or the query beside a raw body. */
export const importFields = z.strictObject({
  fileName: z
    .string()
    .max(255)
    .default("")
    .describe("Of a raw body; a multipart file brings its own.")
    .meta({ examples: ["customers.xlsx"] }),
  numberColumn,
  operation: operation.default("replace"),
  hold: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: kept, and read only after POST /v1/imports/{id}/start.")
    .meta({ examples: ["true"] }),
});
export const importForm = shape(
  "ImportForm",
  { numberColumn: "mobile", operation: "merge" },
  z.strictObject({ ...importFields.shape, file: z.file().optional() }),
);

export const columnChoices = {
  numberColumn,
  columns: z
    .array(
      z.strictObject({
        column: columnName.min(1).describe("Title, or letter where there is none."),
        name: columnName.default("").describe("Of the variable; left out: the title."),
        ignored: z.boolean().default(false),
        kind: variableKind.optional().describe("Left out: by content."),
      }),
    )
    .max(200)
    .default([])
    .describe("Your word on columns; what is not named is found by content."),
};
export const previewQuestion = shape(
  "ImportPreviewQuestion",
  { numberColumn: "mobile", columns: [{ column: "city", name: "town" }] },
  z.strictObject(columnChoices),
);
export const importStart = shape(
  "ImportStart",
  {
    numberColumn: "mobile",
    operation: "merge",
    columns: [{ column: "note", ignored: true }],
  },
  z.strictObject({ ...columnChoices, operation: operation.optional() }),
);

export const importPreview = shape(
  "ImportPreview",
  {
    fileType: "csv",
    encoding: "windows-1256",
    delimiter: ";",
    titleRow: 1,
    rowsLookedAt: 1_000,
    columns: [
      {
        letter: "A",
        title: "موبایل",
        role: "number",
        samples: ["09121234567"],
        filled: 1_000,
        numbers: 998,
      },
      {
        letter: "B",
        title: "شهر",
        role: "variable",
        name: "شهر",
        kind: "text",
        samples: ["تهران"],
        filled: 990,
        numbers: 0,
      },
    ],
  },
  z.strictObject({
    fileType: z.string(),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    titleRow: count.describe("0: there is none."),
    rowsLookedAt: count,
    columns: z.array(
      z.strictObject({
        letter: z.string(),
        title: z.string().optional(),
        role: z.string().describe("number, variable or ignored."),
        name: z.string().optional(),
        kind: variableKind.optional(),
        samples: z.array(z.string()).describe("Cells as they will be kept."),
        filled: count,
        numbers: count.describe("How many of them are mobile numbers of your market."),
      }),
    ),
  }),
);

const exampleImport = {
  importId: "65f0a1b2c3d4e5f6a7b8c9d3",
  listId: "65f0a1b2c3d4e5f6a7b8c9d7",
  purpose: "audience" as const,
  operation: "merge" as const,
  state: "finished" as const,
  fileName: "customers.xlsx",
  fileType: "xlsx",
  rowsRead: 100_000,
  kept: 96_412,
  dropped: { DUPLICATE: 2_120, NOT_A_NUMBER: 968, WRONG_LENGTH: 500 },
  operators: { MCI: 61_204, IRANCELL: 30_111, RIGHTEL: 5_097 },
  variables: ["name", "code"],
  typedVariables: [
    { name: "name", kind: "text" as const },
    { name: "code", kind: "number" as const },
  ],
  numberColumn: "mobile",
  listVersion: 1,
  added: 96_412,
  removed: 0,
  updated: 0,
  resumed: 0,
  madeBy: "person:65f0a1b2c3d4e5f6a7b8c9e0",
  progress: 1,
  receivedAt: "2026-11-22T09:10:00.000Z",
  finishedAt: "2026-11-22T09:10:06.000Z",
};
export const listImport = shape(
  "Import",
  exampleImport,
  z.strictObject({
    importId: id,
    listId: z.string().optional(),
    purpose: z.enum(["audience", "application_sample", "unknown"]),
    operation: operation.optional(),
    state: z.enum(["held", "received", "reading", "finished", "refused", "cancelled", "unknown"]),
    fileName: z.string(),
    fileType: z.string().optional(),
    encoding: z.string().optional().describe("How a text file was read, e.g. windows-1256."),
    delimiter: z.string().optional(),
    rowsRead: count,
    kept: count.describe("Rows that were taken; of remove: that named a number."),
    dropped: counts.describe("Rows dropped, by reason; fetch them with /v1/imports/{id}/rejects."),
    operators: counts,
    variables: z.array(z.string()),
    typedVariables: z.array(z.strictObject({ name: z.string(), kind: variableKind.optional() })),
    numberColumn: z.string().optional(),
    refusal: finding.optional().describe("Why the whole file was refused."),
    listVersion: version,
    added: count.describe("Numbers that came to the list."),
    removed: count.describe("Numbers that left it."),
    updated: count.describe("Numbers that got other variables."),
    resumed: count.describe("How often its reading went on after a process had died."),
    madeBy: z.string().optional(),
    progress: z.number().min(0).max(1),
    receivedAt: time.optional(),
    finishedAt: time.optional(),
  }),
);
export const importList = shape(
  "ImportList",
  { imports: [exampleImport] },
  z.strictObject({ imports: z.array(listImport) }),
);
export const importQuery = z.strictObject({
  listId: z
    .string()
    .max(128)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d7"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ examples: [20] }),
});
