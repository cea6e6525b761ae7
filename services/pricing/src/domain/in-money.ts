import type { MarketPack } from "@whiteline/markets";
import { money, type Money } from "./money.js";

/**
 * An amount of a wallet in money, as invoices are: credits at what the provider sells one for. Undefined where it
 * publishes no price; credits of such a provider are paid and invoiced elsewhere.
 */
export const inMoney = (
  { creditPrices, currency }: Pick<MarketPack, "creditPrices" | "currency">,
  providerId: string,
  amount: Money,
): Money | undefined => {
  if (!currency.isCredit || amount.currency !== currency.code) return amount;
  const price = creditPrices.find(({ provider }) => provider === providerId);
  return price && money(price.currency, amount.minor * price.perCredit);
};
