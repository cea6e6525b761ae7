import type {
  MintServiceTokenRequest,
  MintServiceTokenResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError } from "@whiteline/service-kit";
import { isSameSecret } from "./hash-secret.js";
import type { Parts } from "./parts.js";
import { tenantUnknown } from "./refuse.js";

type Needs = Pick<Parts, "tenants" | "serviceSecrets" | "sign">;

/**
 * Vouches for one of our services, for one tenant or, with an empty tenant, for the platform. It may
 * act for a suspended tenant too: money must settle and messages must end.
 */
export function mintServiceToken({ tenants, serviceSecrets, sign }: Needs) {
  return async (request: MintServiceTokenRequest): Promise<MintServiceTokenResponse> => {
    const { service, secret, tenantId } = request;
    const expected = Object.hasOwn(serviceSecrets, service) ? serviceSecrets[service] : undefined;
    const isKnown = isSameSecret(secret, expected ?? "") && expected !== undefined;
    if (!isKnown) {
      throw new DomainError(
        "unauthenticated",
        "SERVICE_SECRET_REFUSED",
        "This is not the name and secret of a service.",
        { remedy: "Give the service the SERVICE_SECRET that SERVICE_SECRETS of accounts names." },
      );
    }
    if (tenantId === "") return sign({ kind: "service", service, roles: [] });
    const tenant = await tenants.byId(tenantId);
    if (tenant === undefined) throw tenantUnknown();
    const { providerId, market } = tenant;
    return sign({ kind: "service", service, roles: [], tenantId, providerId, market });
  };
}
