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
  type Applicant as ApplicantMessage,
  type Application as ApplicationMessage,
  type ApplyRequest,
  type ApplyResponse,
  type Checklist as ChecklistMessage,
  type Line as LineMessage,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { CheckCustomerListResponse } from "@whiteline/contracts/lists/v1/lists";
import { guarantee, type Checklist, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import {
  awaitsOriginals,
  missingOriginals,
  possibleEvents,
  type Application,
} from "./domain/application.js";
import { conditionOf, listRules, originalsOf, type Applicant } from "./domain/checklist.js";
import { formRules } from "./domain/commitment-form.js";
import type { Company } from "./domain/company-match.js";
import type { ApplicationContent, ListVerdict } from "./domain/completeness.js";
import { isPresent, type CompanyDocument } from "./domain/documents.js";
import { inWords, promisedDuration } from "./domain/due-date.js";
import type { Finding } from "./domain/finding.js";
import type { Line, LineStatus, LineType } from "./domain/line.js";
import { endOfDay } from "./market-day.js";

const longestRequestId = 128;
const sectors: ReadonlySet<string> = new Set(["", "general", "qarz_al_hasaneh", "listed_company"]);

/** @throws DomainError invalid REQUEST_ID_MISSING */
export function toRequestId(requestId: string): string {
  if (requestId !== "" && requestId.length <= longestRequestId) return requestId;
  throw invalid(
    "REQUEST_ID_MISSING",
    `A change carries a request id of 1 to ${longestRequestId} characters.`,
    "Send a fresh random id, and the same one again when you repeat the request.",
  );
}

/** @throws DomainError invalid APPLICANT_KIND_MISSING, SECTOR_UNKNOWN */
export function toApplicant(applicant: ApplicantMessage | undefined): Applicant {
  const kind = applicant && kinds.get(applicant.kind);
  if (applicant === undefined || kind === undefined) {
    throw invalid(
      "APPLICANT_KIND_MISSING",
      "An applicant is a natural or a legal person.",
      "Say which of the two applies.",
    );
  }
  const { representativeIsSignatory, nationalCardIsSmart, sector } = applicant;
  if (!sectors.has(sector)) {
    throw invalid(
      "SECTOR_UNKNOWN",
      "The sector is general, qarz_al_hasaneh or listed_company [000 · Conversion notes].",
      "Choose one of the three, or leave the field empty.",
    );
  }
  return { kind, representativeIsSignatory, nationalCardIsSmart, sector };
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
  { accepted, errors, warnings }: CheckCustomerListResponse,
  fileType: string,
): ListVerdict {
  return { accepted, errors, warnings, fileType };
}

/** @throws DomainError invalid LINE_TYPE_MISSING */
export function toLineType(type: LineTypeWord): LineType {
  switch (type) {
    case LineTypeWord.SERVICE:
      return "service";
    case LineTypeWord.ADVERTISING:
      return "advertising";
    default:
      throw invalid(
        "LINE_TYPE_MISSING",
        "A line is either a service line or an advertising line [001 · What is it].",
        "Say which of the two it is.",
      );
  }
}

export function fromChecklist(
  pack: MarketPack,
  { provider, family }: { readonly provider: string; readonly family: string },
  demands: Checklist,
  { held, at }: { readonly held: readonly CompanyDocument[]; readonly at: Date },
): ChecklistMessage {
  const { eligible, reason, documents } = demands;
  const note = guarantee(pack, provider, family);
  const expected = promisedDuration(pack, provider, family);
  return {
    eligible,
    reason: reason ?? "",
    documents: documents.map((demand) => ({
      code: demand.code,
      originalName: demand.originalName,
      english: demand.english,
      when: conditionOf(demand),
      source: demand.source,
      basis: demand.basis,
      present: isPresent(pack, provider, demand, held, at),
    })),
    guarantee: {
      required: note.required,
      amount: { currency: note.currency, minor: note.amount },
      beneficiaryCode: note.beneficiary?.code ?? "",
      beneficiaryName: note.beneficiary?.name ?? "",
      source: note.source,
    },
    formRules: formRules(pack, provider, family),
    listRules: listRules(pack, provider, family),
    originals: originalsOf(pack, provider, family),
    duration: expected && {
      from: expected.from,
      minimum: inWords(expected.min),
      maximum: inWords(expected.max),
      source: expected.source,
    },
  };
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
    history: application.history.map(({ by: _by, ...entry }) => entry),
    findings: application.findings,
    warnings: [...application.warnings, ...awaited(pack, application)],
    dueAt: dueOn === null ? undefined : endOfDay(dueOn, pack.timezone),
    lineId: application.lineId ?? "",
    fileNames: application.fileNames,
    possibleEvents: possibleEvents(pack, application),
    kind: "obtain",
    operatorAnswers: [],
    pendingDecision: undefined,
    originals: application.originals,
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

export function fromFiled(pack: MarketPack, application: Application): ApplyResponse {
  const value = { application: fromApplication(pack, application) };
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
    status: lineStatuses[line.status],
    version: BigInt(line.version),
    governedByList: line.governedByList,
    inbound: line.inbound,
    activeSince: line.activeSince,
    activationNotice: line.notice,
    activationMessageId: line.noticeMessageId,
    renewsOn: "",
    price: undefined,
    whiteListed: line.type === "service" && line.status === "active",
    listRefresh: undefined,
    volume: undefined,
    complaints: 0n,
    history: [],
    pendingDecision: undefined,
  };
}

const lineTypes = {
  service: LineTypeWord.SERVICE,
  advertising: LineTypeWord.ADVERTISING,
} as const satisfies Record<LineType, LineTypeWord>;

const lineStatuses = {
  active: LineStatusWord.ACTIVE,
  suspended: LineStatusWord.SUSPENDED,
  removed: LineStatusWord.REMOVED,
} as const satisfies Record<LineStatus, LineStatusWord>;

function invalid(reason: string, message: string, remedy: string): DomainError {
  return new DomainError("invalid", reason, message, { remedy });
}
