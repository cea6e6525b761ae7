import type { Applicant } from "./checklist.js";
import type { Finding } from "./finding.js";
import type { CommitmentForm } from "./form-facts.js";
import { foldText } from "./written-text.js";

/** Who the applicant is by the books of accounts. */
export type Company = {
  readonly kind: "natural" | "legal" | undefined;
  readonly providerId: string;
  readonly companyName: string;
  readonly nationalId: string;
  readonly economicCode: string;
  readonly registrationNumber: string;
  readonly sector: string;
};

/** Numbers by which a company is known: name in the packs' `companyIdentifiers`, place in the form. */
const identifiers = [
  ["national_id", "nationalId"],
  ["economic_code", "economicCode"],
  ["registration_number", "registrationNumber"],
] as const;

/**
 * Whether the application and the company file speak of the same applicant. An empty field of the
 * file contradicts nothing, unless the provider asks for it.
 * @param demanded identifiers that the provider asks for [002 · Line 3000]
 */
export function judgeCompany(
  company: Company,
  claimed: {
    readonly providerId: string;
    readonly applicant: Applicant;
    readonly form: CommitmentForm | undefined;
  },
  demanded: readonly string[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const { applicant, form } = claimed;
  if (company.providerId !== claimed.providerId) {
    findings.push({
      code: "OTHER_PROVIDER",
      subject: "provider_id",
      rule: "A customer applies at the provider that it is registered with.",
      source: "architecture.md · words",
      remedy: "Register with that provider, or apply at your own.",
    });
  }
  if (company.kind !== undefined && company.kind !== applicant.kind) {
    findings.push({
      code: "APPLICANT_KIND_DIFFERS",
      subject: "applicant.kind",
      rule: "The applicant is the person that is registered: natural or legal.",
      source: "000 · Landline 021/026",
      remedy: "Apply as the person you registered, or register the company.",
    });
  }
  const { sector } = applicant.facts;
  if (company.sector !== "" && sector !== undefined && company.sector !== sector) {
    findings.push({
      code: "SECTOR_DIFFERS",
      subject: "applicant.sector",
      rule: "The sector is that of the company file; it decides about the Central Bank permit.",
      source: "000 · Conversion notes",
      remedy: "Give the sector of the company file, or correct the file.",
    });
  }
  for (const [name, key] of identifiers) {
    if (company[key] === "" && demanded.includes(name)) {
      findings.push({
        code: "COMPANY_FILE_INCOMPLETE",
        subject: name,
        rule: "The company file names this number of the company.",
        source: "002 · Line 3000",
        remedy: "Fill in the number in the company file.",
      });
    }
  }
  if (form === undefined) return findings;
  for (const [name, key] of [["company_name", "companyName"], ...identifiers] as const) {
    const isSaidTwice = company[key] !== "" && form[key].trim() !== "";
    if (isSaidTwice && foldText(company[key]) !== foldText(form[key])) {
      findings.push({
        code: "FORM_DIFFERS_FROM_COMPANY_FILE",
        subject: name,
        rule: "Form and company file name the same company.",
        source: "000 · Conditions; 002 · General 2",
        remedy: "Correct the form, or the company file if it is out of date.",
      });
    }
  }
  return findings;
}
