import { z } from "zod";

import { applicationLife } from "./line-life.js";
import { lineType, senderKind } from "./sender-words.js";
import { shape } from "./shape.js";
import { finding, id, money, shortText, time, version } from "./words.js";

const rule = {
  code: "email_public_provider",
  subject: "email",
  rule: "The e-mail address belongs to the company's own domain.",
  source: "000 · Conditions",
  remedy: "Give an address at the domain of the company's site.",
};

/** What is left out is empty: completeness is judged by the registry, which names every deficiency at once. */
const text = shortText.default("");
const mark = z.boolean().default(false);
const commitmentForm = z.strictObject({
  companyName: text,
  companyNameInClause3: mark,
  nationalId: text,
  economicCode: text,
  registrationNumber: text,
  activityType: text,
  siteUrl: text,
  siteShowsCompanyName: mark,
  siteShowsActivity: mark,
  email: text,
  representativeFirstName: text,
  representativeLastName: text,
  representativeNationalCode: text,
  representativeMobile: text,
  representativeEmail: text,
  representativeMobileInOwnName: mark,
  ceoFullName: text,
  ceoNationalCode: text,
  targetAudience: text,
  messageSubject: text,
  onLetterhead: mark,
  stampedAndSigned: mark,
  typed: mark,
  representativeSignatureAreaBlank: mark,
});

const applicant = z.strictObject({
  kind: z.enum(["natural", "legal"]),
  representativeIsSignatory: mark,
  nationalCardIsSmart: mark,
  sector: z.enum(["", "general", "qarz_al_hasaneh", "listed_company"]).default(""),
});
const note = z
  .strictObject({
    amount: money.optional(),
    beneficiaryCode: text,
    stampedAndSigned: mark,
  })
  .describe("The promissory note.");

export const newApplication = shape(
  "NewApplication",
  {
    providerId: "asanak",
    family: "landline_021",
    lineNumber: "02191001234",
    applicant: { kind: "legal", representativeIsSignatory: true },
    form: {
      companyName: "شرکت نمونه",
      email: "info@example.ir",
      messageSubject: "delivery of book orders",
      onLetterhead: true,
    },
    note: {
      amount: { currency: "IRR", minor: "100000000" },
      beneficiaryCode: "payam_afzar_peyk_asa",
      stampedAndSigned: true,
    },
    documents: { commitment_form: "65f0a1b2c3d4e5f6a7b8c9d2" },
    customerListImportId: "65f0a1b2c3d4e5f6a7b8c9d3",
  },
  z.strictObject({
    providerId: id,
    family: id,
    sender: z
      .string()
      .max(100)
      .default("")
      .describe(
        "The number to convert, or the number, title or brandname that you ask for. Leave it out where the digits are drawn or the sender is common.",
      ),
    lineNumber: z.string().max(40).default("").describe("The older name of `sender`."),
    lineType: z
      .enum(["service", "advertising"])
      .optional()
      .describe("Where the family leaves a choice; its default otherwise."),
    applicant,
    facts: z
      .record(
        z.string().max(40),
        z.union([z.boolean(), z.string().max(60), z.array(z.string().max(40)).max(10)]),
      )
      .default({})
      .describe(
        'Further facts that the family asks for, such as voipActive or nameKind; several words as an array, such as purposes: ["customer_care", "advertising"] of a brandname.',
      ),
    spellings: z
      .record(z.string().max(40), z.string().max(100))
      .default({})
      .describe("How the name is written at each operator where it is to be declared."),
    form: commitmentForm.optional(),
    note: note.optional(),
    documents: z
      .record(z.string().max(100), id)
      .default({})
      .describe("Documents of your company file: code → documentId."),
    customerListImportId: z
      .string()
      .max(128)
      .default("")
      .describe("The import of the sample list, from POST /v1/imports."),
  }),
);

const filed = z.strictObject({
  sender: z.string(),
  lineType: z.enum(["service", "advertising"]).optional(),
  applicant: z.strictObject({
    kind: z.enum(["natural", "legal"]),
    representativeIsSignatory: z.boolean(),
    nationalCardIsSmart: z.boolean(),
    sector: z.string(),
  }),
  facts: z.record(z.string(), z.string()),
  spellings: z.record(z.string(), z.string()),
  form: commitmentForm.optional(),
  note: note.optional(),
  documents: z.record(z.string(), id),
  customerListImportId: z.string(),
});

const exampleApplication = {
  applicationId: "65f0a1b2c3d4e5f6a7b8c9d4",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  providerId: "asanak",
  family: "landline_021",
  lineNumber: "02191001234",
  state: "provider_review",
  version: 1,
  history: [
    {
      from: "draft",
      event: "submit",
      to: "provider_review",
      actor: "applicant",
      at: "2026-11-22T08:35:00.000Z",
    },
  ],
  findings: [],
  warnings: [],
  fileNames: { commitment_form: "02191001234.jpg" },
  possibleEvents: ["approve", "deficient"],
  kind: "obtain",
  operatorAnswers: [],
  originals: [],
  sender: "02191001234",
  senderKind: "number" as const,
  purposes: [],
  lineType: "service" as const,
  groupId: "65f0a1b2c3d4e5f6a7b8c9d4",
};

export const application = shape(
  "Application",
  exampleApplication,
  z.strictObject({
    applicationId: id,
    tenantId: id,
    providerId: id,
    family: z.string(),
    lineNumber: z.string(),
    state: z.string(),
    version,
    history: z.array(
      z.strictObject({
        from: z.string(),
        event: z.string(),
        to: z.string(),
        actor: z.string(),
        at: time.optional(),
        note: z.string().optional(),
      }),
    ),
    findings: z.array(finding).describe("Why it was returned."),
    warnings: z.array(finding),
    dueAt: time.optional(),
    lineId: z.string().optional().describe("Present when the line is active."),
    fileNames: z.record(z.string(), z.string()).describe("Names of the papers as filed, by code."),
    possibleEvents: z.array(z.string()),
    ...applicationLife,
    sender: z.string().describe("As it will be shown; empty until a common one is given."),
    senderKind,
    purposes: z
      .array(z.string())
      .describe(
        "Kinds of traffic for which a name is declared, or, in a case that adds some, those.",
      ),
    lineType,
    operator: z.string().optional().describe("Where the name is declared."),
    groupId: id.describe("Applications that were filed together carry the same."),
    filed: filed
      .optional()
      .describe(
        "With GET of one application, for its own company: what was filed last. Its fields are those of the body of PUT.",
      ),
    declarations: z
      .array(
        z.strictObject({
          operator: z.string(),
          sender: z.string(),
          applicationId: id,
          state: z.string(),
          dueAt: time.optional(),
        }),
      )
      .optional()
      .describe("On filing: one application for each operator."),
  }),
);
export const applicationList = shape(
  "ApplicationList",
  { applications: [exampleApplication] },
  z.strictObject({ applications: z.array(application) }),
);
export const applicationQuery = z.strictObject({
  provider: z
    .string()
    .max(128)
    .default("")
    .describe("Staff: the queue of their provider.")
    .meta({ examples: ["asanak"] }),
  state: z
    .string()
    .max(100)
    .default("")
    .meta({ examples: ["provider_review"] }),
});

export const applicationEvent = shape(
  "ApplicationEvent",
  { event: "deficient", expectedVersion: 1, note: "", findings: [rule], originals: [] },
  z.strictObject({
    event: z.string().min(1).max(100).describe("One of the application's possibleEvents."),
    expectedVersion: version.describe("The version the decision was taken on."),
    note: z.string().max(2_000).default(""),
    findings: z.array(finding).max(100).default([]).describe("Reasons of a return."),
    originals: z
      .array(z.string().max(100))
      .max(100)
      .default([])
      .describe("Codes of the originals that arrived."),
    operatorAnswer: z
      .strictObject({
        words: z.string().min(1).max(2_000),
        reference: z.string().max(200).default(""),
      })
      .optional()
      .describe("What the operator answered, in its own words."),
  }),
);
