import type {
  ListTenantsRequest,
  ListTenantsResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";
import { fromTenant } from "./proto.js";
import { tenantUnknown } from "./refuse.js";

/** Ids that may be asked for at once. */
const MOST_IDS = 200;
const PAGE = { usual: 50, most: 200 };

/**
 * The customers of a desk's provider by name, a page at a time. Names and standing only: the file of a company leaves a
 * trace when it is read, this list does not.
 * @throws DomainError forbidden STAFF_REQUIRED; invalid TOO_MANY_IDS; not_found TENANT_UNKNOWN for a page after nobody.
 */
export const listTenants =
  ({ tenants }: Pick<Parts, "tenants">) =>
  async (
    { search, tenantIds, after, limit }: ListTenantsRequest,
    context: CallContextExt,
  ): Promise<ListTenantsResponse> => {
    const { providerId } = requireStaff(context);
    if (providerId === undefined) throw tenantUnknown();
    if (tenantIds.length > MOST_IDS) {
      throw new DomainError("invalid", "TOO_MANY_IDS", `At most ${MOST_IDS} ids at once.`, {
        remedy: "Ask again for the rest.",
      });
    }
    const last = after === "" ? undefined : await tenants.byId(after);
    if (after !== "" && last?.providerId !== providerId) throw tenantUnknown();
    const found = await tenants.ofProvider(providerId, {
      search: search.trim(),
      tenantIds,
      after: last,
      limit: limit < 1 ? PAGE.usual : Math.min(limit, PAGE.most),
    });
    return { tenants: found.map(fromTenant) };
  };
