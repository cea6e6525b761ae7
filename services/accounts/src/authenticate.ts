import type {
  AuthenticateRequest,
  AuthenticateResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError } from "@whiteline/service-kit";
import { isAllowedFrom } from "./allowed-addresses.js";
import { judgeKey, readKey, type ApiKey } from "./domain/api-key.js";
import type { Tenant } from "./domain/tenant.js";
import type { Parts } from "./parts.js";
import { tenantSuspended } from "./refuse.js";

type Needs = Pick<Parts, "now" | "keys" | "tenants" | "providers" | "hasher" | "uses" | "sign">;

/** Turns an API key into a principal token of at most 60 s (law 8). */
export function authenticate({ now, keys, tenants, providers, hasher, uses, sign }: Needs) {
  const tenantOf = async ({ holder }: ApiKey): Promise<Tenant | undefined> =>
    holder.kind === "tenant" ? tenants.byId(holder.tenantId) : undefined;

  return async ({ apiKey, remoteAddress }: AuthenticateRequest): Promise<AuthenticateResponse> => {
    const at = now();
    const presented = readKey(apiKey);
    const key = presented && (await keys.byPrefix(presented.prefix));
    const secretMatches = hasher.matches(presented?.secret ?? "", key?.secretHash);
    const tenant = key && (await tenantOf(key));
    const addressIsAllowed = isAllowedFrom(remoteAddress, key?.allowedAddresses ?? []);
    const entrance = judgeKey(key, { secretMatches, addressIsAllowed }, tenant, at);
    if (entrance.kind === "closed") throw refusals[entrance.code]();
    if (key === undefined) throw keyRefused();

    const { keyId, providerId } = key;
    const { roles } = entrance;
    const market = tenant?.market ?? (await providers.byId(providerId))?.market ?? "";
    const tenantId = tenant?.tenantId ?? "";
    const { token, expiresAt } = await sign({
      ...(tenant === undefined ? { kind: "staff" } : { kind: "tenant", tenantId }),
      providerId,
      roles,
      market,
      keyId,
      ...(key.scopes === null ? {} : { scopes: key.scopes }),
    });
    uses.note(keyId, at);
    const scopes = key.scopes ?? [];
    return { token, expiresAt, keyId, tenantId, providerId, roles, market, scopes };
  };
}

const refusals = {
  KEY_REFUSED: keyRefused,
  KEY_EXPIRED: keyExpired,
  ADDRESS_REFUSED: addressRefused,
  TENANT_SUSPENDED: tenantSuspended,
} as const;

function keyExpired(): DomainError {
  return new DomainError("unauthenticated", "KEY_EXPIRED", "The API key is past its end.", {
    remedy: "Issue a new key.",
  });
}

function addressRefused(): DomainError {
  return new DomainError(
    "unauthenticated",
    "ADDRESS_REFUSED",
    "The API key does not open from this address.",
    { remedy: "Call from an address of the key's list, or issue a key with another list." },
  );
}

function keyRefused(): DomainError {
  return new DomainError("unauthenticated", "KEY_REFUSED", "The API key does not open.", {
    remedy: "Check that the key is complete and current, or ask your provider for help.",
  });
}
