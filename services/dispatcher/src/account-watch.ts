import { carrierOf, noWatch, watchAccounts } from "./domain/carrier.js";
import type { Route } from "./config.js";
import type { LeaseStore } from "./store/leases.js";

type Bind = { readonly bindId: string; readonly account: string };

/** Which account takes new work of each route, as far as this dispatcher sees. */
export const watchCarriers = ({
  leases,
  binds,
  monotonic,
}: {
  readonly leases: Pick<LeaseStore, "up">;
  /** Binds that send, of all accounts. */
  readonly binds: readonly Bind[];
  readonly monotonic: () => number;
}) => {
  const accounts = [...new Set(binds.map(({ account }) => account))];
  let watch = noWatch;
  return {
    /** Looks which binds are up; call it often beside the bounds of the routes. */
    look: async (): Promise<void> => {
      const up = await leases.up();
      const isUp = new Set(
        binds.filter(({ bindId }) => up.has(bindId)).map(({ account }) => account),
      );
      watch = watchAccounts(watch, accounts, isUp, monotonic());
    },

    /** As it was seen last. */
    isUp: (account: string): boolean => !watch.downSince.has(account),

    carrierOf: (route: Route): string | undefined => carrierOf(route, watch, monotonic()),
  };
};

export type Carriers = ReturnType<typeof watchCarriers>;
