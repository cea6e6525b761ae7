import { z } from "zod";

import { shape } from "./shape.js";
import { finding, id, marketCode, money, shortText, time } from "./words.js";

const flag = z.enum(["true", "false"]);
const provider = z
  .string()
  .max(128)
  .default("")
  .describe("Left out: your own provider.")
  .meta({ examples: ["kando"] });
const family = id.meta({ examples: ["line_3000"] });

export const familyQuery = z.strictObject({ family, provider });

export const formQuery = z.strictObject({
  family,
  provider,
  lineNumber: z
    .string()
    .max(40)
    .default("")
    .meta({ examples: ["3000123456"] }),
  targetAudience: shortText.default("").meta({ examples: ["مشتریان شرکت"] }),
  messageSubject: shortText.default("").meta({ examples: ["اعلام کد رهگیری خرید"] }),
  rulesPage: flag
    .default("true")
    .describe("Whether a first page shows the rules; it is read, not printed on letterhead.")
    .meta({ examples: ["true"] }),
});

const exampleRule = {
  code: "handwritten_form",
  subject: "typed",
  rule: "The form is typed; the operator refuses handwriting.",
  original: "فرم باید تایپ شده باشد؛ اپراتور فرم دست‌نویس را نمی‌پذیرد.",
  source: "002 · item 1",
  remedy: "Fill the form by keyboard and print it again.",
};

export const formRules = shape(
  "FormRules",
  {
    version: "3000",
    title: "تعهدنامه تعریف شماره خدماتی (خط ۳۰۰۰)",
    rules: [exampleRule],
    fields: [{ field: "economic_code", label: "کد اقتصادی", prefilled: "411111111111" }],
    scanFormats: [],
    acceptedSubjects: ["announcing a purchase tracking code"],
    acceptedAudiences: ["customers of the company"],
  },
  z.strictObject({
    version: z.string().describe("Version of the form: each family has its own."),
    title: z.string(),
    rules: z
      .array(
        z.strictObject({
          ...finding.shape,
          original: z.string().optional().describe("The rule in the language of the form."),
        }),
      )
      .describe("Read them before you fill in the form."),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        label: z.string(),
        prefilled: z.string().optional().describe("What your company file says."),
      }),
    ),
    scanFormats: z.array(z.string()).describe("Formats of the scan; none named: any."),
    acceptedSubjects: z.array(z.string()),
    acceptedAudiences: z.array(z.string()),
  }),
);

export const matrixQuery = z.strictObject({
  tenant: z
    .string()
    .max(128)
    .default("")
    .describe("Staff: a tenant of their provider.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
  warningDays: z
    .string()
    .regex(/^\d{1,3}$/, "expected a number of days")
    .default("0")
    .describe("Fewer days than these are left: `expires_soon`. 0: as the market's pack says.")
    .meta({ examples: ["30"] }),
});

export const matrix = shape(
  "CompanyFileMatrix",
  {
    warningDays: 30,
    rows: [
      {
        documentCode: "commitment_form",
        originalName: "تعهدنامه تعریف شماره خدماتی",
        english: "commitment form",
        held: {
          documentId: "65f0a1b2c3d4e5f6a7b8c9d2",
          fileName: "form.jpg",
          storedAt: "2026-11-22T08:31:00.000Z",
        },
      },
    ],
    families: [
      {
        family: "landline_021",
        original: "خط خدماتی تلفن ثابت 21",
        english: "Landline 021 service line",
        provider: "asanak",
        providerName: "Asanak (آسانک)",
        ownProvider: true,
        lineType: "service",
        market: "IR",
        eligible: true,
        complete: false,
        cells: [{ documentCode: "commitment_form", need: "required", state: "held" }],
      },
      {
        family: "line_3000",
        original: "خط ۳۰۰۰",
        english: "3000 line",
        provider: "kando",
        providerName: "Kando SMS (کندو)",
        ownProvider: false,
        lineType: "service",
        market: "IR",
        eligible: false,
        reasonCode: "legal_person_only",
        reason: "Only legal persons may hold this line; the operator refuses natural persons.",
        source: "002 · Line 3000, Table",
        remedy: "Apply as a registered company, or choose a family that natural persons may hold.",
        complete: false,
        cells: [],
      },
    ],
  },
  z.strictObject({
    warningDays: z.int(),
    rows: z
      .array(
        z.strictObject({
          documentCode: z.string(),
          originalName: z.string(),
          english: z.string(),
          held: z
            .strictObject({
              documentId: id,
              fileName: z.string(),
              storedAt: time.optional(),
              expiresAt: time.optional(),
            })
            .optional()
            .describe("The document that would be filed; each is stored once and used everywhere."),
        }),
      )
      .describe("Every paper that some family of the market asks for."),
    families: z.array(
      z.strictObject({
        family: z.string(),
        original: z.string(),
        english: z.string(),
        provider: id,
        providerName: z.string(),
        ownProvider: z.boolean().describe("Whether it is the provider you are registered with."),
        lineType: z.string().describe('"service", "advertising" or "any".'),
        market: marketCode,
        operator: z
          .string()
          .optional()
          .describe("Operator at which the sender is declared; each stands by itself."),
        eligible: z.boolean().describe("False: you can never hold such a line; see `reason`."),
        reasonCode: z.string().optional(),
        reason: z.string().optional(),
        source: z.string().optional(),
        remedy: z.string().optional(),
        complete: z.boolean().describe("Whether all that is required without condition is held."),
        cells: z.array(
          z.strictObject({
            documentCode: z.string(),
            need: z.enum(["required", "conditional", "not_asked"]),
            state: z.enum(["held", "missing", "expires_soon", "expired"]).optional(),
            when: z.string().optional().describe("The condition of a conditional paper."),
            instead: z.string().optional().describe("Another paper that serves instead."),
          }),
        ),
      }),
    ),
  }),
);

const exampleOriginal = {
  documentCode: "promissory_note",
  originalName: "سفته",
  english: "promissory note",
  state: "arrived" as const,
  askedAt: "2026-11-22T09:00:00.000Z",
  arrivedAt: "2026-11-24T08:00:00.000Z",
  amount: { currency: "IRR", minor: "100000000" },
  beneficiaryName: "شرکت پیام‌افزار پیک‌آسا (Payam Afzar Peyk Asa Co.)",
};
export const original = shape(
  "OriginalOnPaper",
  exampleOriginal,
  z.strictObject({
    documentCode: z.string(),
    originalName: z.string(),
    english: z.string(),
    state: z.enum(["not_asked_yet", "asked", "arrived", "returned"]),
    askedAt: time.optional(),
    arrivedAt: time.optional(),
    returnedAt: time.optional(),
    note: z.string().optional().describe("What the provider wrote when it handed it back."),
    amount: money.optional().describe("Of a promissory note."),
    beneficiaryName: z.string().optional().describe("Of a promissory note."),
  }),
);
export const originalList = shape(
  "OriginalList",
  { originals: [exampleOriginal] },
  z.strictObject({ originals: z.array(original) }),
);
export const originalPath = z.strictObject({
  id: id.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d4"] }),
  code: id.meta({ examples: ["promissory_note"] }),
});
export const originalReturn = shape(
  "OriginalReturn",
  { note: "handed to the representative after the line was given up" },
  z.strictObject({ note: z.string().min(1).max(2_000).describe("To whom, and why.") }),
);
