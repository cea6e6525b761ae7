import {
  checklist,
  deadline,
  duration,
  guarantee,
  markets,
  promisedDuration,
  senderNames,
  supportHours,
} from "@whiteline/markets";
import { z } from "zod";
import { judgeRequest } from "./domain/checklist.js";
import { judgeFormFacts } from "./domain/commitment-form.js";
import { fileName } from "./domain/file-names.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { judgeName } from "./domain/sender-name.js";
import { isOpen } from "./domain/support-hours.js";

const line = { provider: z.string(), lineFamily: z.string() };

/** Facts of a case as the words of the pack; what a case leaves out stays unsaid. */
const words = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, said]) => said !== undefined && said !== null)
      .map(([fact, said]) => [fact, String(said)]),
  );

const checklistInput = z.object({
  ...line,
  applicantType: z.enum(["natural", "legal"]),
  representativeIsSignatory: z.boolean().default(true),
  nationalCardIsSmart: z.boolean().default(true),
  sector: z.string().default("general"),
});

const requestInput = z.looseObject({
  lineFamily: z.string(),
  requestedNumber: z.string().nullish(),
});

const supportInput = z.object({
  provider: z.string(),
  localTime: z.string().regex(/^\d{2}:\d{2}$/),
  isHoliday: z.boolean(),
});

const providerInput = z
  .object({ kind: z.enum(["operator", "partner"]) })
  .catchall(z.boolean().nullable());

const nameInput = z.object({ name: z.string(), operator: z.string() });

const dossierInput = z.object({
  applicant: z.enum(["direct", "agent"]),
  nameKind: z.string(),
  publicAdministrativeUnit: z.boolean().default(false),
});

const declarationInput = z.object({
  operator: z.string(),
  completeDossierReceivedOn: z.iso.date(),
  holidays: z.array(z.iso.date()).default([]),
  pausedDays: z.array(z.iso.date()).default([]),
});

/** A day for what has no day: the case names no certificate's end. */
const endOfTime = "9999-12-31";

/** The Vietnamese sender whose dossier and deadline the cases ask for. */
const brandname = { provider: "vn-bulksms", family: "brandname" } as const;

const guaranteeInput = z.object(line);

const formInput = z.object({
  ...line,
  form: z.object({
    onLetterhead: z.boolean(),
    stampedAndSigned: z.boolean(),
    typed: z.boolean(),
    companyNameInClause3: z.boolean(),
    allFieldsFilled: z.boolean(),
    ceoAndRepresentativeIdentityFilled: z.boolean(),
    siteUrl: z.string().nullable(),
    siteShowsCompanyName: z.boolean(),
    siteShowsActivity: z.boolean(),
    email: z.string().nullable(),
    representativeMobileOperator: z.string().nullable(),
    representativeMobileInOwnName: z.boolean(),
    representativeSignatureAreaBlank: z.boolean(),
    targetAudience: z.string().nullable(),
    contentSubject: z.string().nullable(),
    activityType: z.string().nullable(),
  }),
});

const fileNameInput = z.object({ lineNumber: z.string(), extension: z.string() });

const deadlineInput = z.object({
  durationId: z.string(),
  start: z.iso.date(),
  weekend: z.array(z.enum(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"])),
  holidays: z.array(z.iso.date()),
});

/** 1 toman = 10 rial [ir.md]. */
const rialPerToman = 10n;

/** Golden cases of lines-registry: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "ir.checklist": (input) => {
    const { provider, lineFamily: family, applicantType, ...facts } = checklistInput.parse(input);
    const asked = { provider, family, applicantType, facts: words(facts) };
    const { eligible, reason, documents } = checklist(markets.get("IR"), asked);
    return { eligible, reason, documents: documents.map(({ code }) => code) };
  },

  "ir.guarantee": (input) => {
    const { provider, lineFamily } = guaranteeInput.parse(input);
    const { required, amount, beneficiary } = guarantee(markets.get("IR"), provider, lineFamily);
    return {
      required,
      amountRial: amount,
      amountToman: amount / rialPerToman,
      beneficiary: beneficiary?.code ?? null,
    };
  },

  "ir.commitment_form": (input) => {
    const { provider, lineFamily, form } = formInput.parse(input);
    const { allFieldsFilled, email, targetAudience, contentSubject, activityType, ...facts } = form;
    const findings = judgeFormFacts(markets.get("IR"), provider, lineFamily, {
      ...facts,
      incompleteFields: allFieldsFilled ? [] : ["form"],
      email: email ?? "",
      targetAudience: targetAudience ?? "",
      contentSubject: contentSubject ?? "",
      activityType: activityType ?? "",
    });
    const errors = [...new Set(findings.map(({ code }) => code))];
    return { accepted: errors.length === 0, errors };
  },

  "ir.file_name": (input) => {
    const { lineNumber, extension } = fileNameInput.parse(input);
    return { name: fileName(lineNumber, extension) };
  },

  "ir.deadline": (input) => {
    const { durationId, start, weekend, holidays } = deadlineInput.parse(input);
    // The kind takes every duration of data/durations.json, also those of the other markets.
    const packs = markets.codes.map((code) => markets.get(code));
    const pack = packs.find((each) => duration(each, durationId) !== undefined);
    const known = pack && duration(pack, durationId);
    if (pack === undefined || known === undefined)
      throw new Error(`No pack knows the duration ${durationId}.`);
    return deadline(pack, known, start, { weekend, holidays });
  },

  "ir.line_request": (input) => {
    const { lineFamily, requestedNumber, ...facts } = requestInput.parse(input);
    const wanted = requestedNumber?.trim() ?? "";
    const findings = judgeRequest(markets.get("IR"), lineFamily, words(facts), wanted);
    const errors = findings.map(({ code }) => code);
    return { accepted: errors.length === 0, errors };
  },

  "ir.support_hours": (input) => {
    const { provider, localTime, isHoliday } = supportInput.parse(input);
    return { open: isOpen(supportHours(markets.get("IR"), provider), localTime, isHoliday) };
  },

  "tr.provider_eligibility": (input) => {
    const { kind, ...held } = providerInput.parse(input);
    const met = Object.entries(held).flatMap(([code, isMet]) => (isMet === true ? code : []));
    const record = { kind, met, suspended: false, validUntil: {} };
    const { eligible, missing } = judgeProvider(markets.get("TR"), record, endOfTime);
    return { eligible, missing };
  },

  "vn.brandname": (input) => {
    const { name, operator } = nameInput.parse(input);
    const names = senderNames(markets.get("VN"), brandname.family);
    if (names === undefined) throw new Error("The pack knows no brandnames.");
    const { verdict, reasons } = judgeName(names, name, operator);
    return { verdict, reasons: reasons.map(({ code }) => code) };
  },

  "vn.dossier": (input) => {
    const { applicant: declaredBy, ...facts } = dossierInput.parse(input);
    const asked = { ...brandname, applicantType: "legal" as const };
    const { documents } = checklist(markets.get("VN"), {
      ...asked,
      facts: words({ declaredBy, ...facts }),
    });
    return { documents: documents.map(({ code }) => code) };
  },

  "vn.deadline": (input) => {
    const { operator, completeDossierReceivedOn, ...daysOff } = declarationInput.parse(input);
    const pack = markets.get("VN");
    const known = promisedDuration(pack, { ...brandname, operator });
    if (known === undefined) throw new Error(`No source says how long ${operator} takes.`);
    return { latest: deadline(pack, known, completeDossierReceivedOn, daysOff).latest };
  },
};
