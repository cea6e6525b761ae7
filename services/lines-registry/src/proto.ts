import {
  PersonKind,
  type CompanyFile,
  type Document,
  type Tenant,
} from "@whiteline/contracts/accounts/v1/accounts";
import {
  ApplicantKind,
  LineStatus as LineStatusWord,
  LineType as LineTypeWord,
  SenderKind as SenderKindWord,
  type Applicant as ApplicantMessage,
  type Application as ApplicationMessage,
  type ApplyRequest,
  type ApplyResponse,
  type FiledContent,
  type Line as LineMessage,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { CheckCustomerListResponse } from "@whiteline/contracts/lists/v1/lists";
import { lineFamily, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import {
  awaitsOriginals,
  missingOriginals,
  possibleEvents,
  type Application,
} from "./domain/application.js";
import type { Applicant } from "./domain/checklist.js";
import type { Company } from "./domain/company-match.js";
import type { ApplicationContent, ListVerdict } from "./domain/completeness.js";
import type { CompanyDocument } from "./domain/documents.js";
import type { Finding } from "./domain/finding.js";
import type { LineStatus } from "./domain/line-status.js";
import { statusOf, type Line } from "./domain/line.js";
import type { LineType, SenderKind } from "./domain/sender.js";
import { endOfDay } from "./market-day.js";

const longestRequestId = 128;
const longestFact = 100;
const mostFacts = 50;

/** @throws DomainError invalid REQUEST_ID_MISSING */
export function toRequestId(requestId: string): string {
  if (requestId !== "" && requestId.length <= longestRequestId) return requestId;
  throw invalid(
    "REQUEST_ID_MISSING",
    `A change carries a request id of 1 to ${longestRequestId} characters.`,
    "Send a fresh random id, and the same one again when you repeat the request.",
  );
}

/**
 * Who applies: the facts by the names of the pack. The two that have a field of their own are always said;
 * a sector that is empty is not.
 * @throws DomainError invalid APPLICANT_KIND_MISSING, TOO_MANY_FACTS
 */
export function toApplicant(applicant: ApplicantMessage | undefined): Applicant {
  const kind = applicant && kinds.get(applicant.kind);
  if (applicant === undefined || kind === undefined) {
    throw invalid(
      "APPLICANT_KIND_MISSING",
      "An applicant is a natural or a legal person.",
      "Say which of the two applies.",
    );
  }
  const given = Object.entries(applicant.facts).filter(([, said]) => said !== "");
  if (given.length > mostFacts || given.some((pair) => pair.join("").length > longestFact)) {
    throw invalid(
      "TOO_MANY_FACTS",
      `An applicant says at most ${mostFacts} facts, each a word.`,
      "Say the facts that the checklist asks for, in its words.",
    );
  }
  const { representativeIsSignatory, nationalCardIsSmart, sector } = applicant;
  return {
    kind,
    facts: {
      representativeIsSignatory: String(representativeIsSignatory),
      nationalCardIsSmart: String(nationalCardIsSmart),
      ...(sector === "" ? {} : { sector }),
      ...Object.fromEntries(given),
    },
  };
}

const kinds: ReadonlyMap<ApplicantKind, Applicant["kind"]> = new Map([
  [ApplicantKind.NATURAL, "natural"],
  [ApplicantKind.LEGAL, "legal"],
]);

/** What the applicant sends, as it was written. */
export function toContent(request: ApplyRequest): ApplicationContent {
  const { providerId, family, lineNumber, form, note, customerListImportId } = request;
  return {
    providerId,
    family,
    lineNumber,
    lineType: wantedTypes.get(request.lineType) ?? null,
    spellings: request.spellings.map(({ operator, text }) => ({ operator, text })),
    applicant: toApplicant(request.applicant),
    form: form && { ...form },
    note: note && {
      amount: note.amount && { ...note.amount },
      beneficiaryCode: note.beneficiaryCode,
      stampedAndSigned: note.stampedAndSigned,
    },
    documentIds: { ...request.documentIds },
    customerListImportId,
  };
}

export function toCompany(tenant: Tenant | undefined, file: CompanyFile | undefined): Company {
  return {
    kind: tenant && personKinds.get(tenant.kind),
    providerId: tenant?.providerId ?? "",
    companyName: file?.companyName ?? "",
    nationalId: file?.nationalId ?? "",
    economicCode: file?.economicCode ?? "",
    registrationNumber: file?.registrationNumber ?? "",
    sector: file?.sector ?? "",
  };
}

const personKinds: ReadonlyMap<PersonKind, Applicant["kind"]> = new Map([
  [PersonKind.NATURAL, "natural"],
  [PersonKind.LEGAL, "legal"],
]);

export function toDocument({ documentId, code, mediaType, expiresAt }: Document): CompanyDocument {
  return { documentId, code, mediaType, expiresAt };
}

export function toListVerdict(
  { accepted, errors, warnings, contentsDigest: digest }: CheckCustomerListResponse,
  fileType: string,
): ListVerdict {
  return { accepted, errors, warnings, fileType, digest };
}

/** @throws DomainError invalid LINE_TYPE_MISSING */
export function toLineType(type: LineTypeWord): LineType {
  switch (type) {
    case LineTypeWord.SERVICE:
      return "service";
    case LineTypeWord.ADVERTISING:
      return "advertising";
    case LineTypeWord.ANY:
      return "any";
    default:
      throw invalid(
        "LINE_TYPE_MISSING",
        "A line is either a service line or an advertising line [001 · What is it].",
        "Say which of the two it is.",
      );
  }
}

/** Originals that are still awaited stand among the warnings, for the applicant and for the desk. */
export function fromApplication(pack: MarketPack, application: Application): ApplicationMessage {
  const { applicationId, tenantId, providerId, family, lineNumber, state, dueOn } = application;
  return {
    applicationId,
    tenantId,
    providerId,
    family,
    lineNumber,
    state,
    version: BigInt(application.version),
    history: application.history.map(({ by: _by, tells: _tells, ...entry }) => entry),
    findings: application.findings,
    warnings: [...application.warnings, ...awaited(pack, application)],
    dueAt: dueOn === null ? undefined : endOfDay(dueOn, pack.timezone),
    lineId: application.lineId ?? "",
    fileNames: application.fileNames,
    possibleEvents: possibleEvents(pack, application),
    kind: application.caseKind ?? "obtain",
    operatorAnswers: application.desk?.answers ?? [],
    pendingDecision: application.desk?.pending ?? undefined,
    originals: application.originals,
    // See `fromContent`.
    filed: undefined,
    operator: application.operator,
    groupId: application.groupId,
    purposes: application.purposes ?? [],
    lineType: lineTypes[application.lineType],
    senderKind: senderKinds[lineFamily(pack, family)?.kind ?? "number"],
  };
}

/** What an applicant filed, for itself: names, national codes and mobiles are in it. */
export function fromContent(content: ApplicationContent): FiledContent {
  const { lineNumber, lineType, spellings, applicant, form, note } = content;
  const { representativeIsSignatory, nationalCardIsSmart, sector = "" } = applicant.facts;
  return {
    lineNumber,
    lineType: lineType === null ? LineTypeWord.UNSPECIFIED : lineTypes[lineType],
    spellings,
    applicant: {
      kind: applicant.kind === "natural" ? ApplicantKind.NATURAL : ApplicantKind.LEGAL,
      representativeIsSignatory: representativeIsSignatory === "true",
      nationalCardIsSmart: nationalCardIsSmart === "true",
      sector,
      facts: applicant.facts,
    },
    form,
    note,
    documentIds: content.documentIds,
    customerListImportId: content.customerListImportId,
  };
}

function awaited(pack: MarketPack, application: Application): readonly Finding[] {
  if (!awaitsOriginals(pack, application)) return [];
  return missingOriginals(pack, application).map((code) => ({
    code: "ORIGINAL_AWAITED",
    subject: code,
    rule: "The case is forwarded to the operator when every original on paper has arrived.",
    source: "000 · Landline 021/026",
    remedy: "Hand the original over to the provider.",
  }));
}

export function fromFiled(pack: MarketPack, filed: readonly Application[]): ApplyResponse {
  const applications = filed.map((application) => fromApplication(pack, application));
  const value = { application: applications[0], applications };
  return { outcome: { $case: "filed", value } };
}

export function fromDeficient(
  deficiencies: readonly Finding[],
  warnings: readonly Finding[],
): ApplyResponse {
  return { outcome: { $case: "deficient", value: { deficiencies, warnings } } };
}

export function fromLine(line: Line): LineMessage {
  const { lineId, tenantId, providerId, market, family, number } = line;
  return {
    lineId,
    tenantId,
    providerId,
    market,
    family,
    number,
    type: lineTypes[line.type],
    status: lineStatuses[statusOf(line)],
    version: BigInt(line.version),
    governedByList: line.governedByList,
    inbound: line.inbound,
    activeSince: line.activeSince,
    activationNotice: line.notice,
    activationMessageId: line.noticeMessageId,
    whiteListed: line.type === "service" && statusOf(line) === "active",
    // Of its later life, which facts and snapshots leave out; see `withLife`.
    renewsOn: "",
    price: undefined,
    listRefresh: undefined,
    volume: undefined,
    complaints: 0n,
    history: [],
    pendingDecision: undefined,
    possibleRequests: [],
    openCaseId: "",
    senderKind: senderKinds[line.kind],
    purposes: line.purposes ?? [],
    operators: line.operators.map((declared) => ({
      ...declared,
      status: lineStatuses[declared.status],
    })),
    heldBack: line.status === "active" && line.providerBlocked ? "provider_ineligible" : "",
  };
}

const wantedTypes: ReadonlyMap<LineTypeWord, LineType> = new Map([
  [LineTypeWord.SERVICE, "service"],
  [LineTypeWord.ADVERTISING, "advertising"],
  [LineTypeWord.ANY, "any"],
]);

export const lineTypes = {
  service: LineTypeWord.SERVICE,
  advertising: LineTypeWord.ADVERTISING,
  any: LineTypeWord.ANY,
} as const satisfies Record<LineType, LineTypeWord>;

const lineStatuses = {
  active: LineStatusWord.ACTIVE,
  suspended: LineStatusWord.SUSPENDED,
  expired: LineStatusWord.EXPIRED,
  removed: LineStatusWord.REMOVED,
} as const satisfies Record<LineStatus, LineStatusWord>;

export const senderKinds = {
  number: SenderKindWord.NUMBER,
  title: SenderKindWord.TITLE,
  brandname: SenderKindWord.BRANDNAME,
  shared: SenderKindWord.SHARED,
} as const satisfies Record<SenderKind, SenderKindWord>;

function invalid(reason: string, message: string, remedy: string): DomainError {
  return new DomainError("invalid", reason, message, { remedy });
}
