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
    .enum(["", "general", "qarz_al_hasaneh", "listed_company"])
    .default("")
    .meta({ examples: ["general"] }),
  facts: z
    .string()
    .max(1_000)
    .regex(/^(?:\w+:\w+)?(?:,\w+:\w+)*$/)
    .default("")
    .describe("Further facts that the family asks for, as name:word, separated by commas.")
    .meta({ examples: ["voipActive:true"] }),
});

const rule = {
  code: "email_public_provider",
  subject: "email",
  rule: "The e-mail address belongs to the company's own domain.",
  source: "000 · Conditions",
  remedy: "Give an address at the domain of the company's site.",
};

const senderKind = z.enum(["number", "title", "brandname", "shared", "unknown"]);
const senderOrigin = z
  .enum(["chosen", "held", "drawn", "common", "unknown"])
  .describe(
    "Chosen by you, held by you already and converted, drawn at random, or the provider's common sender.",
  );
const lineType = z.enum(["service", "advertising", "any", "unknown"]);
const askedFact = z.strictObject({
  fact: z.string(),
  question: z.string(),
  values: z.array(z.string()),
  source: z.string(),
  basis: z.string(),
});
const exampleFact = {
  fact: "voipActive",
  question: "Is an Asiatech VoIP service created and active?",
  values: ["true", "false"],
  source: "000 · Asiatech 9101/9130",
  basis: "seed",
};
const expectedDuration = z.strictObject({
  from: z.string().optional(),
  minimum: z.string().optional(),
  maximum: z.string().optional(),
  source: z.string().optional(),
});
const guaranteeShape = z.strictObject({
  required: z.boolean(),
  amount: money.optional(),
  beneficiaryCode: z.string().optional(),
  beneficiaryName: z.string().optional(),
  source: z.string().optional(),
});

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
    senderKind: "number",
    senderOrigin: "held",
    lineTypes: ["service"],
    facts: [],
    senderRules: [],
    companyIdentifiers: [],
    operators: [],
    providerLacks: [],
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
    guarantee: guaranteeShape.optional(),
    formRules: z.array(finding).describe("Read them before you fill in the form."),
    listRules: z.array(finding),
    originals: z.array(z.string()).describe("Papers that are handed over as originals."),
    duration: expectedDuration.optional(),
    senderKind,
    senderOrigin,
    lineTypes: z.array(lineType).describe("What the line may carry; the first is the default."),
    facts: z.array(askedFact).describe("What is asked of you because papers depend on it."),
    senderRules: z.array(finding).describe("What the wanted sender itself must satisfy."),
    companyIdentifiers: z.array(z.string()).describe("Numbers that your company file must carry."),
    operators: z
      .array(z.strictObject({ operator: z.string(), duration: expectedDuration.optional() }))
      .describe("Where the name is declared, one by one."),
    providerLacks: z.array(z.string()).describe("What the provider itself still lacks."),
  }),
);

export const familyQuery = z.strictObject({
  market: z
    .string()
    .max(2)
    .default("")
    .describe("Another market than your own.")
    .meta({ examples: ["IR"] }),
});

export const familyList = shape(
  "FamilyList",
  {
    families: [
      {
        family: "asiatech_9101",
        provider: "asanak",
        market: "IR",
        english: "Asiatech 9101",
        original: "سرشماره 9101 آسیاتک",
        kind: "number",
        origin: "chosen",
        choosesNumber: true,
        naturalPerson: true,
        legalPerson: true,
        lineTypes: ["service", "advertising"],
        needsList: false,
        facts: [exampleFact],
        operators: [],
        prefix: "9101",
        digits: [],
        source: "000 · Asiatech 9101/9130",
        basis: "seed",
        inbound: "unknown",
        eligible: true,
      },
    ],
  },
  z.strictObject({
    families: z.array(
      z.strictObject({
        family: z.string(),
        provider: z.string(),
        market: z.string(),
        english: z.string(),
        original: z.string(),
        kind: senderKind,
        origin: senderOrigin,
        choosesNumber: z.boolean(),
        naturalPerson: z.boolean(),
        legalPerson: z.boolean(),
        lineTypes: z.array(lineType).describe("What the line may carry; the first is the default."),
        guarantee: guaranteeShape.optional(),
        duration: expectedDuration.optional(),
        needsList: z.boolean(),
        facts: z.array(askedFact),
        operators: z.array(z.string()),
        prefix: z.string().optional(),
        digits: z.array(count).describe("Lengths of its numbers; empty where none is printed."),
        source: z.string(),
        basis: z.string(),
        note: z.string().optional(),
        inbound: z.string(),
        eligible: z.boolean().describe("Whether a person of your kind can hold it."),
        reason: z.string().optional().describe("Why never."),
      }),
    ),
  }),
);

export const proposalQuery = z.strictObject({
  brandname: z
    .string()
    .max(100)
    .meta({ examples: ["VT.Edu"] }),
  market: z
    .string()
    .max(2)
    .default("")
    .describe("Another market than your own.")
    .meta({ examples: ["VN"] }),
});

export const brandnameProposals = shape(
  "BrandnameProposals",
  {
    operators: [
      {
        operator: "VIETNAMOBILE",
        verdict: "invalid",
        codes: ["separator_not_allowed"],
        reasons: [],
        proposals: ["VT Edu", "VTEdu"],
      },
    ],
  },
  z.strictObject({
    operators: z.array(
      z.strictObject({
        operator: z.string(),
        verdict: z.enum(["valid", "invalid", "manual_review"]),
        codes: z.array(z.string()),
        reasons: z.array(finding),
        proposals: z.array(z.string()).describe("Spellings this operator takes, nearest first."),
      }),
    ),
  }),
);

const providerKind = z.enum(["operator", "partner"]);

export const providerEligibility = shape(
  "ProviderEligibility",
  {
    providerId: "aktan",
    market: "TR",
    kind: "partner",
    requirements: [
      {
        code: "iso27001",
        english: "ISO 27001, information security",
        source: "003 · Licences",
        met: false,
        asked: true,
      },
    ],
    eligible: false,
    missing: ["iso27001"],
    suspended: false,
    version: 1,
  },
  z.strictObject({
    providerId: id,
    market: z.string(),
    kind: providerKind.optional().describe("Absent while nothing was recorded."),
    requirements: z.array(
      z.strictObject({
        code: z.string(),
        english: z.string(),
        source: z.string(),
        met: z.boolean(),
        asked: z.boolean(),
      }),
    ),
    eligible: z.boolean().describe("Nothing is sent through a provider that is not."),
    missing: z.array(z.string()),
    suspended: z.boolean(),
    note: z.string().optional(),
    version,
    recordedAt: time.optional(),
  }),
);

export const newProviderEligibility = shape(
  "NewProviderEligibility",
  {
    kind: "partner",
    requirements: { btkAuthorised: true, iso9001: true, iso27001: true, licencePublished: true },
    version: 0,
  },
  z.strictObject({
    kind: providerKind,
    requirements: z
      .record(z.string().max(40), z.boolean())
      .describe("One truth value for each requirement of the market, by its code."),
    suspended: z.boolean().default(false).describe("By the supervisor."),
    note: z.string().max(500).default(""),
    version: version.describe("The one you read; 0 before the first record."),
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
    applicant: z.strictObject({
      kind: z.enum(["natural", "legal"]),
      representativeIsSignatory: mark,
      nationalCardIsSmart: z.boolean().default(true),
      sector: z.enum(["", "general", "qarz_al_hasaneh", "listed_company"]).default(""),
    }),
    facts: z
      .record(z.string().max(40), z.union([z.boolean(), z.string().max(60)]))
      .default({})
      .describe("Further facts that the family asks for, such as voipActive or nameKind."),
    spellings: z
      .record(z.string().max(40), z.string().max(100))
      .default({})
      .describe("How the name is written at each operator where it is to be declared."),
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
  sender: "02191001234",
  senderKind: "number" as const,
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
    lineType,
    operator: z.string().optional().describe("Where the name is declared."),
    groupId: id.describe("Applications that were filed together carry the same."),
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

const lineStatus = z.enum(["active", "suspended", "removed", "expired", "unknown"]);

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
  senderKind: "number" as const,
  operatorStatuses: [],
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
    type: lineType,
    status: lineStatus,
    version,
    governedByList: z.boolean().describe("Whether only members of its list may be written to."),
    inbound: z.string(),
    activeSince: time.optional(),
    activationNotice: z.string().optional(),
    activationMessageId: z.string().optional(),
    ...lineLife,
    senderKind,
    operatorStatuses: z
      .array(
        z.strictObject({
          operator: z.string(),
          spelling: z.string(),
          status: lineStatus,
          applicationId: id,
        }),
      )
      .describe("Where a name is declared at each operator: its spelling and state there."),
    heldBack: z
      .string()
      .optional()
      .describe("Why an active line is silent from outside: provider_ineligible."),
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
