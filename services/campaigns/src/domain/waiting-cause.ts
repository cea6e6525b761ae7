import type { Campaign, Stage } from "./campaign.js";

/** Parts that no operator ever answered for: what they wait for, by the dispatcher's word. */
export type Doubts = {
  readonly held: number;
  readonly waitsForAccount: number;
  /** When the last of their validities ends. */
  readonly until: Date | undefined;
};

/** What is known of the road when somebody asks why a campaign waits. */
export type RoadFacts = {
  readonly now: Date;
  /** When sending may go on by law and by its owner's hours. */
  readonly windowOpensAt: Date;
  /** Operators of unreleased chunks that no route carries. */
  readonly withoutRoute: readonly string[];
  /** Operators of all that is left, when nobody carries any of their routes now; else none. */
  readonly awayAt: readonly string[];
  /** Operators of unreleased chunks at which the sender is suspended. */
  readonly asleepAt: readonly string[];
  /** What waits for them is left out then. */
  readonly waitsForSenderUntil: Date;
  /** Chunks that could leave, for other operators. */
  readonly unreleased: number;
  readonly underWay: number;
  /** Messages in doubt of chunks that are under way. */
  readonly inDoubt: number;
  /** Undefined: nothing is in doubt, or the dispatcher does not answer. */
  readonly doubts: Doubts | undefined;
  /** Until when operators may try the last of what is under way, where nothing else is left. */
  readonly triedUntil: Date | undefined;
  readonly lineIsActive: boolean;
  /** The line is declared for what the campaign carries. */
  readonly lineCarriesIt: boolean;
  readonly tenantIsSuspended: boolean;
};

/** Why something waits: a word that stays, the same for people, and when it is expected to go on. */
export type WaitingCause = {
  readonly code: string;
  readonly cause: string;
  /** Undefined: it depends on people, or on what nobody knows. */
  readonly expectedAt?: Date;
};

/** In words: no account at these operators is up, or each rests after it was turned away. */
export const operatorAway = (operators: readonly string[]): string =>
  `No link to ${operators.join(", ")} is up, or each rests after it was turned away; sending goes on by itself when one is up again.`;

const inWords = (count: number): string => (count === 1 ? "one part" : `${count} parts`);

/**
 * Why what was never answered waits; undefined where nothing of it does. It ends with its validity at the latest.
 *
 * @param inDoubt messages in doubt, or whether this one is.
 */
export const doubtCause = (
  { held = 0, waitsForAccount = 0, until }: Partial<Doubts>,
  inDoubt: number,
): WaitingCause | undefined => {
  const end = until === undefined ? {} : { expectedAt: until };
  const at = until === undefined ? "" : `, at the latest until ${until.toISOString()}`;
  if (held > 0) {
    const cause = `The operator never said whether it took ${inWords(held)}; the provider's operations decide whether to send again${at}.`;
    return { code: "in_doubt_held", cause, ...end };
  }
  if (waitsForAccount > 0) {
    const cause = `The operator never said whether it took ${inWords(waitsForAccount)}; sent again when the account by which it went is up${at}.`;
    return { code: "waits_for_account", cause, ...end };
  }
  if (inDoubt === 0) return undefined;
  const cause =
    "The operator never said whether it took it, and it is not sent again; its report, or the end of its validity, decides.";
  return { code: "in_doubt", cause };
};

/** Words of the stages in which a campaign waits for others; of the rest there is none. */
const stageCodes: Readonly<Partial<Record<Stage, string>>> = {
  materialising: "audience",
  waiting_for_clearance: "verdict",
  held: "desk",
  waiting_for_funds: "money",
  unfunded: "top_up",
  scheduled: "turn",
  sending: "turn",
};

/** Why a campaign is not further than it is; undefined of one that waits for nothing. */
export const waitingCause = (campaign: Campaign, road: RoadFacts): WaitingCause | undefined => {
  const { stage, pausedAt, closed } = campaign;
  if (closed) return undefined;
  if (pausedAt !== undefined) {
    return { code: "paused", cause: "Paused by its owner; resume it to go on." };
  }
  if (stage === "scheduled" || stage === "sending") return onTheRoad(campaign, road);
  const code = stageCodes[stage];
  return code === undefined ? undefined : { code, cause: campaign.cause };
};

const onTheRoad = (campaign: Campaign, road: RoadFacts): WaitingCause => {
  const { notBefore } = campaign.order;
  const { now, windowOpensAt, asleepAt, unreleased, underWay } = road;
  const rests = unreleased > 0 || asleepAt.length > 0 || road.withoutRoute.length > 0;
  if (!rests && underWay > 0) {
    const reports = {
      code: "operator_reports",
      cause: "Sent to the last; the operators' reports are awaited.",
      ...(road.triedUntil && { expectedAt: road.triedUntil }),
    };
    return doubtCause(road.doubts ?? {}, road.inDoubt) ?? reports;
  }
  if (notBefore !== undefined && notBefore > now) {
    const cause = `Scheduled: sending begins at ${notBefore.toISOString()}.`;
    return {
      code: "scheduled",
      cause,
      expectedAt: windowOpensAt > now ? windowOpensAt : notBefore,
    };
  }
  if (road.tenantIsSuspended) {
    const cause =
      "The account is suspended; sending goes on when its provider lifts the suspension.";
    return { code: "tenant_suspended", cause };
  }
  if (!road.lineIsActive) {
    const cause = "The line is not active; sending goes on when it is again.";
    return { code: "line_not_active", cause };
  }
  if (!road.lineCarriesIt) {
    const cause =
      "The sender is not declared for this kind of traffic; sending goes on when its provider declared it.";
    return { code: "purpose_not_declared", cause };
  }
  if (windowOpensAt > now) {
    const cause = `Outside the hours in which this campaign may be sent on this line; goes on at ${windowOpensAt.toISOString()}.`;
    return { code: "outside_hours", cause, expectedAt: windowOpensAt };
  }
  if (road.withoutRoute.length > 0) {
    const cause = `No route to an operator carries ${road.withoutRoute.join(", ")}.`;
    return { code: "no_route", cause };
  }
  if (asleepAt.length > 0 && unreleased === 0) {
    const until = road.waitsForSenderUntil.toISOString();
    const cause = `The sender is suspended at ${asleepAt.join(", ")}; what waits there goes on when it is active again, and is left out at ${until}.`;
    return { code: "sender_asleep", cause };
  }
  if (road.awayAt.length > 0) return { code: "operator_away", cause: operatorAway(road.awayAt) };
  const { pacedUntil, order } = campaign;
  if (order.pacePerMinute !== undefined && pacedUntil !== undefined && pacedUntil > now) {
    const cause = `Its pace is ${order.pacePerMinute} messages a minute; the next leave at ${pacedUntil.toISOString()}.`;
    return { code: "pace", cause, expectedAt: pacedUntil };
  }
  if (unreleased > 0 && underWay > 0) {
    const cause = "Waits for the operator: what is under way fills its rate.";
    return { code: "operator_rate", cause };
  }
  return { code: "turn", cause: campaign.cause };
};
