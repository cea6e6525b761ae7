import type { MarketPack } from "@whiteline/markets";
import type { CreditPrice } from "./credit-price.js";
import { money, type Money } from "./money.js";

/**
 * An amount of a wallet in money, as invoices are: credits at what the customer pays for one. Undefined where it has no
 * price; credits of such a provider are paid and invoiced elsewhere.
 */
export const inMoney = (
  { currency }: Pick<MarketPack, "currency">,
  credit: CreditPrice | undefined,
  amount: Money,
): Money | undefined => {
  if (!currency.isCredit || amount.currency !== currency.code) return amount;
  return credit && money(credit.currency, amount.minor * credit.perCredit);
};

/** Money as an amount of a wallet: the credits that made it, where wallets hold credits. */
export const ofWallet = (
  { currency }: Pick<MarketPack, "currency">,
  credit: CreditPrice | undefined,
  minor: bigint,
): bigint => (currency.isCredit && credit !== undefined ? minor / credit.perCredit : minor);
