import {
  lineFamily,
  normaliseNumber,
  type ChecklistDocument,
  type MarketPack,
} from "@whiteline/markets";
import { machineOf, type Filing } from "./application.js";
import { demandsOf, judgeEligibility, type Applicant } from "./checklist.js";
import { judgeForm } from "./commitment-form.js";
import { judgeCompany, type Company } from "./company-match.js";
import { customerListCode } from "./document-codes.js";
import { chosenDocuments, extensionOf, judgeDocuments, type CompanyDocument } from "./documents.js";
import { fileNames } from "./file-names.js";
import type { Finding } from "./finding.js";
import type { CommitmentForm } from "./form-facts.js";
import { judgeNote, type PromissoryNote } from "./guarantee.js";
import { readLineNumber } from "./line.js";

/** What the applicant sends. */
export type ApplicationContent = {
  readonly providerId: string;
  readonly family: string;
  /** As written. */
  readonly lineNumber: string;
  readonly applicant: Applicant;
  readonly form: CommitmentForm | undefined;
  readonly note: PromissoryNote | undefined;
  /** Document ids by code. */
  readonly documentIds: Readonly<Record<string, string>>;
  readonly customerListImportId: string;
};

/** What lists says of the sample; absent when no import was named. */
export type ListVerdict = {
  readonly accepted: boolean;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** "xlsx" or "csv", from the content. */
  readonly fileType: string;
};

/** All that an application is judged by. */
export type Dossier = {
  readonly content: ApplicationContent;
  readonly company: Company;
  readonly documents: readonly CompanyDocument[];
  readonly list: ListVerdict | undefined;
};

export type DossierVerdict = Filing & {
  /** As it will be shown; what was written when it is none. */
  readonly lineNumber: string;
};

/**
 * Whether an application is complete and by the rules, before it is filed: eligibility, number, form,
 * note, documents, sample list, company file. Every deficiency at once (law 4).
 */
export function judgeDossier(pack: MarketPack, dossier: Dossier, at: Date): DossierVerdict {
  const { content, company, documents: held, list } = dossier;
  const { providerId, family: familyId, applicant, form, note, documentIds: given } = content;
  const refusedWith = (findings: readonly Finding[]): DossierVerdict => ({
    deficiencies: findings,
    warnings: [],
    fileNames: {},
    owesNotice: false,
    lineNumber: content.lineNumber,
  });

  const sector = applicant.sector === "" ? company.sector : applicant.sector;
  const demands = demandsOf(pack, providerId, familyId, { ...applicant, sector });
  const ineligible = judgeEligibility(demands);
  if (ineligible.length > 0) return refusedWith(ineligible);
  const family = lineFamily(pack, familyId);
  if (family === undefined || machineOf(pack, familyId) === undefined || !family.customDigits) {
    return refusedWith([notByApplication(demands.source)]);
  }

  const number = readLineNumber(family, content.lineNumber);
  const lineNumber = number.kind === "ok" ? number.number : content.lineNumber;
  const papers = { given, held, at };
  const deficiencies = [
    ...(number.kind === "ok" ? [] : [number.finding]),
    ...judgeCompany(company, content, demands.companyIdentifiers),
    ...judgeForm(pack, providerId, familyId, form),
    ...judgeNote(pack, providerId, familyId, note),
    ...judgeDocuments(pack, providerId, demands.documents, papers),
    ...judgeList(demands.documents, list),
  ];
  const chosen = chosenDocuments(demands.documents, given, held);
  const extensions = Object.fromEntries(chosen.map((paper) => [paper.code, extensionOf(paper)]));
  return {
    deficiencies,
    warnings: list?.warnings ?? [],
    fileNames: fileNames(lineNumber, {
      ...extensions,
      ...(list === undefined ? {} : { [customerListCode]: list.fileType }),
    }),
    owesNotice:
      form !== undefined && normaliseNumber(pack, form.representativeMobile).kind === "ok",
    lineNumber,
  };
}

function judgeList(
  demands: readonly ChecklistDocument[],
  list: ListVerdict | undefined,
): readonly Finding[] {
  const demand = demands.find(({ code }) => code === customerListCode);
  if (demand === undefined) return [];
  if (list === undefined) {
    return [
      {
        code: "CUSTOMER_LIST_MISSING",
        subject: customerListCode,
        rule: "An application carries the Excel list of the company's customers.",
        source: demand.source,
        remedy: "Upload the list as the sample of an application and name its import.",
      },
    ];
  }
  return list.accepted ? [] : list.errors;
}

function notByApplication(source: string): Finding {
  return {
    code: "NOT_BY_APPLICATION",
    subject: "family",
    rule: "Lines of this family are not applied for by number on this road.",
    source,
    remedy: "Ask the provider how a line of this family is obtained.",
  };
}
