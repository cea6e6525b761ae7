import {
  PersonKind,
  TenantStatus,
  type AuditEntry as AuditEntryMessage,
  type CompanyFile as CompanyFileMessage,
  type Document,
  type DocumentHeader,
  type Identity as IdentityMessage,
  type IdentityField,
  type RegisterTenantRequest,
  type Tenant as TenantMessage,
  type UpdateCompanyFileResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { Identity } from "@whiteline/markets";
import type { AuditEntry } from "./domain/audit-chain.js";
import {
  emptyFacts,
  type CompanyFacts,
  type CompanyFile,
  type Person,
} from "./domain/company-file.js";
import type { DocumentDraft, StoredDocument } from "./domain/document.js";
import type { Finding } from "./domain/finding.js";
import type { RegistrationForm } from "./domain/registration.js";
import type { PersonKind as Kind, Tenant } from "./domain/tenant.js";

export function fromTenant(tenant: Tenant): TenantMessage {
  const { tenantId, providerId, market, name, platform, registeredAt } = tenant;
  return {
    tenantId,
    providerId,
    market,
    name,
    platform,
    registeredAt,
    kind: tenant.kind === "natural" ? PersonKind.NATURAL : PersonKind.LEGAL,
    status: tenant.status === "active" ? TenantStatus.ACTIVE : TenantStatus.SUSPENDED,
  };
}

export function toRegistrationForm(
  request: Omit<RegisterTenantRequest, "providerId">,
): RegistrationForm {
  const { requestId, name, ownerName, ownerEmail, ownerMobile, termsAccepted } = request;
  const kind = toKind(request.kind);
  return { requestId, kind, name, ownerName, ownerEmail, ownerMobile, termsAccepted };
}

function toKind(kind: PersonKind): Kind | undefined {
  switch (kind) {
    case PersonKind.NATURAL:
      return "natural";
    case PersonKind.LEGAL:
      return "legal";
    default:
      return undefined;
  }
}

/** The facts of a file as they were written; an absent file says nothing. */
export function toCompanyFacts(file: CompanyFileMessage | undefined): CompanyFacts {
  if (file === undefined) return emptyFacts;
  const { companyName, nationalId, economicCode, registrationNumber, activityType } = file;
  const { website, email, sector, iban, taxNumber, enterpriseCode } = file;
  const { address, taxOffice } = file;
  return {
    companyName,
    nationalId,
    economicCode,
    registrationNumber,
    activityType,
    website,
    email,
    sector,
    iban,
    taxNumber,
    enterpriseCode,
    address,
    taxOffice,
    ceo: toIdentity(file.ceo),
    representative: toIdentity(file.representative),
  };
}

function toIdentity(identity: IdentityMessage | undefined): Person | null {
  if (identity === undefined) return null;
  const { firstName, lastName, nationalCode, mobile, email } = identity;
  return { firstName, lastName, nationalCode, mobile, email };
}

export function fromCompanyFile(file: CompanyFile): CompanyFileMessage {
  return {
    ...file,
    version: BigInt(file.version),
    ceo: file.ceo ?? undefined,
    representative: file.representative ?? undefined,
  };
}

export function fromIdentities(identities: readonly Identity[]): readonly IdentityField[] {
  return identities.map(({ field, originalName, english, demand, source }) => ({
    field,
    originalName,
    english,
    rule: demand,
    source,
  }));
}

export function fromKeptFile(file: CompanyFile): UpdateCompanyFileResponse {
  return { outcome: { $case: "file", value: fromCompanyFile(file) } };
}

export function fromRefusedFile(findings: readonly Finding[]): UpdateCompanyFileResponse {
  return { outcome: { $case: "refused", value: { findings } } };
}

export function toDocumentDraft(header: DocumentHeader): DocumentDraft {
  const { requestId, code, fileName, expiresAt } = header;
  return { requestId, code, fileName, expiresAt: expiresAt ?? null };
}

export function fromDocument(document: StoredDocument): Document {
  const { documentId, tenantId, code, fileName, mediaType, sha256, storedAt } = document;
  return {
    documentId,
    tenantId,
    code,
    fileName,
    mediaType,
    sha256,
    storedAt,
    sizeBytes: BigInt(document.sizeBytes),
    expiresAt: document.expiresAt ?? undefined,
  };
}

export function fromAuditEntry(entry: AuditEntry): AuditEntryMessage {
  const { entryId, actor, action, subject, at, before, after, hash } = entry;
  const sequence = BigInt(entry.sequence);
  return { entryId, sequence, actor, action, subject, at, before, after, hash };
}
