import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import type { Language, Person } from "./domain/person.js";
import { packOf } from "./domain/provider.js";
import { judgeRegistration, type RegistrationForm } from "./domain/registration.js";
import type { Tenant } from "./domain/tenant.js";
import { tenantRegistered } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { refuse, requestIdReused } from "./refuse.js";

export type OpenTenantNeeds = Pick<
  Parts,
  "now" | "newId" | "providers" | "tenants" | "people" | "audit" | "commit" | "outbox" | "hasher"
>;

/** What is kept in it is kept together. */
type Session = Parameters<Parameters<Parts["commit"]>[0]>[0];

/** How the owner of a new tenant comes in from now on: by a key, or by a password and a session. */
type Entrance = {
  readonly providerId: string;
  /** Faults of what the form itself does not hold, such as the password. */
  readonly faults: readonly Finding[];
  readonly language: Language;
  readonly passwordHash: () => Promise<string | undefined>;
  /** Keeps the entrance in the same write. */
  readonly keep: (
    session: Session,
    opened: { readonly tenant: Tenant; readonly owner: Person },
  ) => Promise<void>;
};

type Opened =
  | { readonly kind: "opened"; readonly tenant: Tenant; readonly owner: Person }
  /** The same request came before, and its answer carried the entrance. */
  | { readonly kind: "opened_before"; readonly tenant: Tenant };

/** Makes a visitor a tenant with an owner: tenant, owner, entrance, fact and trail are one write. */
export function openTenant(parts: OpenTenantNeeds) {
  const { now, newId, providers, tenants, people, audit, commit, outbox } = parts;

  const openedBefore = async (
    providerId: string,
    request: { readonly id: string; readonly fingerprint: string },
  ): Promise<Opened | undefined> => {
    const earlier = await tenants.byRequest(providerId, request.id);
    if (earlier === undefined) return undefined;
    if (earlier.fingerprint !== request.fingerprint) throw requestIdReused();
    return { kind: "opened_before", tenant: earlier.tenant };
  };

  return async (form: RegistrationForm, entrance: Entrance): Promise<Opened> => {
    const at = now();
    const provider = await providers.byId(entrance.providerId);
    if (provider === undefined) {
      throw new DomainError("invalid", "PROVIDER_UNKNOWN", "There is no such provider here.", {
        remedy: "Choose one of the providers of this installation.",
      });
    }
    const { providerId, market } = provider;
    const verdict = judgeRegistration(form, packOf(market, at));
    const findings = verdict.kind === "refused" ? verdict.findings : [];
    if (verdict.kind === "refused" || entrance.faults.length > 0) {
      throw refuse(...findings, ...entrance.faults);
    }

    const { registration } = verdict;
    const fingerprint = parts.hasher.hash(JSON.stringify(registration));
    const request = { id: form.requestId, fingerprint };
    const earlier = await openedBefore(providerId, request);
    if (earlier !== undefined) return earlier;

    const { kind, name } = registration;
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
    const owner: Person = {
      personId: newId(),
      home: { kind: "tenant", tenantId, providerId },
      roles: ["owner"],
      ...registration.owner,
      language: entrance.language,
      totp: null,
      lastSeenAt: null,
      resetRequestedAt: null,
      mobileVerified: false,
      version: 1,
    };
    const passwordHash = await entrance.passwordHash();
    const eventId = newId();
    try {
      await commit(async (session) => {
        await tenants.insert(session, tenant, request);
        await people.insert(session, owner, at, passwordHash);
        await outbox.add(session, TenantRegistered, tenantRegistered(tenant), eventId);
        await audit.append(session, tenantId, {
          actor: "visitor",
          action: "tenant.registered",
          subject: `tenant:${tenantId}`,
          after: { kind, market, providerId, owner: owner.personId },
        });
        await entrance.keep(session, { tenant, owner });
      });
    } catch (error) {
      // Two of the same request raced; the other one's answer carried the entrance.
      const winner = isDuplicateKey(error) ? await openedBefore(providerId, request) : undefined;
      if (winner === undefined) throw error;
      return winner;
    }
    return { kind: "opened", tenant, owner };
  };
}
