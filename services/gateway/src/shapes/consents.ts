import { z } from "zod";

import { shape } from "./shape.js";
import { count, counts, id, shortText, time, version } from "./words.js";

const number = z.string().min(1).max(40);
const kind = z
  .enum(["consumer", "merchant"])
  .describe("consumer: a private person (BIREYSEL); merchant: a trader (TACIR).");
const state = z.enum(["given", "withdrawn"]);

const word = z.strictObject({
  state: z.enum(["given", "withdrawn", "unknown"]),
  saidAt: time.optional(),
  source: z.string(),
  wording: z.string(),
  evidence: z.string(),
  recordedAt: time.optional(),
});

export const newConsent = shape(
  "NewConsent",
  {
    number: "05321234567",
    recipientKind: "consumer",
    state: "given",
    saidAt: "2026-11-20T12:00:00.000Z",
    source: "HS_WEB",
    wording: "Kampanya mesajları almak istiyorum.",
    evidence: "document 65f0a1b2c3d4e5f6a7b8c9f0",
  },
  z.strictObject({
    number,
    recipientKind: kind.default("consumer"),
    state,
    saidAt: time.describe("When the recipient said it."),
    source: shortText.min(1).describe("A source code of the market, e.g. HS_WEB."),
    wording: shortText.min(1).describe("What the recipient agreed to, or withdrew."),
    evidence: shortText.min(1).describe("Where the proof is kept."),
  }),
);

const exampleConsent = {
  consentId: "65f0a1b2c3d4e5f6a7b8c9e2",
  number: "+905321234567",
  recipientKind: "consumer" as const,
  current: {
    state: "given" as const,
    saidAt: "2026-11-20T12:00:00.000Z",
    source: "HS_WEB",
    wording: "Kampanya mesajları almak istiyorum.",
    evidence: "document 65f0a1b2c3d4e5f6a7b8c9f0",
    recordedAt: "2026-11-20T12:00:01.000Z",
  },
  history: [],
  registry: "uploaded" as const,
  version: 1,
};
export const consent = shape(
  "Consent",
  exampleConsent,
  z.strictObject({
    consentId: id,
    number: z.string(),
    recipientKind: z.enum(["consumer", "merchant", "unknown"]),
    current: word,
    history: z.array(word).describe("Earlier words, newest first."),
    registry: z
      .enum(["none", "waiting", "uploaded", "refused"])
      .describe("Whether the national registry was told."),
    registryError: z.string().optional(),
    version,
  }),
);
export const consentPage = shape(
  "ConsentPage",
  { consents: [exampleConsent] },
  z.strictObject({ consents: z.array(consent), nextCursor: z.string().optional() }),
);
export const consentList = shape(
  "ConsentList",
  { consents: [exampleConsent] },
  z.strictObject({ consents: z.array(consent) }),
);
export const consentQuery = z.strictObject({
  state: z
    .enum(["", "given", "withdrawn"])
    .default("")
    .meta({ examples: ["given"] }),
  registry: z
    .enum(["", "waiting", "uploaded", "refused"])
    .default("")
    .meta({ examples: ["waiting"] }),
  cursor: z
    .string()
    .max(200)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9e2"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .meta({ examples: [50] }),
});

/** What stands in for columns that the file lacks. */
export const consentFields = z.strictObject({
  fileName: z
    .string()
    .max(255)
    .default("")
    .meta({ examples: ["consents.csv"] }),
  recipientKind: kind.default("consumer").meta({ examples: ["consumer"] }),
  state: state.default("given").meta({ examples: ["given"] }),
  saidAt: time.optional().meta({ examples: ["2026-11-20T12:00:00.000Z"] }),
  source: shortText.default("").meta({ examples: ["HS_WEB"] }),
  wording: shortText.default("").meta({ examples: ["Kampanya mesajları almak istiyorum."] }),
  evidence: shortText.default("").meta({ examples: ["document 65f0a1b2c3d4e5f6a7b8c9f0"] }),
});
export const consentForm = shape(
  "ConsentForm",
  { source: "HS_WEB" },
  z.strictObject({ ...consentFields.shape, file: z.file().optional() }),
);
export const consentImport = shape(
  "ConsentImport",
  {
    rowsRead: 3,
    recorded: 1,
    unchanged: 1,
    refused: { SOURCE_UNKNOWN: 1 },
    refusedRows: [{ row: 4, code: "SOURCE_UNKNOWN" }],
  },
  z.strictObject({
    rowsRead: count,
    recorded: count.describe("New, or later than what was known."),
    unchanged: count.describe("Known already, or older than what is known."),
    refused: counts,
    refusedRows: z
      .array(z.strictObject({ row: count, code: z.string() }))
      .describe("The first hundred; the title row is row 1."),
  }),
);

export const consentSummary = shape(
  "ConsentSummary",
  {
    given: 96_412,
    withdrawn: 803,
    waiting: 12,
    refusedByRegistry: 1,
    registry: "IYS",
    brand: "654321",
    fetchedUntil: "2026-11-22T10:00:00.000Z",
  },
  z.strictObject({
    given: count,
    withdrawn: count,
    waiting: count.describe("Entries that the registry has still to be told."),
    refusedByRegistry: count,
    registry: z.string().optional().describe("Left out: there is none for your market here."),
    brand: z.string().optional(),
    fetchedUntil: time.optional(),
    trouble: z.string().optional().describe("Why the registry is out of step now."),
  }),
);
export const registryBrand = shape(
  "RegistryBrand",
  { brand: "654321" },
  z.strictObject({ brand: z.string().regex(/^\d{4,10}$/, "expected the brand's digits") }),
);
export const registryQuestion = shape(
  "RegistryQuestion",
  { recipientKind: "consumer", numbers: ["05321234567"] },
  z.strictObject({
    recipientKind: kind.default("consumer"),
    numbers: z.array(number).min(1).max(5_000),
  }),
);
export const registryAnswers = shape(
  "RegistryAnswers",
  { answers: [{ number: "+905321234567", state: "given" }] },
  z.strictObject({
    answers: z.array(
      z.strictObject({
        number: z.string(),
        state: z.enum(["given", "withdrawn", "unknown"]).describe("unknown: not in the registry."),
      }),
    ),
  }),
);
export const synchronised = shape(
  "Synchronised",
  { uploaded: 12, fetched: 3, waiting: 0 },
  z.strictObject({ uploaded: count, fetched: count, waiting: count }),
);
