import { z } from "zod";

import { applicationLife, lineLife } from "./line-life.js";
import { shape } from "./shape.js";
import { count, finding, id, marketCode, money, shortText, time, version } from "./words.js";

/** From a query everything arrives as text. */
const flag = z.enum(["true", "false"]);

export const checklistQuery = z.strictObject({
  provider: id.meta({ examples: ["asanak"] }),
  family: id.meta({ examples: ["landline_021"] }),
  applicantKind: z.enum(["natural", "legal"]).meta({ examples: ["legal"] }),
  representativeIsSignatory: flag.default("false").meta({ examples: ["true"] }),
  nationalCardIsSmart: flag.default("true").meta({ examples: ["true"] }),
  sector: z
    .enum(["general", "qarz_al_hasaneh", "listed_company"])
    .default("general")
    .meta({ examples: ["general"] }),
});

const rule = {
  code: "email_public_provider",
  subject: "email",
  rule: "The e-mail address belongs to the company's own domain.",
  source: "000 · Conditions",
  remedy: "Give an address at the domain of the company's site.",
};

export const checklist = shape(
  "Checklist",
  {
    eligible: true,
    documents: [
      {
        code: "commitment_form",
        originalName: "فرم تعهدنامه",
        english: "commitment form",
        source: "000 · Landline 021/026",
        basis: "seed",
        present: false,
      },
    ],
    guarantee: {
      required: true,
      amount: { currency: "IRR", minor: "100000000" },
      beneficiaryCode: "payam_afzar_peyk_asa",
      beneficiaryName: "شرکت پیام‌افزار پیک‌آسا (Payam Afzar Peyk Asa Co.)",
      source: "000 · Conditions",
    },
    formRules: [rule],
    listRules: [],
    originals: ["commitment_form", "promissory_note"],
    duration: { from: "originals received", minimum: "20 working days", source: "000 · Timing" },
  },
  z.strictObject({
    eligible: z.boolean(),
    reason: z.string().optional(),
    documents: z.array(
      z.strictObject({
        code: z.string(),
        originalName: z.string(),
        english: z.string(),
        when: z.string().optional().describe("The condition under which it is asked."),
        source: z.string(),
        basis: z.string(),
        present: z.boolean().describe("Whether your company file holds a valid one already."),
      }),
    ),
    guarantee: z
      .strictObject({
        required: z.boolean(),
        amount: money.optional(),
        beneficiaryCode: z.string().optional(),
        beneficiaryName: z.string().optional(),
        source: z.string().optional(),
      })
      .optional(),
    formRules: z.array(finding).describe("Read them before you fill in the form."),
    listRules: z.array(finding),
    originals: z.array(z.string()).describe("Papers that are handed over as originals."),
    duration: z
      .strictObject({
        from: z.string().optional(),
        minimum: z.string().optional(),
        maximum: z.string().optional(),
        source: z.string().optional(),
      })
      .optional(),
  }),
);

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
    lineNumber: z.string().max(40).default("").describe("The number to convert."),
    applicant: z.strictObject({
      kind: z.enum(["natural", "legal"]),
      representativeIsSignatory: mark,
      nationalCardIsSmart: z.boolean().default(true),
      sector: z.enum(["general", "qarz_al_hasaneh", "listed_company"]).default("general"),
    }),
    form: commitmentForm.optional(),
    note: z
      .strictObject({
        amount: money.optional(),
        beneficiaryCode: text,
        stampedAndSigned: mark,
      })
      .optional()
      .describe("The promissory note."),
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

const exampleLine = {
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: "service" as const,
  status: "active" as const,
  version: 1,
  governedByList: true,
  inbound: "unknown",
  activeSince: "2026-11-22T09:00:00.000Z",
  activationNotice: "sent",
  activationMessageId: "65f0a1b2c3d4e5f6a7b8c9d6-0",
  renewsOn: "2027-11-22",
  whiteListed: true,
  listRefresh: { state: "fresh" as const },
  volume: { messages: 1200, days: 30 },
  complaints: 0,
  history: [],
};

export const line = shape(
  "Line",
  exampleLine,
  z.strictObject({
    lineId: id,
    tenantId: id,
    providerId: id,
    market: marketCode,
    family: z.string(),
    number: z.string().describe("As the subscriber sees it."),
    type: z.enum(["service", "advertising", "unknown"]),
    status: z.enum(["active", "suspended", "removed", "expired", "unknown"]),
    version,
    governedByList: z.boolean().describe("Whether only members of its list may be written to."),
    inbound: z.string(),
    activeSince: time.optional(),
    activationNotice: z.string().optional(),
    activationMessageId: z.string().optional(),
    ...lineLife,
  }),
);
export const lineList = shape(
  "LineList",
  { lines: [exampleLine] },
  z.strictObject({ lines: z.array(line) }),
);
export const newLine = shape(
  "NewLine",
  {
    tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
    providerId: "asanak",
    market: "IR",
    family: "landline_021",
    number: "021000000",
    type: "service",
  },
  z.strictObject({
    tenantId: id,
    providerId: id,
    market: marketCode,
    family: id,
    number: z.string().min(1).max(40),
    type: z.enum(["service", "advertising"]),
  }),
);

const exampleRoute = { route: "mci-1", operators: ["MCI"], rate: 500, market: "IR" };
export const routeList = shape(
  "RouteList",
  { routes: [exampleRoute] },
  z.strictObject({
    routes: z.array(
      z.strictObject({
        route: z.string(),
        operators: z.array(z.string()).describe('"*" stands for all that no other route names.'),
        rate: count.describe("Parts per second over all its binds."),
        market: z.string().optional(),
      }),
    ),
  }),
);
export const bindList = shape(
  "BindList",
  {
    binds: [
      {
        bindId: "mci-1/0",
        account: "whiteline",
        operator: "mci-1",
        up: true,
        holder: "dispatcher-1",
        epoch: 4,
        window: 100,
        inFlight: 12,
        submitted: 100_000,
        throttled: 0,
        since: "2026-11-22T08:00:00.000Z",
        rate: 500,
      },
    ],
  },
  z.strictObject({
    binds: z.array(
      z.strictObject({
        bindId: z.string(),
        account: z.string(),
        operator: z.string(),
        up: z.boolean(),
        holder: z.string().optional(),
        epoch: count,
        window: count,
        inFlight: count,
        submitted: count,
        throttled: count,
        since: time.optional(),
        lastError: z.string().optional(),
        rate: count,
      }),
    ),
  }),
);
