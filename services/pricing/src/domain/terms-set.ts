import type { PaymentMode } from "./wallet.js";

/** Terms as one request set them. */
export type TermsSet = {
  readonly mode: PaymentMode;
  /** The mode of until then. */
  readonly was: PaymentMode;
  /** Minor units of the wallet. */
  readonly limit: bigint;
  /** "as_before", "market" or what the contract charges, as it was asked for. */
  readonly rule: string;
  readonly by: string;
  readonly at: Date;
  /** The wallet's, by them; undefined in those of before it was kept. Their order, whatever the clocks said. */
  readonly version?: number | undefined;
};
