import type { Application } from "./application.js";
import type { ApplicationContent } from "./completeness.js";
import { formCode } from "./document-codes.js";
import type { Finding } from "./finding.js";
import type { CommitmentForm } from "./form-facts.js";

/** A field of the application with the paper that an expert holds it against. */
export type CaseField = {
  readonly field: string;
  readonly value: string;
  /** "" where no paper proves it. */
  readonly documentCode: string;
  readonly findings: readonly Finding[];
};

/** Fields that another paper than the form proves, where the applicant filed it [000 · Shatel; 002]. */
const provenBy: Readonly<Partial<Record<keyof CommitmentForm, readonly string[]>>> = {
  representativeFirstName: ["representative_letter"],
  representativeLastName: ["representative_letter"],
  representativeNationalCode: ["representative_letter"],
  representativeMobile: ["representative_letter"],
  representativeEmail: ["representative_letter"],
};

/** Every field of a case, in the order of the form. `rejected`: findings of the last return, by subject. */
export function caseFields(
  content: ApplicationContent,
  { findings, warnings, lineNumber }: Pick<Application, "findings" | "warnings" | "lineNumber">,
): readonly CaseField[] {
  const { form, note, documentIds, applicant } = content;
  const has = (code: string) => documentIds[code] !== undefined;
  const about = (subject: string) =>
    [...findings, ...warnings].filter((finding) => finding.subject === subject);
  const field = (name: string, value: string, codes: readonly string[]): CaseField => ({
    field: name,
    value,
    documentCode: codes.find(has) ?? "",
    findings: about(name),
  });
  const ofForm =
    form === undefined
      ? []
      : (Object.entries(form) as [keyof CommitmentForm, string | boolean][]).map(([name, value]) =>
          field(snakeCase(name), String(value), [...(provenBy[name] ?? []), formCode]),
        );
  const ofNote =
    note === undefined
      ? []
      : [
          field("note_amount", note.amount?.minor.toString() ?? "", ["promissory_note"]),
          field("note_beneficiary", note.beneficiaryCode, ["promissory_note"]),
        ];
  const facts = Object.entries(applicant.facts).map(([name, value]) =>
    field(snakeCase(name), value, []),
  );
  return [field("line_number", lineNumber, [formCode]), ...ofForm, ...ofNote, ...facts];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z0-9]+/gu, (part) => `_${part.toLowerCase()}`);
}
