import type { Application } from "./application.js";
import type { ApplicationContent } from "./completeness.js";
import type { Finding } from "./finding.js";

/**
 * What a correction files: what the request carries, and for the rest what was filed before, so that
 * nothing that was fine is sent again.
 */
export function correctedContent(
  before: ApplicationContent,
  given: ApplicationContent,
): ApplicationContent {
  return {
    ...given,
    lineNumber: given.lineNumber === "" ? before.lineNumber : given.lineNumber,
    lineType: given.lineType ?? before.lineType,
    spellings: given.spellings.length === 0 ? before.spellings : given.spellings,
    applicant: {
      kind: given.applicant.kind,
      facts: { ...before.applicant.facts, ...given.applicant.facts },
    },
    form: given.form ?? before.form,
    note: given.note ?? before.note,
    documentIds: { ...before.documentIds, ...given.documentIds },
    customerListImportId:
      given.customerListImportId === "" ? before.customerListImportId : given.customerListImportId,
  };
}

/** A correction keeps provider, family, type and sender; another sender is another application. */
export function judgeCorrection(
  current: Application,
  filed: {
    readonly providerId: string;
    readonly family: string;
    readonly lineType: string;
    /** Undefined when the sender could not be read, or is not among those of the request. */
    readonly key: string | undefined;
  },
): readonly Finding[] {
  const changed = [
    ...(filed.providerId === current.providerId ? [] : ["provider_id"]),
    ...(filed.family === current.family ? [] : ["family"]),
    ...(filed.lineType === current.lineType ? [] : ["line_type"]),
    ...(filed.key === current.senderKey ? [] : ["line_number"]),
  ];
  return changed.map((subject) => ({
    code: "APPLICATION_OF_OTHER_LINE",
    subject,
    rule: "A corrected application is for the same line at the same provider.",
    source: "000 · Conversion notes",
    remedy: "Keep this field as it was, or file a new application.",
  }));
}
