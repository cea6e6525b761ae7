import type {
  CompanyFile,
  Document,
  DocumentHeader,
  Identity,
  ProvisionProviderResponse,
  RegisterTenantRequest,
  RegisterTenantResponse,
  Tenant,
} from "@whiteline/contracts/accounts/v1/accounts";
import { PersonKind, TenantStatus } from "@whiteline/contracts/accounts/v1/accounts";
import type { z } from "zod";

import type { Session } from "../auth.js";
import type * as shapes from "../shapes/accounts.js";
import { fromTime, given, present, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const kindNames = {
  [PersonKind.NATURAL]: "natural",
  [PersonKind.LEGAL]: "legal",
  [PersonKind.UNSPECIFIED]: "unknown",
  [PersonKind.UNRECOGNIZED]: "unknown",
} as const satisfies Record<PersonKind, string>;
const kinds = { natural: PersonKind.NATURAL, legal: PersonKind.LEGAL } as const;

const statusNames = {
  [TenantStatus.ACTIVE]: "active",
  [TenantStatus.SUSPENDED]: "suspended",
  [TenantStatus.UNSPECIFIED]: "unknown",
  [TenantStatus.UNRECOGNIZED]: "unknown",
} as const satisfies Record<TenantStatus, string>;

export function fromProvisioned(answer: ProvisionProviderResponse): Json<"provisionedProvider"> {
  return {
    created: answer.created,
    platformTenantId: answer.platformTenantId,
    expertKey: given(answer.expertKey),
    operationsKey: given(answer.operationsKey),
    financeKey: given(answer.financeKey),
  };
}

export function toRegistration(body: Json<"newTenant">, requestId: string): RegisterTenantRequest {
  return { ...body, kind: kinds[body.kind], requestId };
}

export function fromRegistered(answer: RegisterTenantResponse): Json<"registeredTenant"> {
  return {
    tenant: fromTenant(present(answer.tenant, "tenant")),
    apiKey: given(answer.apiKey),
  };
}

export function fromTenant(tenant: Tenant): Json<"tenant"> {
  return {
    tenantId: tenant.tenantId,
    providerId: tenant.providerId,
    market: tenant.market,
    kind: kindNames[tenant.kind],
    name: tenant.name,
    status: statusNames[tenant.status],
    registeredAt: fromTime(tenant.registeredAt),
  };
}

export function fromSession(session: Session, tenant: Tenant | undefined): Json<"me"> {
  return {
    kind: session.tenantId === undefined ? "staff" : "tenant",
    keyId: session.keyId,
    providerId: session.providerId,
    roles: [...session.roles],
    market: session.market,
    tenant: tenant && fromTenant(tenant),
  };
}

/** The tenant is the caller's own, so its id is not asked for. */
export function toCompanyFile(body: Json<"companyFileUpdate">, tenantId: string): CompanyFile {
  const { version, ceo, representative, ...facts } = body;
  return { ...facts, tenantId, ceo, representative, version: BigInt(version) };
}

export function fromCompanyFile(file: CompanyFile): Json<"companyFile"> {
  return {
    tenantId: file.tenantId,
    companyName: file.companyName,
    nationalId: file.nationalId,
    economicCode: file.economicCode,
    registrationNumber: file.registrationNumber,
    activityType: file.activityType,
    website: file.website,
    email: file.email,
    ceo: file.ceo && fromIdentity(file.ceo),
    representative: file.representative && fromIdentity(file.representative),
    sector: file.sector,
    version: Number(file.version),
  };
}

function fromIdentity(person: Identity): NonNullable<Json<"companyFile">["ceo"]> {
  const { firstName, lastName, nationalCode, mobile, email } = person;
  return { firstName, lastName, nationalCode, mobile, email };
}

export function toDocumentHeader(
  fields: Json<"documentFields">,
  fileName: string,
  requestId: string,
): DocumentHeader {
  return { requestId, code: fields.code, fileName, expiresAt: toTime(fields.expiresAt) };
}

export function fromDocument(document: Document): Json<"document"> {
  return {
    documentId: document.documentId,
    code: document.code,
    fileName: document.fileName,
    mediaType: document.mediaType,
    sizeBytes: Number(document.sizeBytes),
    sha256: document.sha256,
    storedAt: fromTime(document.storedAt),
    expiresAt: fromTime(document.expiresAt),
  };
}
