import type { Campaign } from "./campaign.js";
import type { PartCount } from "./money.js";

/** A road to operators, as the dispatcher names it. */
export type Route = {
  readonly route: string;
  readonly market: string;
  /** Operators of the number plan; "*" for all that no other route of the market names. */
  readonly operators: readonly string[];
  /** Families of senders and kinds of traffic it is for; none: all. */
  readonly senders: readonly string[];
  readonly traffic: readonly string[];
  /** Parts per second; 0: not limited. */
  readonly rate: number;
  /** The same now, without what the operator's throttling took off; 0: the dispatcher does not say. */
  readonly currentRate: number;
  /** It has Latin-1 in the place of GSM's alphabet. */
  readonly latin1: boolean;
  /** What we append to every text that goes by it; empty: nothing. */
  readonly suffix: string;
  /** The reference that joins parts takes two octets there. */
  readonly wideReference: boolean;
  /** Nobody carries it now: each account is down, or rests after it was turned away. */
  readonly down: boolean;
};

/** What a road makes of a text. */
export type TextRoad = Pick<Route, "latin1" | "suffix" | "wideReference">;

/** What is to be sent: whose line of which family, and which kind of traffic. */
export type SendingKind = {
  readonly market: string;
  readonly family: string;
  readonly traffic: string;
};

export const kindOf = ({ line, order }: Pick<Campaign, "line" | "order">): SendingKind => ({
  market: line.market,
  family: line.family,
  traffic: order.traffic,
});

/** Which operators' chunks a route carries. */
export type RouteReach =
  | { readonly kind: "only"; readonly operators: readonly string[] }
  | { readonly kind: "except"; readonly operators: readonly string[] };

/** Stands for a route without limit, so that what is released stays bounded (law 11). */
export const UNLIMITED_RATE = 5_000;

/** The routes for a kind of sending: those made for its sender or its traffic before those for all. */
export const routesFor = (routes: readonly Route[], kind: SendingKind): readonly Route[] => {
  const closeness = ({ senders, traffic }: Route): number =>
    (senders.length > 0 ? 2 : 0) + (traffic.length > 0 ? 1 : 0);
  return routes
    .filter(
      ({ market, senders, traffic }) =>
        market === kind.market &&
        (senders.length === 0 || senders.includes(kind.family)) &&
        (traffic.length === 0 || traffic.includes(kind.traffic)),
    )
    .toSorted((a, b) => closeness(b) - closeness(a));
};

const namedBy = ({ operators }: Route): readonly string[] =>
  operators.filter((operator) => operator !== "*");

/**
 * The operators that go by this route, so that each goes by exactly one.
 *
 * @param routes as {@link routesFor} orders them; a route that is not among them carries nothing.
 */
export const reachOf = (routes: readonly Route[], route: Route): RouteReach => {
  const at = routes.findIndex((other) => other.route === route.route);
  const before = routes.slice(0, Math.max(0, at)).flatMap(namedBy);
  const own = namedBy(route).filter((operator) => !before.includes(operator));
  const isForOthers =
    routes.find(({ operators }) => operators.includes("*"))?.route === route.route;
  if (at === -1 || !isForOthers) return { kind: "only", operators: at === -1 ? [] : own };
  const others = routes.filter((other) => other.route !== route.route).flatMap(namedBy);
  return { kind: "except", operators: others.filter((operator) => !own.includes(operator)) };
};

/** What a route carries without some operators. */
export const reachWithout = (reach: RouteReach, operators: readonly string[]): RouteReach =>
  reach.kind === "only"
    ? { kind: "only", operators: reach.operators.filter((each) => !operators.includes(each)) }
    : { kind: "except", operators: [...reach.operators, ...operators] };

/**
 * The route of an operator's subscribers; undefined: nobody carries them.
 *
 * @param routes as {@link routesFor} orders them.
 */
export const routeOf = (routes: readonly Route[], operator: string): Route | undefined =>
  routes.find(({ operators }) => operators.includes(operator)) ??
  routes.find(({ operators }) => operators.includes("*"));

/** What the road of an operator's subscribers makes of a text. */
export const textRoadAt =
  (routes: readonly Route[]) =>
  (operator: string): TextRoad =>
    routeOf(routes, operator) ?? PLAIN_ROAD;

/** Where nothing is known of the road. */
export const PLAIN_ROAD: TextRoad = { latin1: false, suffix: "", wideReference: false };

export const rateOf = ({ rate }: Pick<Route, "rate">): number => (rate > 0 ? rate : UNLIMITED_RATE);

/** Parts per second that a route carries as things stand: what may be expected of it. */
export const rateNowOf = (route: Pick<Route, "rate" | "currentRate">): number =>
  route.currentRate > 0 ? Math.min(rateOf(route), route.currentRate) : rateOf(route);

/**
 * Seconds that these messages take: the slowest route decides.
 *
 * @param paceOf how fast each route goes.
 */
export const sendingSeconds = (
  routes: readonly Route[],
  counts: readonly PartCount[],
  paceOf: (route: Route) => number = rateOf,
): number => {
  const parts = new Map<Route, number>();
  for (const { operator, segments, messages } of counts) {
    const route = routeOf(routes, operator);
    if (route !== undefined) parts.set(route, (parts.get(route) ?? 0) + segments * messages);
  }
  return Math.max(0, ...[...parts].map(([route, sum]) => Math.ceil(sum / paceOf(route))));
};
