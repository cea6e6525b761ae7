import type {
  GetProviderFileRequest,
  GetProviderFileResponse,
  UpdateProviderFileRequest,
  UpdateProviderFileResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { identitiesOf } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  serviceRequired,
  type CallContextExt,
} from "@whiteline/service-kit";
import { packOf, type Provider } from "./domain/provider.js";
import type { Tenant } from "./domain/tenant.js";
import type { Parts } from "./parts.js";
import { fromCompanyFile, fromIdentities } from "./proto.js";
import { keepCompanyFile } from "./update-company-file.js";

type Needs = Pick<
  Parts,
  "now" | "hasher" | "providers" | "tenants" | "companyFiles" | "audit" | "commit"
>;
type House = { readonly provider: Provider; readonly tenant: Tenant };

/** What a provider's papers say of itself: the company file of its platform tenant. */
export function providerFile(parts: Needs) {
  const { now, providers, tenants, companyFiles } = parts;
  const keep = keepCompanyFile(parts);

  /** @throws DomainError invalid PROVIDER_UNKNOWN */
  const houseOf = async (providerId: string): Promise<House> => {
    const provider = await providers.byId(providerId);
    const tenant = provider && (await tenants.byId(provider.platformTenantId));
    if (provider !== undefined && tenant !== undefined) return { provider, tenant };
    throw new DomainError("invalid", "PROVIDER_UNKNOWN", "There is no such provider.");
  };

  return {
    /** Replaces it, or tells every fault and keeps nothing. */
    async updateProviderFile(
      { file, expectedVersion }: UpdateProviderFileRequest,
      context: CallContextExt,
    ): Promise<UpdateProviderFileResponse> {
      const principal = requireStaff(context, "finance");
      const { tenant } = await houseOf(principal.providerId ?? "");
      return keep(tenant, { file, expectedVersion, actor: actorOf(principal) });
    },

    /** Staff read that of their own provider, services anybody's: papers tell it everyone. */
    async getProviderFile(
      request: GetProviderFileRequest,
      context: CallContextExt,
    ): Promise<GetProviderFileResponse> {
      const { kind, providerId = "" } = principalOf(context);
      if (kind === "tenant") throw serviceRequired();
      const { provider, tenant } = await houseOf(
        kind === "staff" ? providerId : request.providerId,
      );
      const file = await companyFiles.of(tenant.tenantId);
      const companyName = file.companyName === "" ? provider.name : file.companyName;
      return {
        file: fromCompanyFile({ ...file, companyName }),
        identities: fromIdentities(identitiesOf(packOf(tenant.market, now()), tenant.kind)),
      };
    },
  };
}
