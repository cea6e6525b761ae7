/** A company that a reseller invited, and what became of it. */
export type ResaleInvitation = {
  readonly invitationId: string;
  readonly resellerId: string;
  readonly providerId: string;
  /** What the reseller calls it. */
  readonly name: string;
  readonly state: "open" | "accepted" | "confirmed" | "refused" | "withdrawn";
  readonly invitedAt: Date;
  readonly invitedBy: string;
  readonly expiresAt: Date;
  /** Who accepted; empty while nobody did. */
  readonly tenantId: string;
  readonly acceptedAt: Date | undefined;
  readonly acceptedBy: string;
  readonly decidedAt: Date | undefined;
  readonly decidedBy: string;
  readonly reason: string;
  /** From this day of the market on the reseller's prices hold; of one that was confirmed. */
  readonly effectiveFrom: string;
};

/** What is known of the two, read in the transaction that changes something. */
export type Standings = {
  readonly reseller: {
    readonly isSuspended: boolean;
    /** It is somebody's customer itself. */
    readonly isResold: boolean;
  };
  readonly customer: {
    readonly tenantId: string;
    readonly isPlatform: boolean;
    /** Whose customer it is; empty: the provider's own. */
    readonly resellerId: string;
    readonly hasCustomers: boolean;
    /** Another invitation that it accepted and finance has not decided. */
    readonly waitsElsewhere: boolean;
  };
};

export const DEFAULT_VALID_DAYS = 14;
export const MOST_VALID_DAYS = 90;

export type JoiningFault =
  | "RESALE_INVITATION_EXPIRED"
  | "RESALE_INVITATION_WITHDRAWN"
  | "RESALE_INVITATION_TAKEN"
  | "RESALE_WITH_ITSELF"
  | "RESALE_WAITS"
  | "RESALE_ELSEWHERE"
  | "RESALE_CIRCLE"
  | "RESELLER_SUSPENDED";

/** Its state as people read it. */
export const stateAt = (
  { state, expiresAt }: Pick<ResaleInvitation, "state" | "expiresAt">,
  at: Date,
): ResaleInvitation["state"] | "expired" =>
  state === "open" && expiresAt <= at ? "expired" : state;

/** Why a company cannot accept; undefined: it can. Of one's own that was accepted before nothing is asked again. */
export const acceptanceFault = (
  invitation: ResaleInvitation,
  standings: Standings,
  at: Date,
): JoiningFault | undefined => {
  if (standings.customer.tenantId === invitation.resellerId) return "RESALE_WITH_ITSELF";
  switch (stateAt(invitation, at)) {
    case "expired":
      return "RESALE_INVITATION_EXPIRED";
    case "withdrawn":
      return "RESALE_INVITATION_WITHDRAWN";
    case "accepted":
    case "confirmed":
    case "refused":
      return "RESALE_INVITATION_TAKEN";
    case "open":
      if (standings.customer.waitsElsewhere) return "RESALE_WAITS";
      return joiningFault(standings);
  }
};

/**
 * Why a company cannot become a reseller's customer as things stand: a reseller is the provider's own customer and its
 * customers have none of their own, so there is no circle and no chain.
 */
export const joiningFault = ({ reseller, customer }: Standings): JoiningFault | undefined => {
  if (reseller.isSuspended) return "RESELLER_SUSPENDED";
  if (customer.resellerId !== "") return "RESALE_ELSEWHERE";
  if (reseller.isResold || customer.hasCustomers || customer.isPlatform) return "RESALE_CIRCLE";
  return undefined;
};
