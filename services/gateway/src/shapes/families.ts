import { z } from "zod";

import { lineType, senderKind, senderOrigin } from "./sender-words.js";
import { shape } from "./shape.js";
import { count, finding, id, money, time, version } from "./words.js";

/** From a query everything arrives as text. */
const flag = z.enum(["true", "false"]);

export const checklistQuery = z.strictObject({
  provider: id.meta({ examples: ["asanak"] }),
  family: id.meta({ examples: ["landline_021"] }),
  applicantKind: z.enum(["natural", "legal"]).meta({ examples: ["legal"] }),
  representativeIsSignatory: flag
    .default("false")
    .describe("Not said, the papers of another representative are asked for.")
    .meta({ examples: ["true"] }),
  nationalCardIsSmart: flag
    .default("false")
    .describe("Not said, the receipt of an old card is asked for.")
    .meta({ examples: ["true"] }),
  sector: z
    .enum(["", "general", "qarz_al_hasaneh", "listed_company"])
    .default("")
    .meta({ examples: ["general"] }),
  facts: z
    .string()
    .max(1_000)
    .regex(/^(?:\w+:\w+(?: \w+)*)?(?:,\w+:\w+(?: \w+)*)*$/)
    .default("")
    .describe(
      "Further facts that the family asks for, as name:word, separated by commas; several words are parted by blanks.",
    )
    .meta({ examples: ["voipActive:true"] }),
});

const rule = {
  code: "email_public_provider",
  subject: "email",
  rule: "The e-mail address belongs to the company's own domain.",
  source: "000 · Conditions",
  remedy: "Give an address at the domain of the company's site.",
};

const askedFact = z.strictObject({
  fact: z.string(),
  question: z.string(),
  values: z.array(z.string()),
  several: z.boolean().describe("It may take more than one of its words."),
  source: z.string(),
  basis: z.string(),
});
const exampleFact = {
  fact: "voipActive",
  question: "Is an Asiatech VoIP service created and active?",
  values: ["true", "false"],
  several: false,
  source: "000 · Asiatech 9101/9130",
  basis: "seed",
};
const expectedDuration = z.strictObject({
  from: z.string().optional(),
  minimum: z.string().optional(),
  maximum: z.string().optional(),
  source: z.string().optional(),
  note: z.string().optional().describe("What else the source says, where it gives no figure."),
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
        lineOperator: z.string().optional().describe("Who issues it, where a source names it."),
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
        validUntil: z.string().optional().describe("Last day on which it holds."),
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
    validUntil: z
      .record(z.string().max(40), z.iso.date())
      .default({})
      .describe("Last day of each certificate that has an end, by code."),
    suspended: z.boolean().default(false).describe("By the supervisor."),
    note: z.string().max(500).default(""),
    version: version.describe("The one you read; 0 before the first record."),
  }),
);
