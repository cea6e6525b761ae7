import type { CustomerInvitation } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { stateAt, type ResaleInvitation } from "./domain/resale-invitation.js";

/** @param to who of the other company acted is told to the desk only. */
export const fromResaleInvitation = (
  invitation: ResaleInvitation,
  {
    resellerName,
    tenantName,
    at,
    to,
  }: {
    readonly resellerName: string;
    readonly tenantName: string;
    readonly at: Date;
    readonly to: "desk" | "company";
  },
): CustomerInvitation => {
  const { invitationId, resellerId, name, invitedAt, expiresAt, tenantId } = invitation;
  const { acceptedAt, acceptedBy, decidedAt, decidedBy, reason, effectiveFrom } = invitation;
  return {
    ...{ invitationId, resellerId, resellerName, name, invitedAt, expiresAt },
    ...{ state: stateAt(invitation, at), tenantId, tenantName, acceptedAt, decidedAt },
    ...{ reason, effectiveFrom },
    acceptedBy: to === "desk" ? acceptedBy : "",
    decidedBy: to === "desk" ? decidedBy : "",
  };
};
