import type { MarketPack } from "@whiteline/markets";
import { percentOf } from "./share.js";
import type { PaymentMode } from "./wallet.js";

/** An amount with what is taken off it; minor units. */
export type Reduced = {
  readonly percent: number;
  readonly discount: bigint;
  readonly net: bigint;
};

/**
 * The volume discount of an order's value (prepaid) or of a month's message charges (postpaid). The rate of the
 * row applies to the whole amount, lower bounds belong to their row [004 · Policy 3; vn.md §7].
 * @param base minor units, not negative.
 */
export const volumeDiscount = (pack: MarketPack, mode: PaymentMode, base: bigint): Reduced => {
  const tiers = pack.discounts.filter((discount) => discount.mode === mode).flatMap((d) => d.tiers);
  const row = tiers.find(({ from, below }) => base >= from && (below === null || base < below));
  return reduce(base, row?.percent ?? 0);
};

/** What a code takes off a purchase, or that the provider has no such code. */
export type CouponAnswer =
  | ({ readonly kind: "reduced"; readonly source: string } & Reduced)
  | { readonly kind: "unknown_code" };

/**
 * A discount code of a provider, compared without regard to case and outer blanks
 * [001 · Advertising SMS call-out]. It is read from the purchase at sign-up (interpretation, ir.md §10).
 * @param base minor units, not negative.
 */
export const redeemCoupon = (
  pack: MarketPack,
  { providerId, code }: { readonly providerId: string; readonly code: string },
  base: bigint,
): CouponAnswer => {
  const wanted = code.trim().toUpperCase();
  const coupon = pack.coupons.find(
    (known) => known.provider === providerId && known.code.toUpperCase() === wanted,
  );
  return coupon === undefined
    ? { kind: "unknown_code" }
    : { kind: "reduced", source: coupon.source, ...reduce(base, coupon.percent) };
};

const reduce = (base: bigint, percent: number): Reduced => {
  const discount = percentOf(base, percent);
  return { percent, discount, net: base - discount };
};
