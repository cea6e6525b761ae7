import type {
  ListAuditTrailRequest,
  ListAuditTrailResponse,
  VerifyAuditTrailRequest,
  VerifyAuditTrailResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { actorOf, principalOf, requireStaff, type CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";
import { fromAuditEntry } from "./proto.js";
import { tenantUnknown } from "./refuse.js";

type Needs = Pick<Parts, "audit" | "commit" | "meet" | "providers" | "tenants">;
type Named = { readonly tenantId: string; readonly providerId: string };

/**
 * The chain that a reader means and may see: its own, that of a customer of its desk, or its provider's. The
 * provider's is kept under the platform tenant and is for administrators; whoever of the staff looks leaves an entry.
 * @returns a function that throws DomainError forbidden ROLE_REQUIRED, OTHER_PROVIDER, not_found TENANT_UNKNOWN
 */
function chainMeant({ audit, commit, meet, providers, tenants }: Needs) {
  return async (
    { tenantId: named, providerId }: Named,
    context: CallContext,
    action: string,
  ): Promise<string> => {
    if (providerId === "") {
      const isOfDesk = (await tenants.byId(named))?.platform === true;
      if (isOfDesk && principalOf(context).kind === "staff") requireStaff(context, "administrator");
      const trace = { action, subject: `tenant:${named}` };
      return (await meet.visibleTenant(context, named, trace)).tenantId;
    }
    const reader = requireStaff(context, "administrator", providerId);
    const chain = (await providers.byId(providerId))?.platformTenantId;
    if (chain === undefined) throw tenantUnknown();
    const trace = { actor: actorOf(reader), action, subject: `provider:${providerId}` };
    await commit((session) => audit.append(session, chain, trace));
    return chain;
  };
}

/** The newest entries of a chain before a sequence, and whether the whole of it is intact. */
export function listAuditTrail(parts: Needs) {
  const meant = chainMeant(parts);
  return async (
    request: ListAuditTrailRequest,
    context: CallContext,
  ): Promise<ListAuditTrailResponse> => {
    const chain = await meant(request, context, "audit_trail.read");
    const before = request.beforeSequence > 0n ? Number(request.beforeSequence) : undefined;
    const { entries, chainIntact } = await parts.audit.read(chain, before);
    return { entries: entries.map(fromAuditEntry), chainIntact };
  };
}

/**
 * Recomputes every hash of a chain. That its newest entries were cut off shows only against an end that
 * was noted elsewhere, so the answer gives the end to note.
 */
export function verifyAuditTrail(parts: Needs) {
  const meant = chainMeant(parts);
  return async (
    request: VerifyAuditTrailRequest,
    context: CallContext,
  ): Promise<VerifyAuditTrailResponse> => {
    const chain = await meant(request, context, "audit_trail.verified");
    const known = { sequence: Number(request.knownSequence), hash: request.knownHash };
    const { entries, brokenAt, head, knownHolds } = await parts.audit.verify(chain, known);
    return {
      entries: BigInt(entries),
      intact: brokenAt === 0,
      brokenAt: BigInt(brokenAt),
      headSequence: BigInt(head.sequence),
      headHash: head.hash,
      knownHolds,
    };
  };
}
