import { checklist, deadline, duration, guarantee, markets } from "@whiteline/markets";
import { z } from "zod";
import { judgeFormFacts } from "./domain/commitment-form.js";
import { fileName } from "./domain/file-names.js";

const line = { provider: z.string(), lineFamily: z.string() };

const checklistInput = z.object({
  ...line,
  applicantType: z.enum(["natural", "legal"]),
  representativeIsSignatory: z.boolean().default(true),
  nationalCardIsSmart: z.boolean().default(true),
  sector: z.string().default("general"),
});

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
    const { lineFamily: family, ...applicant } = checklistInput.parse(input);
    const { eligible, reason, documents } = checklist(markets.get("IR"), { family, ...applicant });
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
    const pack = markets.get("IR");
    const known = duration(pack, durationId);
    if (known === undefined) throw new Error(`The pack knows no duration ${durationId}.`);
    return deadline(pack, known, start, { weekend, holidays });
  },
};
