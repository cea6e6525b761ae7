import type {
  CompanyFile,
  Document,
  DocumentHeader,
  Identity,
  IdentityField,
  ProvisionProviderResponse,
  RegisterTenantRequest,
  RegisterTenantResponse,
  Tenant,
} from "@whiteline/contracts/accounts/v1/accounts";
import { PersonKind, TenantStatus } from "@whiteline/contracts/accounts/v1/accounts";
import type { Person } from "@whiteline/contracts/accounts/v1/people";
import { permissionsOf } from "@whiteline/service-kit";
import type { z } from "zod";

import type { Session } from "../auth.js";
import type * as shapes from "../shapes/accounts.js";
import { fromTime, given, present, toCamelCase, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const languages = ["fa", "tr", "vi", "en"] as const;

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
    administratorKey: given(answer.administratorKey),
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

export function fromSession(
  session: Session,
  {
    tenant,
    person,
  }: { readonly tenant?: Tenant | undefined; readonly person?: Person | undefined },
): Json<"me"> {
  const { keyId, sessionId, providerId, roles, scopes, market, tenantId } = session;
  const isLimited = scopes.length > 0;
  const kind = tenantId === undefined ? "staff" : "tenant";
  return {
    kind,
    keyId,
    sessionId,
    providerId,
    roles: [...roles],
    permissions: [...permissionsOf(kind, roles)].filter(
      (one) => !isLimited || scopes.includes(one),
    ),
    market,
    tenant: tenant && fromTenant(tenant),
    person: person && fromPerson(person),
    staffOf: tenantId === undefined ? providerId : undefined,
  };
}

export function fromPerson(person: Person): Json<"person"> {
  const { personId, name, email, totpEnabled, roles } = person;
  return {
    personId,
    name,
    email,
    language: languages.find((known) => known === person.language) ?? "en",
    totpEnabled,
    roles: [...roles],
    lastSeenAt: fromTime(person.lastSeenAt),
    resetRequestedAt: fromTime(person.resetRequestedAt),
    mobileHint: given(person.mobileHint),
    mobileVerified: person.mobileVerified,
  };
}

/** The tenant is the caller's own, so its id is not asked for. */
export function toCompanyFile(body: Json<"companyFileUpdate">, tenantId: string): CompanyFile {
  const { version, ceo, representative, ...facts } = body;
  return { ...facts, tenantId, ceo, representative, version: BigInt(version) };
}

export function fromCompanyFile(
  file: CompanyFile,
  identities?: readonly IdentityField[],
): Json<"companyFile"> {
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
    iban: file.iban,
    taxNumber: file.taxNumber,
    enterpriseCode: file.enterpriseCode,
    address: file.address,
    taxOffice: file.taxOffice,
    version: Number(file.version),
    identities: identities?.map(({ field, originalName, english, rule, source }) => ({
      field: toCamelCase(field),
      originalName,
      english,
      rule,
      source,
    })),
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
  const { code, expiresAt, replaces } = fields;
  return { requestId, code, fileName, expiresAt: toTime(expiresAt), replaces };
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
