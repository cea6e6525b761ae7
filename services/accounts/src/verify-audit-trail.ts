import type {
  VerifyAuditTrailRequest,
  VerifyAuditTrailResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

/**
 * Recomputes every hash of a chain. That its newest entries were cut off shows only against an end that
 * was noted elsewhere, so the answer gives the end to note.
 */
export function verifyAuditTrail({ audit, meet }: Pick<Parts, "audit" | "meet">) {
  return async (
    { tenantId: named, knownSequence, knownHash }: VerifyAuditTrailRequest,
    context: CallContext,
  ): Promise<VerifyAuditTrailResponse> => {
    const trace = { action: "audit_trail.verified", subject: `tenant:${named}` };
    const { tenantId } = await meet.visibleTenant(context, named, trace);
    const known = { sequence: Number(knownSequence), hash: knownHash };
    const { entries, brokenAt, head, knownHolds } = await audit.verify(tenantId, known);
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
