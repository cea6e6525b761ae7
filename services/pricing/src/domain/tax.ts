import type { MarketPack } from "@whiteline/markets";
import { money, type Money } from "./money.js";

/** An amount divided into what is tax and what is not. */
export type Taxed = { readonly percent: number; readonly net: Money; readonly tax: Money };

/**
 * The tax inside an amount of money, half up to a whole minor unit (interpretation). Undefined where the market has no
 * rate, or the amount is of credits, which are no money.
 * @param amount tax inside; may be negative, as a credit note is.
 */
export const taxWithin = ({ tax }: MarketPack, amount: Money): Taxed | undefined => {
  if (tax === null || amount.currency !== tax.currency) return undefined;
  const sign = amount.minor < 0n ? -1n : 1n;
  const gross = amount.minor * sign;
  const whole = BigInt(100 + tax.percent);
  const part = ((2n * gross * BigInt(tax.percent) + whole) / (2n * whole)) * sign;
  return {
    percent: tax.percent,
    net: money(amount.currency, amount.minor - part),
    tax: money(amount.currency, part),
  };
};
