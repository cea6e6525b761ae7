import { accountOf, rateNow, type BindPlan } from "./domain/bind-plan.js";
import { carrierOf, noWatch, watchAccounts } from "./domain/carrier.js";
import type { Route } from "./config.js";
import type { LeaseStore, SeenLink } from "./store/leases.js";

type Bind = { readonly bindId: string; readonly account: string };

/**
 * What was seen longer ago says nothing of who sends now. Whoever begins to send waits a little longer than that, so
 * that by then all others either have seen it or divide the account's limit over all its binds.
 */
const SEEN_FOR_MS = 1_000;
export const SEEN_BY_ALL_MS = 1_500;

/** Which account takes new work of each route, and how many binds share its limit, as far as this dispatcher sees. */
export const watchCarriers = ({
  leases,
  binds,
  monotonic,
}: {
  readonly leases: Pick<LeaseStore, "links">;
  /** Binds that send, of all accounts. */
  readonly binds: readonly Bind[];
  readonly monotonic: () => number;
}) => {
  const accounts = [...new Set(binds.map(({ account }) => account))];
  let watch = noWatch;
  let linked: ReadonlyMap<string, number> = new Map();
  let rates: ReadonlyMap<string, number> = new Map();
  let seenAt = -Infinity;
  const linkedOf = (account: string): number | undefined =>
    monotonic() - seenAt > SEEN_FOR_MS ? undefined : (linked.get(account) ?? 0);
  return {
    /** Looks which binds are up; call it often beside the bounds of the routes. */
    look: async (): Promise<void> => {
      const askedAt = monotonic();
      const links = new Map((await leases.links()).map((link) => [link.bindId, link]));
      const accountsOf = (is: "up" | "linked"): readonly string[] =>
        binds.filter(({ bindId }) => links.get(bindId)?.[is]).map(({ account }) => account);
      const isUp = new Set(accountsOf("up"));
      const counts = new Map<string, number>();
      for (const account of accountsOf("linked"))
        counts.set(account, (counts.get(account) ?? 0) + 1);
      const inForce = new Map(
        [...counts.keys()].map((account) => [
          account,
          inForceOf(
            binds.filter((bind) => bind.account === account).map((b) => links.get(b.bindId)),
          ),
        ]),
      );
      // A look that took long tells of when it was asked.
      if (askedAt > seenAt) [linked, rates, seenAt] = [counts, inForce, askedAt];
      watch = watchAccounts(watch, accounts, isUp, monotonic());
    },

    /** As it was seen last. */
    isUp: (account: string): boolean => !watch.downSince.has(account),

    /** How many binds of an account may send now; undefined: it was not seen lately. */
    linkedOf,

    /** Parts per second that a bind may send now. */
    rateOf: (bind: BindPlan): number => rateNow(bind, linkedOf(accountOf(bind.bindId))),

    /** Parts per second in force over all binds of an account that send; 0: not limited; undefined: none does. */
    rateOfAll: (account: string): number | undefined => rates.get(account),

    carrierOf: (route: Route): string | undefined => carrierOf(route, watch, monotonic()),
  };
};

/** One that is not limited, or does not say, leaves the account without a limit but its own. */
const inForceOf = (links: readonly (SeenLink | undefined)[]): number => {
  const told = links.flatMap((link) => (link?.linked === true ? [link.rate ?? 0] : []));
  return told.includes(0) ? 0 : told.reduce((sum, rate) => sum + rate, 0);
};

export type Carriers = ReturnType<typeof watchCarriers>;
