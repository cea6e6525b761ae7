import type {
  RegisterTenantRequest,
  RegisterTenantResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { openTenant, type OpenTenantNeeds } from "./open-tenant.js";
import type { Parts } from "./parts.js";
import { fromTenant, toRegistrationForm } from "./proto.js";

type Needs = OpenTenantNeeds & Pick<Parts, "keys" | "issueKey">;

/** Makes a visitor a tenant with an owner and a key. A replay answers the same tenant, without the key. */
export function registerTenant(parts: Needs) {
  const { keys, audit, issueKey } = parts;
  const open = openTenant(parts);

  return async (message: RegisterTenantRequest): Promise<RegisterTenantResponse> => {
    let apiKey = "";
    const opened = await open(toRegistrationForm(message), {
      providerId: message.providerId,
      faults: [],
      language: "en",
      passwordHash: async () => undefined,
      async keep(session, { tenant: { tenantId, providerId } }) {
        const key = issueKey({ kind: "tenant", tenantId }, { providerId, auditTenantId: tenantId });
        await keys.insert(session, [key.kept]);
        await audit.append(session, tenantId, {
          actor: "visitor",
          action: "key.issued",
          subject: `key:${key.kept.keyId}`,
          after: { roles: key.kept.roles },
        });
        apiKey = key.shown;
      },
    });
    return { tenant: fromTenant(opened.tenant), apiKey: opened.kind === "opened" ? apiKey : "" };
  };
}
