import { z } from "zod";
import { letterhead, printedForm } from "./printed.js";
import { entry, filledListOf, listOf, record, rule } from "./entry.js";

const applicantType = z.enum(["natural", "legal"]);

/** What a kind of sender is and who may hold it. */
export const family = entry({
  id: z.string().min(1),
  name: z.string().min(1),
  original: z.string().min(1),
  providers: filledListOf(z.string()),
  naturalPerson: z.boolean(),
  legalPerson: z.boolean(),
  /** `any` where the market does not divide senders into service and advertising. */
  defaultType: z.enum(["service", "advertising", "any"]),
  advertisingVariantOnRequest: z.boolean().default(false),
  /** Issued for advertising and turned into a service line by application. */
  conversion: z.boolean().default(false),
  /** What is shown to the subscriber: a number or a name; `shared` = a common number. */
  kind: z.enum(["number", "title", "brandname", "shared"]).default("number"),
  /** Sending is bounded by the submitted customer list. */
  requiresCustomerList: z.boolean().default(false),
  requiresApprovedPattern: z.boolean().default(false),
  prefix: z.string().regex(/^\d+$/).nullable().default(null),
  /** Lengths a number may have, prefix included; empty where none is printed. */
  digits: listOf(z.number().int().positive()),
  /** False: the digits after the prefix are drawn, not chosen. */
  customDigits: z.boolean().default(true),
  /** Operator that issues the senders; null where no source names it. */
  issuedBy: z.string().nullable().default(null),
  /** Operators at which the sender is declared, one by one; empty where one application serves all. */
  declaredAt: listOf(z.string()),
  /** Null: no source says whether the line can receive (IR-MEL-19). */
  receives: z.boolean().nullable().default(null),
  /** Name of the state machine that an application follows; null where no process is printed. */
  stateMachine: z.string().nullable().default(null),
  /** Fact that says for which kinds of traffic the sender is declared; null where senders carry any. */
  purposeFact: z.string().nullable().default(null),
});

/** A condition on one fact of the applicant; data, not an expression. Of several words each must be `in`. */
const condition = z.union([
  record({ fact: z.string(), is: z.boolean() }),
  record({ fact: z.string(), in: filledListOf(z.string()) }),
]);

/** Something that is asked of an applicant because papers or preconditions depend on it. */
export const fact = entry({
  id: z.string().min(1),
  question: z.string().min(1),
  /** The words it may take; "true" and "false" for a yes or no; empty = what the applicant writes. */
  values: listOf(z.string()),
  /** It may take more than one of its words, parted by blanks. */
  several: z.boolean().default(false),
});

const demandedDocument = entry({
  code: z.string(),
  when: condition.optional(),
  /** Another paper that serves instead, under its own condition. */
  or: record({ code: z.string(), when: condition.optional() }).optional(),
});

export const documents = record({
  codes: listOf(
    entry({
      code: z.string().min(1),
      originalName: z.string().min(1),
      english: z.string().min(1),
      /** What a file of this paper may be, by its content: a scan unless it says otherwise. */
      formats: z
        .array(z.enum(["jpg", "png", "pdf", "xlsx"]))
        .min(1)
        .readonly()
        .prefault(["jpg", "png", "pdf"]),
    }),
  ),
  /** One row per provider, family and kind of applicant; `documents: null` = may not apply. */
  demands: listOf(
    entry({
      provider: z.string(),
      family: z.string(),
      applicantType,
      documents: z.array(demandedDocument).readonly().nullable(),
      companyIdentifiers: listOf(z.string()),
    }),
  ),
  /** A paper with fewer days left than these is warned of. */
  expiryWarning: entry({ days: z.number().int().positive() }).prefault({
    days: 30,
    source: "issue 4 · company file",
    basis: "interpretation",
  }),
  originals: listOf(
    entry({
      provider: z.string(),
      family: z.string(),
      documents: filledListOf(z.string()),
      due: z.enum(["after_approval", "with_submission"]),
    }),
  ),
});

const pairs = filledListOf(record({ provider: z.string(), family: z.string() }));

export const commitmentForm = entry({
  fields: filledListOf(z.string()),
  /** `original` is the demand in the language of the form. */
  rules: filledListOf(entry({ ...rule, appliesTo: pairs, original: z.string().min(1).optional() })),
  /** The form as it is printed, one version per family. */
  versions: listOf(printedForm),
  letterhead: letterhead.nullable().default(null),
  /** Subjects that say nothing; compared after `normalisation`. */
  genericSubjects: filledListOf(z.string()),
  normalisation: z.string().min(1),
  /** Operator of the representative's mobile, where a rule asks for it. */
  representativeOperator: z.string(),
  publicMailDomains: filledListOf(entry({ domain: z.string() })),
  emailDomainRule: z.string().min(1),
  acceptedSubjects: filledListOf(z.string()),
  acceptedAudiences: filledListOf(z.string()),
  scanFormats: filledListOf(entry({ provider: z.string(), formats: filledListOf(z.string()) })),
});

const severity = z.enum(["error", "warning"]);

export const customerList = entry({
  provider: z.string(),
  families: filledListOf(z.string()),
  fileTypes: filledListOf(z.string()),
  /** Operator whose numbers count; the others are `otherOperators`. */
  operator: z.string(),
  minCount: z.number().int().nullable(),
  maxCount: z.number().int().nullable(),
  countedAfterDeduplication: z.boolean(),
  otherOperators: severity,
  duplicates: severity,
  oneListPerHolding: z.boolean(),
  /** Fact that names the holding, where it may have one list only. */
  holdingFact: z.string().nullable().default(null),
  periodicRefreshOnCall: z.boolean(),
  /** What comes of a call for a new list that is not answered in time: no source prints more than the call. */
  overdueRefresh: z.literal("warns").default("warns"),
  removeOptedOut: z.boolean(),
  removeFormerCustomers: z.boolean(),
  fileNamedAfterLine: z.boolean(),
  rules: filledListOf(entry(rule)),
});

export const guarantee = entry({
  provider: z.string(),
  family: z.string(),
  /** Minor units of the pack's currency. */
  amount: z.bigint().nonnegative(),
  beneficiary: record({ code: z.string(), name: z.string() }).nullable(),
  details: z.string().nullable(),
});

/** `fine = fixed + perMessage × counted messages`; no fine when none is counted. */
export const fine = entry({
  provider: z.string(),
  violation: z.string(),
  /** Null: every service line of the provider. */
  family: z.string().nullable(),
  countedMessages: z.enum(["to_blacklisted", "to_non_customers"]),
  fixed: z.bigint(),
  perMessage: z.bigint(),
  permanentRemoval: z.boolean(),
  reapplyAllowed: z.boolean(),
  legalAction: z.boolean(),
});

export const sanction = entry({
  provider: z.string(),
  violation: z.string(),
  trigger: z.string().nullable().default(null),
  removedFromWhiteList: z.boolean().default(false),
  reprimandOrAccessRemoval: z.boolean().default(false),
  lineClosed: z.boolean().default(false),
  suspensionOrCancellation: z.boolean().default(false),
  /** Null: not stated. */
  reapplyAllowed: z.boolean().nullable().default(null),
  fine: z.bigint().default(0n),
});

/** What a new sender must satisfy beside its papers: one of the conditions holds. */
export const lineRequestRule = entry({
  ...rule,
  families: filledListOf(z.string()),
  anyOf: filledListOf(
    /** `given`: whether the applicant asks for a sender of its own choice. */
    z.union([condition, record({ fact: z.literal("requestedNumber"), given: z.boolean() })]),
  ),
});

/** How names of a family are written, with the separators each operator takes. */
export const senderNames = entry({
  families: filledListOf(z.string()),
  minLength: z.number().int().positive(),
  maxLength: z.number().int().positive(),
  /** Ranges of characters, e.g. "A-Z a-z 0-9". */
  baseCharacters: z.string().regex(/^\S-\S(?: \S-\S)*$/),
  forbiddenExamples: filledListOf(z.string()),
  /** `operator` null = every operator; `allowed` null = not stated. */
  separators: filledListOf(
    entry({ operator: z.string().nullable(), allowed: z.array(z.string()).readonly().nullable() }),
  ),
  rules: filledListOf(
    entry({
      ...rule,
      code: z.enum([
        "empty",
        "too_short",
        "too_long",
        "forbidden_character",
        "separator_not_allowed",
        "separator_rule_unknown",
      ]),
      verdict: z.enum(["invalid", "manual_review"]),
    }),
  ),
});
