import type {
  AuthenticateRequest,
  AuthenticateResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError } from "@whiteline/service-kit";
import { judgeKey, readKey, type ApiKey } from "./domain/api-key.js";
import type { Tenant } from "./domain/tenant.js";
import type { Parts } from "./parts.js";
import { tenantSuspended } from "./refuse.js";

type Needs = Pick<Parts, "now" | "keys" | "tenants" | "providers" | "hasher" | "uses" | "sign">;

/** Turns an API key into a principal token of at most 60 s (law 8). */
export function authenticate({ now, keys, tenants, providers, hasher, uses, sign }: Needs) {
  const tenantOf = async ({ holder }: ApiKey): Promise<Tenant | undefined> =>
    holder.kind === "tenant" ? tenants.byId(holder.tenantId) : undefined;

  return async ({ apiKey }: AuthenticateRequest): Promise<AuthenticateResponse> => {
    const presented = readKey(apiKey);
    const key = presented && (await keys.byPrefix(presented.prefix));
    const secretMatches = hasher.matches(presented?.secret ?? "", key?.secretHash);
    const tenant = key && (await tenantOf(key));
    const entrance = judgeKey(key, secretMatches, tenant);
    if (key === undefined || entrance.kind === "closed") {
      throw entrance.kind === "closed" && entrance.code === "TENANT_SUSPENDED"
        ? tenantSuspended()
        : keyRefused();
    }

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
    });
    uses.note(keyId, now());
    return { token, expiresAt, keyId, tenantId, providerId, roles, market };
  };
}

function keyRefused(): DomainError {
  return new DomainError("unauthenticated", "KEY_REFUSED", "The API key does not open.", {
    remedy: "Check that the key is complete and current, or ask your provider for help.",
  });
}
