import type { PartCount } from "./money.js";

/** A road to operators, as the dispatcher names it. */
export type Route = {
  readonly route: string;
  readonly market: string;
  /** Operators of the number plan; "*" for all that no other route of the market names. */
  readonly operators: readonly string[];
  /** Parts per second; 0: not limited. */
  readonly rate: number;
};

/** Which operators' chunks a route carries. */
export type RouteReach =
  | { readonly kind: "only"; readonly operators: readonly string[] }
  | { readonly kind: "except"; readonly operators: readonly string[] };

/** Stands for a route without limit, so that what is released stays bounded (law 11). */
export const UNLIMITED_RATE = 5_000;

export const reachOf = (routes: readonly Route[], route: Route): RouteReach => {
  const named = (candidate: Route): readonly string[] =>
    candidate.operators.filter((operator) => operator !== "*");
  if (!route.operators.includes("*")) return { kind: "only", operators: named(route) };
  const others = routes.filter(
    (other) => other.market === route.market && other.route !== route.route,
  );
  return { kind: "except", operators: others.flatMap(named) };
};

/** What a route carries without some operators. */
export const reachWithout = (reach: RouteReach, operators: readonly string[]): RouteReach =>
  reach.kind === "only"
    ? { kind: "only", operators: reach.operators.filter((each) => !operators.includes(each)) }
    : { kind: "except", operators: [...reach.operators, ...operators] };

/** The route of an operator's subscribers; undefined: nobody carries them. */
export const routeOf = (
  routes: readonly Route[],
  market: string,
  operator: string,
): Route | undefined => {
  const ofMarket = routes.filter((route) => route.market === market);
  return (
    ofMarket.find(({ operators }) => operators.includes(operator)) ??
    ofMarket.find(({ operators }) => operators.includes("*"))
  );
};

export const rateOf = ({ rate }: Route): number => (rate > 0 ? rate : UNLIMITED_RATE);

/** Seconds that these messages take when every route goes at its rate: the slowest route decides. */
export const sendingSeconds = (
  routes: readonly Route[],
  market: string,
  counts: readonly PartCount[],
): number => {
  const parts = new Map<Route, number>();
  for (const { operator, segments, messages } of counts) {
    const route = routeOf(routes, market, operator);
    if (route !== undefined) parts.set(route, (parts.get(route) ?? 0) + segments * messages);
  }
  return Math.max(0, ...[...parts].map(([route, sum]) => Math.ceil(sum / rateOf(route))));
};
