/**
 * Which accounts have been down for how long, as one dispatcher sees it: an account is up while any of
 * its binds that send is up under a lease that runs. Watching begins at the first look, so that a
 * restart never takes an account for down that it has not watched for the whole bound. Pure.
 */
export type AccountWatch = {
  /** Monotonic ms since when it was seen up no more; absent while it is up. */
  readonly downSince: ReadonlyMap<string, number>;
};

export const noWatch: AccountWatch = { downSince: new Map() };

export const watchAccounts = (
  before: AccountWatch,
  accounts: readonly string[],
  up: ReadonlySet<string>,
  now: number,
): AccountWatch => ({
  downSince: new Map(
    accounts
      .filter((account) => !up.has(account))
      .map((account) => [account, before.downSince.get(account) ?? now]),
  ),
});

type Order = { readonly accounts: readonly string[]; readonly failoverAfterMs: number };

/**
 * The account that takes new work of a route: the first of its order that is not down for longer than
 * the bound. Undefined when all of them are: work waits for whoever comes back.
 */
export const carrierOf = (route: Order, watch: AccountWatch, now: number): string | undefined =>
  route.accounts.find((account) => {
    const since = watch.downSince.get(account);
    return since === undefined || now - since <= route.failoverAfterMs;
  });

/**
 * Whether an account that the operator turned away may show with one part that it is taken again: only where no
 * account before it in the order carries the route.
 */
export const mayBeTried = (
  route: Pick<Order, "accounts">,
  account: string,
  carrier: string | undefined,
): boolean =>
  carrier === undefined || route.accounts.indexOf(carrier) >= route.accounts.indexOf(account);
