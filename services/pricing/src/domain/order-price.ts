import type { MarketPack } from "@whiteline/markets";
import type { CreditPrice } from "./credit-price.js";
import { redeemCoupon, volumeDiscount } from "./discount.js";
import type { Finding } from "./finding.js";
import { money, type Money } from "./money.js";
import { taxWithin } from "./tax.js";

export type OrderDiscount = {
  readonly kind: "volume" | "code";
  readonly code: string;
  readonly percent: number;
  readonly amount: Money;
  readonly source: string;
};

/** What an order of credit costs, discounts taken off and tax inside. */
export type OrderPrice = {
  /** Credit that enters the wallet. */
  readonly value: Money;
  /** Before discounts; of another currency where the wallet holds credits. */
  readonly price: Money;
  readonly discounts: readonly OrderDiscount[];
  readonly toPay: Money;
  /** Undefined where no rate is known. */
  readonly tax: Money | undefined;
  readonly taxPercent: number | undefined;
  readonly source: string;
};

export type OrderPriceAnswer =
  | { readonly kind: "priced"; readonly price: OrderPrice }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Prices an order. Money costs itself; credits cost what the customer's price of a credit says, in the market's money
 * [tr.md: the billing unit is the credit]. The volume discount is of the order's whole value [vn.md §7]; a code takes
 * its share of what is left (interpretation, ir.md §10).
 * @param asked.code a discount code; empty: none.
 * @param asked.credit what a credit costs the customer today; undefined: it pays with money, or there is none.
 */
export const priceOrder = (
  pack: MarketPack,
  asked: {
    readonly providerId: string;
    readonly value: Money;
    readonly code: string;
    readonly credit: CreditPrice | undefined;
  },
): OrderPriceAnswer => {
  const { providerId, value, code, credit } = asked;
  if (pack.currency.isCredit && credit === undefined) return refused(creditPriceUnknown);
  const price =
    pack.currency.isCredit && credit !== undefined
      ? money(credit.currency, value.minor * credit.perCredit)
      : value;
  const discounts: OrderDiscount[] = [];
  const volume = volumeDiscount(pack, "prepaid", price.minor);
  if (volume.discount > 0n) {
    discounts.push({
      kind: "volume",
      code: "",
      percent: volume.percent,
      amount: money(price.currency, volume.discount),
      source: sourceOfVolume(pack),
    });
  }
  let toPay = volume.net;
  if (code !== "") {
    const reduced = redeemCoupon(pack, { providerId, code }, toPay);
    if (reduced.kind === "unknown_code") return refused(codeUnknown);
    discounts.push({
      kind: "code",
      code: code.trim().toUpperCase(),
      percent: reduced.percent,
      amount: money(price.currency, reduced.discount),
      source: reduced.source,
    });
    toPay = reduced.net;
  }
  const paid = money(price.currency, toPay);
  const tax = taxWithin(pack, paid);
  return {
    kind: "priced",
    price: {
      value,
      price,
      discounts,
      toPay: paid,
      tax: tax?.tax,
      taxPercent: tax?.percent,
      source: pack.currency.isCredit ? (credit?.source ?? "") : pack.currency.source,
    },
  };
};

const sourceOfVolume = ({ discounts }: MarketPack): string =>
  discounts.find(({ mode }) => mode === "prepaid")?.source ?? "";

const refused = (finding: Finding): OrderPriceAnswer => ({ kind: "refused", finding });

const source = "pricing · orders";

const codeUnknown: Finding = {
  code: "CODE_UNKNOWN",
  subject: "code",
  rule: "The provider has no such discount code.",
  source,
  remedy: "Check the code, or order without one.",
};

const creditPriceUnknown: Finding = {
  code: "CREDIT_PRICE_UNKNOWN",
  subject: "value",
  rule: "The provider has no price for a credit.",
  source,
  remedy: "Ask your provider; it books credits that were paid elsewhere.",
};
