import type {
  DocumentAdded,
  KeyRevoked,
  TenantRegistered,
  TenantReinstated,
  TenantSuspended,
} from "@whiteline/contracts/accounts/v1/events";
import type { ApiKey } from "../domain/api-key.js";
import type { StoredDocument } from "../domain/document.js";
import type { Tenant } from "../domain/tenant.js";

export function tenantRegistered(tenant: Tenant): TenantRegistered {
  const { tenantId, providerId, market, platform, version, registeredAt: at } = tenant;
  return { tenantId, providerId, market, platform, version: BigInt(version), at };
}

export function tenantSuspended(
  { tenantId, version }: Tenant,
  { reason, at }: { readonly reason: string; readonly at: Date },
): TenantSuspended {
  return { tenantId, reason, version: BigInt(version), at };
}

export function tenantReinstated({ tenantId, version }: Tenant, at: Date): TenantReinstated {
  return { tenantId, version: BigInt(version), at };
}

/** The key of a member of staff belongs to no tenant. */
export function keyRevoked({ keyId, holder }: ApiKey, at: Date): KeyRevoked {
  return { keyId, tenantId: holder.kind === "tenant" ? holder.tenantId : "", at };
}

export function documentAdded(document: StoredDocument): DocumentAdded {
  const { documentId, tenantId, code, storedAt: at } = document;
  return { documentId, tenantId, code, at };
}
