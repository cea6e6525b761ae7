import type {
  RegisterTenantRequest,
  RegisterTenantResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import { packOf } from "./domain/provider.js";
import { judgeRegistration } from "./domain/registration.js";
import type { Tenant } from "./domain/tenant.js";
import { tenantRegistered } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { fromTenant, toRegistrationForm } from "./proto.js";
import { refuse, requestIdReused } from "./refuse.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "providers"
  | "tenants"
  | "people"
  | "keys"
  | "audit"
  | "commit"
  | "outbox"
  | "issueKey"
  | "hasher"
>;

/** Makes a visitor a tenant with an owner and a key. A replay answers the same tenant, without the key. */
export function registerTenant(parts: Needs) {
  const { now, newId, providers, tenants, people, keys, audit, commit, outbox } = parts;

  const registeredBefore = async (
    providerId: string,
    request: { readonly id: string; readonly fingerprint: string },
  ): Promise<RegisterTenantResponse | undefined> => {
    const earlier = await tenants.byRequest(providerId, request.id);
    if (earlier === undefined) return undefined;
    if (earlier.fingerprint !== request.fingerprint) throw requestIdReused();
    return { tenant: fromTenant(earlier.tenant), apiKey: "" };
  };

  return async (message: RegisterTenantRequest): Promise<RegisterTenantResponse> => {
    const at = now();
    const provider = await providers.byId(message.providerId);
    if (provider === undefined) {
      throw new DomainError("invalid", "PROVIDER_UNKNOWN", "There is no such provider here.", {
        remedy: "Choose one of the providers of this installation.",
      });
    }
    const verdict = judgeRegistration(toRegistrationForm(message), packOf(provider.market, at));
    if (verdict.kind === "refused") throw refuse(...verdict.findings);

    const { registration } = verdict;
    const { providerId, market } = provider;
    const fingerprint = parts.hasher.hash(JSON.stringify(registration));
    const request = { id: message.requestId, fingerprint };
    const earlier = await registeredBefore(providerId, request);
    if (earlier !== undefined) return earlier;

    const { kind, name, owner } = registration;
    const tenant: Tenant = {
      tenantId: newId(),
      providerId,
      market,
      kind,
      name,
      status: "active",
      platform: false,
      registeredAt: at,
      version: 1,
    };
    const { tenantId } = tenant;
    const key = parts.issueKey(
      { kind: "tenant", tenantId },
      { providerId, auditTenantId: tenantId },
    );
    const [personId, eventId] = [newId(), newId()];
    try {
      await commit(async (session) => {
        await tenants.insert(session, tenant, request);
        await people.insertOwner(session, { personId, tenantId, owner });
        await keys.insert(session, [key.kept]);
        await outbox.add(session, TenantRegistered, tenantRegistered(tenant), eventId);
        for (const [action, subject] of [
          ["tenant.registered", `tenant:${tenantId}`],
          ["key.issued", `key:${key.kept.keyId}`],
        ] as const) {
          await audit.append(session, tenantId, { actor: "visitor", action, subject });
        }
      });
    } catch (error) {
      // Two of the same request raced; the other one's answer carried the key.
      const winner = isDuplicateKey(error)
        ? await registeredBefore(providerId, request)
        : undefined;
      if (winner === undefined) throw error;
      return winner;
    }
    return { tenant: fromTenant(tenant), apiKey: key.shown };
  };
}
