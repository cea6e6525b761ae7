import type {
  ProvisionProviderRequest,
  ProvisionProviderResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { DomainError, isDuplicateKey, type CallContext } from "@whiteline/service-kit";
import { judgeProvider, type Provider } from "./domain/provider.js";
import type { Tenant } from "./domain/tenant.js";
import { tenantRegistered } from "./events/publish.js";
import { isSameSecret } from "./hash-secret.js";
import type { Parts } from "./parts.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "providers"
  | "tenants"
  | "keys"
  | "audit"
  | "commit"
  | "outbox"
  | "issueKey"
  | "installationKey"
>;

/** Opens a provider's desk: its platform tenant and one key per staff role, shown this once. */
export function provisionProvider(parts: Needs) {
  const { now, newId, providers, tenants, keys, audit, commit, outbox, issueKey } = parts;

  /** A desk from before there were administrators is given its first one; else nothing is shown again. */
  const provisionedBefore = async ({
    providerId,
    platformTenantId,
  }: Provider): Promise<ProvisionProviderResponse> => {
    const shown = { expertKey: "", operationsKey: "", financeKey: "", platformTenantId };
    const known = await keys.ofHome({ kind: "staff", providerId });
    const hasOne = known.some(
      ({ holder }) => holder.kind === "staff" && holder.role === "administrator",
    );
    if (hasOne) return { ...shown, administratorKey: "", created: false };
    const key = issueKey(
      { kind: "staff", role: "administrator" },
      { providerId, auditTenantId: platformTenantId },
    );
    await commit(async (session) => {
      await keys.insert(session, [key.kept]);
      await audit.append(session, platformTenantId, {
        actor: "installation",
        action: "key.issued",
        subject: `key:${key.kept.keyId}`,
        after: { role: "administrator" },
      });
    });
    return { ...shown, administratorKey: key.shown, created: false };
  };

  return async (
    request: ProvisionProviderRequest,
    context: CallContext,
  ): Promise<ProvisionProviderResponse> => {
    requireInstallationKey(context, parts.installationKey);
    const at = now();
    const verdict = judgeProvider(request, at);
    if (verdict.kind === "refused") {
      throw new DomainError(
        "invalid",
        verdict.code,
        "The market packs do not know this provider.",
        {
          remedy: verdict.remedy,
        },
      );
    }
    const { providerId } = request;
    const existing = await providers.byId(providerId);
    if (existing !== undefined) return provisionedBefore(existing);

    const { name, market } = verdict;
    const tenant: Tenant = {
      tenantId: newId(),
      providerId,
      market,
      kind: "legal",
      name,
      status: "active",
      platform: true,
      registeredAt: at,
      version: 1,
    };
    const { tenantId } = tenant;
    const owned = { providerId, auditTenantId: tenantId };
    const expert = issueKey({ kind: "staff", role: "expert" }, owned);
    const operations = issueKey({ kind: "staff", role: "operations" }, owned);
    const finance = issueKey({ kind: "staff", role: "finance" }, owned);
    const administrator = issueKey({ kind: "staff", role: "administrator" }, owned);
    const issued = [expert.kept, operations.kept, finance.kept, administrator.kept];
    const eventId = newId();

    try {
      await commit(async (session) => {
        await providers.insert(session, { providerId, name, market, platformTenantId: tenantId });
        await tenants.insert(session, tenant);
        await keys.insert(session, issued);
        await outbox.add(session, TenantRegistered, tenantRegistered(tenant), eventId);
        const actor = "installation";
        const subject = `provider:${providerId}`;
        await audit.append(session, tenantId, {
          actor,
          action: "provider.provisioned",
          subject,
          after: { name, market },
        });
        for (const { keyId, holder } of issued) {
          const role = holder.kind === "staff" ? holder.role : "owner";
          const after = { role };
          const event = { actor, action: "key.issued", subject: `key:${keyId}`, after };
          await audit.append(session, tenantId, event);
        }
      });
    } catch (error) {
      const winner = isDuplicateKey(error) ? await providers.byId(providerId) : undefined;
      if (winner === undefined) throw error;
      return provisionedBefore(winner);
    }
    return {
      expertKey: expert.shown,
      operationsKey: operations.shown,
      financeKey: finance.shown,
      administratorKey: administrator.shown,
      platformTenantId: tenantId,
      created: true,
    };
  };
}

function requireInstallationKey(context: CallContext, expected: string): void {
  const given = context.metadata.get("x-installation-key") ?? "";
  if (isSameSecret(given, expected)) return;
  throw new DomainError(
    "unauthenticated",
    "INSTALLATION_KEY_REFUSED",
    "Only the operator of the installation may provision providers.",
    { remedy: "Send the INSTALLATION_KEY of accounts as metadata x-installation-key." },
  );
}
