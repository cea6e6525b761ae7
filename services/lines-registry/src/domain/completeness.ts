import {
  lineFamily,
  normaliseNumber,
  type ChecklistDocument,
  type LineFamily,
  type MarketPack,
} from "@whiteline/markets";
import { machineOf, type Filing } from "./application.js";
import {
  demandsOf,
  judgeEligibility,
  judgeFacts,
  judgeRequest,
  type Applicant,
} from "./checklist.js";
import { judgeForm } from "./commitment-form.js";
import { judgeCompany, type Company } from "./company-match.js";
import { customerListCode } from "./document-codes.js";
import { chosenDocuments, extensionOf, judgeDocuments, type CompanyDocument } from "./documents.js";
import { fileNames } from "./file-names.js";
import type { Finding } from "./finding.js";
import type { CommitmentForm } from "./form-facts.js";
import { judgeNote, type PromissoryNote } from "./guarantee.js";
import { lineTypesOf, type LineType } from "./sender.js";
import { readSenders, type WantedSender } from "./wanted-senders.js";

/** What the applicant sends. */
export type ApplicationContent = {
  readonly providerId: string;
  readonly family: string;
  /** The wanted sender as written; "" where it is drawn or common. */
  readonly lineNumber: string;
  /** Null: the family's default. */
  readonly lineType: LineType | null;
  /** How the name is written at each operator where it is declared. */
  readonly spellings: readonly { readonly operator: string; readonly text: string }[];
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
  /** Says what the list holds; "" when lists does not know. */
  readonly digest: string;
};

/** All that an application is judged by. */
export type Dossier = {
  readonly content: ApplicationContent;
  readonly company: Company;
  readonly documents: readonly CompanyDocument[];
  readonly list: ListVerdict | undefined;
  /** Why nothing can be sent through the provider. */
  readonly providerLacks: readonly Finding[];
  /** The number that was drawn, where the family draws it. */
  readonly drawn: string;
};

/** One application that the dossier is filed as, with its own warnings and file names. */
export type FiledSender = WantedSender & { readonly filing: Filing };

export type DossierVerdict = {
  readonly deficiencies: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly lineType: LineType;
  /** One per operator where the family is declared per operator; one otherwise. */
  readonly senders: readonly FiledSender[];
};

/**
 * Whether an application is complete and by the rules, before it is filed: eligibility, sender, form,
 * note, documents, sample list, company file. Every deficiency at once (law 4).
 */
export function judgeDossier(pack: MarketPack, dossier: Dossier, at: Date): DossierVerdict {
  const { content, company, documents: held, list } = dossier;
  const { providerId, family: familyId, form, note, documentIds: given } = content;
  const applicant = withKnownSector(content.applicant, company);
  const demands = demandsOf(pack, providerId, familyId, applicant);
  const ineligible = judgeEligibility(demands);
  if (ineligible.length > 0) return refusedWith(ineligible);
  const family = lineFamily(pack, familyId);
  if (family === undefined || machineOf(pack, familyId) === undefined) {
    return refusedWith([notByApplication(demands.source)]);
  }

  const type = readLineType(family, content.lineType);
  const senders = readSenders(pack, family, content, dossier.drawn);
  const papers = { given, held, at };
  const deficiencies = [
    ...dossier.providerLacks,
    ...judgeFacts(pack, applicant),
    ...type.findings,
    ...judgeRequest(pack, familyId, applicant.facts, content.lineNumber),
    ...senders.deficiencies,
    ...judgeCompany(company, content, demands.companyIdentifiers),
    ...judgeForm(pack, providerId, familyId, form),
    ...judgeNote(pack, providerId, familyId, note),
    ...judgeDocuments(pack, providerId, demands.documents, papers),
    ...judgeList(demands.documents, list),
  ];
  const chosen = chosenDocuments(demands.documents, given, held);
  const extensions = {
    ...Object.fromEntries(chosen.map((paper) => [paper.code, extensionOf(paper)])),
    ...(list === undefined ? {} : { [customerListCode]: list.fileType }),
  };
  const owesNotice =
    form !== undefined && normaliseNumber(pack, form.representativeMobile).kind === "ok";
  const listWarnings = list?.warnings ?? [];
  return {
    deficiencies,
    warnings: [...listWarnings, ...senders.senders.flatMap(({ warnings }) => warnings)],
    lineType: type.lineType,
    senders: senders.senders.map((sender) => ({
      ...sender,
      filing: {
        deficiencies,
        warnings: [...listWarnings, ...sender.warnings],
        fileNames: fileNames(sender.sender === "" ? familyId : sender.sender, extensions),
        owesNotice,
      },
    })),
  };
}

/** The company file knows the sector, when the applicant does not say it. */
function withKnownSector(applicant: Applicant, { sector }: Company): Applicant {
  const { facts } = applicant;
  return facts.sector === undefined && sector !== ""
    ? { ...applicant, facts: { ...facts, sector } }
    : applicant;
}

function readLineType(
  family: LineFamily,
  asked: LineType | null,
): { readonly lineType: LineType; readonly findings: readonly Finding[] } {
  const offered = lineTypesOf(family);
  const lineType = asked ?? offered[0] ?? "any";
  if (offered.includes(lineType)) return { lineType, findings: [] };
  const finding = {
    code: "LINE_TYPE_NOT_OFFERED",
    subject: "line_type",
    rule: `A line of ${family.name} is obtained as: ${offered.join(", ")}.`,
    source: family.source,
    remedy: "Ask for one of these, or choose another family.",
  };
  return { lineType, findings: [finding] };
}

function refusedWith(deficiencies: readonly Finding[]): DossierVerdict {
  return { deficiencies, warnings: [], lineType: "any", senders: [] };
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
    rule: "No source says how a line of this family is applied for.",
    source,
    remedy: "Ask the provider how a line of this family is obtained.",
  };
}
