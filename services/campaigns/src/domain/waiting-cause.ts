import type { Campaign } from "./campaign.js";

/** What is known of the road when somebody asks why a campaign waits. */
export type RoadFacts = {
  readonly now: Date;
  /** When sending may go on by law and by its owner's hours. */
  readonly windowOpensAt: Date;
  /** Operators of unreleased chunks that no route carries. */
  readonly withoutRoute: readonly string[];
  /** Operators of unreleased chunks at which the sender is suspended. */
  readonly asleepAt: readonly string[];
  /** What waits for them is left out then. */
  readonly waitsForSenderUntil: Date;
  /** Chunks that could leave, for other operators. */
  readonly unreleased: number;
  readonly underWay: number;
  readonly lineIsActive: boolean;
  readonly tenantIsSuspended: boolean;
};

/** Why a campaign that may be sent is not sent yet, in words; its own cause otherwise. */
export const waitingCause = (campaign: Campaign, road: RoadFacts): string => {
  if (campaign.pausedAt !== undefined) return "Paused by its owner; resume it to go on.";
  if (campaign.stage !== "scheduled" && campaign.stage !== "sending") return campaign.cause;
  const { notBefore } = campaign.order;
  if (notBefore !== undefined && notBefore > road.now) {
    return `Scheduled: sending begins at ${notBefore.toISOString()}.`;
  }
  if (road.tenantIsSuspended) {
    return "The account is suspended; sending goes on when its provider lifts the suspension.";
  }
  if (!road.lineIsActive) return "The line is not active; sending goes on when it is again.";
  if (road.windowOpensAt > road.now) {
    return `Outside the hours in which this campaign may be sent on this line; goes on at ${road.windowOpensAt.toISOString()}.`;
  }
  if (road.withoutRoute.length > 0) {
    return `No route to an operator carries ${road.withoutRoute.join(", ")}.`;
  }
  if (road.asleepAt.length > 0 && road.unreleased === 0) {
    const operators = road.asleepAt.join(", ");
    const until = road.waitsForSenderUntil.toISOString();
    return `The sender is suspended at ${operators}; what waits there goes on when it is active again, and is left out at ${until}.`;
  }
  if (road.unreleased > 0 && road.underWay > 0) {
    return "Waits for the operator: what is under way fills its rate.";
  }
  if (road.underWay > 0) return "Sent to the last; the operators' reports are awaited.";
  return campaign.cause;
};
