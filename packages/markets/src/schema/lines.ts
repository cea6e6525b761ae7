import { z } from "zod";
import { letterhead, printedForm } from "./printed.js";
import { entry, examples, filledListOf, listOf, record, rule } from "./entry.js";

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
  shared: z.boolean().default(false),
  /** Sending is bounded by the submitted customer list. */
  requiresCustomerList: z.boolean().default(false),
  requiresApprovedPattern: z.boolean().default(false),
  requiresVoip: z.boolean().default(false),
  requiresOneOf: listOf(z.string()),
  prefix: z.string().regex(/^\d+$/).nullable().default(null),
  totalDigits: z.number().int().positive().nullable().default(null),
  /** False: the digits after the prefix are drawn, not chosen. */
  customDigits: z.boolean().default(true),
  /** Length of an alphanumeric sender; null for numbers. */
  nameLength: record({ min: z.number().int(), max: z.number().int() }).nullable().default(null),
  /** Null: no source says whether the line can receive (IR-MEL-19). */
  receives: z.boolean().nullable().default(null),
  /** Name of the state machine that an application follows; null where no process is printed. */
  stateMachine: z.string().nullable().default(null),
});

/** A condition on one fact of the applicant; data, not an expression. */
const condition = z.union([
  record({ fact: z.string(), is: z.boolean() }),
  record({ fact: z.string(), in: filledListOf(z.string()) }),
]);

const demandedDocument = entry({
  code: z.string(),
  when: condition.optional(),
  /** Another paper that serves instead, under its own condition. */
  or: record({ code: z.string(), when: condition.optional() }).optional(),
});

export const documents = record({
  codes: listOf(
    entry({ code: z.string().min(1), originalName: z.string().min(1), english: z.string().min(1) }),
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
  periodicRefreshOnCall: z.boolean(),
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

/** What a new sender number must satisfy beside its papers. */
export const lineRequestRule = entry({ ...rule, families: filledListOf(z.string()) });

/** Rules of an alphanumeric sender, with the separators each operator takes (null = not stated). */
export const brandname = entry({
  minLength: z.number().int(),
  maxLength: z.number().int(),
  baseCharacters: z.string(),
  forbiddenExamples: filledListOf(z.string()),
  separators: filledListOf(
    entry({ operator: z.string(), allowed: z.array(z.string()).readonly().nullable() }),
  ),
  rules: filledListOf(
    entry({
      code: z.string(),
      verdict: z.enum(["invalid", "manual_review"]),
      demand: z.string(),
      examples,
    }),
  ),
});
