import type { TrailDeed } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import type { JoiningFault, ResaleInvitation, Standings } from "./domain/resale-invitation.js";
import type { Holder } from "./domain/wallet.js";
import type { ResaleInvitationStore } from "./store/resale-invitations.js";
import type { ResellerStore } from "./store/resellers.js";
import type { WithDeed } from "./with-deed.js";

type Session = Parameters<ResellerStore["takeTurn"]>[1];

/** What every step of a joining works with. */
export type Joining = {
  readonly invitations: ResaleInvitationStore;
  readonly resellers: ResellerStore;
  /** As accounts knows it now; throws while accounts is away. */
  readonly isSuspended: (tenantId: string) => Promise<boolean>;
  readonly withDeed: WithDeed;
  readonly now: () => Date;
  readonly newId: () => string;
};

/** How reseller and company stand to each other and to others, as the transaction sees it. */
export const standingsOf = async (
  { resellers, invitations }: Pick<Joining, "resellers" | "invitations">,
  of: Pick<ResaleInvitation, "invitationId" | "resellerId"> & {
    readonly isSuspended: boolean;
    readonly customer: Pick<Holder, "tenantId" | "platform">;
  },
  session: Session,
): Promise<Standings> => {
  const { tenantId, platform } = of.customer;
  const waits = await invitations.waitingOf(tenantId, session);
  return {
    reseller: {
      isSuspended: of.isSuspended,
      isResold: (await resellers.resellerOf(of.resellerId, session)) !== undefined,
    },
    customer: {
      tenantId,
      isPlatform: platform,
      resellerId: (await resellers.resellerOf(tenantId, session)) ?? "",
      hasCustomers: await resellers.hasCustomers(tenantId, session),
      waitsElsewhere: waits !== undefined && waits.invitationId !== of.invitationId,
    },
  };
};

type Step = {
  readonly action: string;
  readonly by: string;
  readonly at: Date;
  /** Whose people did it: the other company reads that the company did, not who. */
  readonly side: "reseller" | "customer" | "desk";
};

/** A step as the audit trails of both tell it; of an invitation that nobody accepted, its reseller's only. */
export const resaleDeeds = (
  { newId }: Pick<Joining, "newId">,
  { invitationId, resellerId, providerId, tenantId, state, effectiveFrom }: ResaleInvitation,
  { action, by, at, side }: Step,
): { readonly deed: TrailDeed; readonly beside?: TrailDeed } => {
  const after = {
    state,
    reseller: resellerId,
    ...(tenantId !== "" && { customer: tenantId }),
    ...(effectiveFrom !== "" && { effective_from: effectiveFrom }),
  };
  const told = { providerId, at, action, subject: `resale:${invitationId}`, after };
  const deedFor = (reader: "reseller" | "customer"): TrailDeed => ({
    ...{ ...told, entryId: newId(), tenantId: reader === "reseller" ? resellerId : tenantId },
    actor: side === "desk" || side === reader ? by : `tenant:${other(reader)}`,
  });
  const other = (reader: "reseller" | "customer"): string =>
    reader === "reseller" ? tenantId : resellerId;
  return {
    deed: deedFor("reseller"),
    ...(tenantId !== "" && { beside: deedFor("customer") }),
  };
};

export const invitationUnknown = (): DomainError =>
  new DomainError("not_found", "RESALE_INVITATION_UNKNOWN", "There is no such invitation.", {
    remedy: "Ask who invited you for its link.",
  });

const refusals: Readonly<
  Record<JoiningFault | "RESALE_DECIDED" | "RESALE_NOT_ACCEPTED", readonly [string, string]>
> = {
  RESALE_INVITATION_EXPIRED: ["The invitation ran out.", "Ask who invited you for a new one."],
  RESALE_INVITATION_WITHDRAWN: ["It was withdrawn.", "Ask who invited you for a new one."],
  RESALE_INVITATION_TAKEN: ["It was accepted before.", "Each invitation is for one company, once."],
  RESALE_WITH_ITSELF: ["It is your own invitation.", "Hand it to the company that you invite."],
  RESALE_WAITS: ["Another invitation that you accepted waits.", "Wait for your provider's word."],
  RESALE_ELSEWHERE: ["It is a reseller's customer.", "The provider's finance can end that first."],
  RESALE_CIRCLE: [
    "A reseller is the provider's own customer, and its customers have none of their own.",
    "Only a company that neither resells nor is resold to can join.",
  ],
  RESELLER_SUSPENDED: ["The reseller is suspended.", "It has to be reinstated first."],
  RESALE_DECIDED: ["Finance decided it.", "Read the invitation."],
  RESALE_NOT_ACCEPTED: ["Nobody accepted it, or not any more.", "Nothing is to be decided."],
};

export const joiningRefused = (code: keyof typeof refusals): DomainError => {
  const [message, remedy] = refusals[code];
  return new DomainError("precondition", code, message, { remedy });
};
