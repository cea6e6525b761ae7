import type { DecideJoiningRequest } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { localDay, markets } from "@whiteline/markets";
import { actorOf, DomainError, type Principal } from "@whiteline/service-kit";
import { joiningFault, type ResaleInvitation } from "./domain/resale-invitation.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import { isDay, lastDayAhead } from "./is-day.js";
import { toReference } from "./proto.js";
import {
  invitationUnknown,
  joiningRefused,
  resaleDeeds,
  standingsOf,
  type Joining,
} from "./resale-joining.js";

/**
 * Finance lets a company become a reseller's customer from a day on, or refuses with a reason. Said again by the same
 * person it answers what was decided.
 * @throws DomainError RESALE_INVITATION_UNKNOWN, DECISION_UNKNOWN, REASON_MISSING, RESALE_DAY_INVALID, RESALE_DECIDED,
 * RESALE_NOT_ACCEPTED, and as for accepting
 */
export const decideJoining = async (
  it: Joining & { readonly holders: HolderBook },
  { invitationId, ...request }: DecideJoiningRequest,
  staff: Principal,
): Promise<ResaleInvitation> => {
  const [by, at] = [actorOf(staff), it.now()];
  const known = await it.invitations.byId(invitationId);
  if (known === undefined || known.providerId !== staff.providerId) throw invitationUnknown();
  if (known.tenantId === "") throw joiningRefused("RESALE_NOT_ACCEPTED");
  const customer = await it.holders.find(known.tenantId);
  const decision = toDecision(request, customer, at);
  const isSuspended = await it.isSuspended(known.resellerId);
  return it.withDeed(async (session) => {
    await it.resellers.takeTurn(known.providerId, session);
    const found = await it.invitations.byId(invitationId, session);
    if (found?.state === decision.state && found.decidedBy === by) return { done: found };
    if (found?.state === "confirmed" || found?.state === "refused") {
      throw joiningRefused("RESALE_DECIDED");
    }
    if (found?.state !== "accepted") throw joiningRefused("RESALE_NOT_ACCEPTED");
    const done: ResaleInvitation = { ...found, ...decision, decidedAt: at, decidedBy: by };
    if (decision.state === "confirmed") {
      const fault = joiningFault(
        await standingsOf(it, { ...found, isSuspended, customer }, session),
      );
      if (fault !== undefined) throw joiningRefused(fault);
      const { providerId, resellerId, tenantId } = found;
      const { effectiveFrom } = decision;
      await it.resellers.set(tenantId, { providerId, resellerId, by, at, effectiveFrom }, session);
    }
    await it.invitations.put(done, session);
    const action = decision.state === "confirmed" ? "resale.approved" : "resale.rejected";
    return { done, ...resaleDeeds(it, done, { action, by, at, side: "desk" }) };
  });
};

type Decision = Pick<ResaleInvitation, "reason" | "effectiveFrom"> & {
  readonly state: "confirmed" | "refused";
};

const toDecision = (
  request: Omit<DecideJoiningRequest, "invitationId">,
  { market }: Holder,
  at: Date,
): Decision => {
  switch (request.decision) {
    case "refuse": {
      const reason = toReference(request.reason).trim();
      if (reason === "") {
        throw new DomainError("invalid", "REASON_MISSING", "Who refuses it says why.", {
          remedy: "Both companies read the reason.",
        });
      }
      return { state: "refused", reason, effectiveFrom: "" };
    }
    case "confirm": {
      const pack = markets.get(market, at.toISOString());
      const today = localDay(pack, at.toISOString());
      const effectiveFrom = request.effectiveFrom === "" ? today : request.effectiveFrom;
      if (
        !isDay(effectiveFrom) ||
        effectiveFrom < today ||
        effectiveFrom > lastDayAhead(pack, at)
      ) {
        throw new DomainError("precondition", "RESALE_DAY_INVALID", "It cannot begin then.", {
          remedy: "Name today or a day of the next year.",
        });
      }
      return { state: "confirmed", reason: "", effectiveFrom };
    }
    default:
      throw new DomainError("invalid", "DECISION_UNKNOWN", "That is no decision.", {
        remedy: "Send confirm or refuse.",
      });
  }
};
