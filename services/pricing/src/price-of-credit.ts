import { localDay, markets } from "@whiteline/markets";
import { creditPriceOn, type CreditPrice } from "./domain/credit-price.js";
import type { Holder } from "./domain/wallet.js";
import type { CreditPriceStore } from "./store/credit-prices.js";

export type ReadingCreditPrices = {
  readonly creditPrices: Pick<CreditPriceStore, "of">;
  readonly now: () => Date;
};

/** What a credit costs a customer now. Undefined: it pays with money, or its provider has no price. */
export const priceOfCredit = async (
  { creditPrices, now }: ReadingCreditPrices,
  { market, providerId, tenantId }: Pick<Holder, "market" | "providerId" | "tenantId">,
): Promise<CreditPrice | undefined> => {
  const at = now().toISOString();
  const pack = markets.get(market, at);
  if (!pack.currency.isCredit) return undefined;
  const known = await creditPrices.of({ providerId, tenantId });
  return creditPriceOn(pack, known, { providerId, tenantId, day: localDay(pack, at) });
};
