import { money, type Money } from "./money.js";

/** What pricing knows of a tenant; it does not change. */
export type Holder = {
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly currency: string;
  readonly platform: boolean;
};

/** A tenant's money. The version rises with every movement and orders the ledger. */
export type Wallet = Holder & {
  readonly available: Money;
  readonly held: Money;
  readonly version: number;
};

export const emptyWallet = (holder: Holder): Wallet => ({
  ...holder,
  available: money(holder.currency, 0n),
  held: money(holder.currency, 0n),
  version: 0,
});
