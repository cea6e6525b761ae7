import type { BillingRule } from "./billing-rule.js";
import { money, type Money } from "./money.js";

/** What pricing knows of a tenant; it does not change. */
export type Holder = {
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly currency: string;
  readonly platform: boolean;
};

/** Whether a tenant pays before it sends, or for a month afterwards, up to a limit. */
export type PaymentMode = "prepaid" | "postpaid";

/** A tenant's money. The version rises with every movement and orders the ledger. */
export type Wallet = Holder & {
  readonly available: Money;
  readonly held: Money;
  /** Fees and fines that are raised and not paid; not negative. */
  readonly owed: Money;
  readonly mode: PaymentMode;
  /** Credit that was given: it is part of what is available or held, and owed to its account. */
  readonly limit: Money;
  /** What its contract charges; undefined: as the market's rule says. */
  readonly billing: BillingRule | undefined;
  /** Who set the terms, and when; undefined: nobody yet. */
  readonly termsSet: { readonly by: string; readonly at: Date } | undefined;
  /** Below so much available its holder wants to be told; undefined: never. */
  readonly lowBalance: bigint | undefined;
  /** Whether that was told since more was available. */
  readonly lowTold: boolean;
  /** Local calendar month of its last movement, e.g. "2026-11"; empty: none yet. */
  readonly month: string;
  readonly version: number;
};

export const emptyWallet = (holder: Holder): Wallet => {
  const nothing = money(holder.currency, 0n);
  return {
    ...holder,
    available: nothing,
    held: nothing,
    owed: nothing,
    mode: "prepaid",
    limit: nothing,
    billing: undefined,
    termsSet: undefined,
    lowBalance: undefined,
    lowTold: false,
    month: "",
    version: 0,
  };
};
