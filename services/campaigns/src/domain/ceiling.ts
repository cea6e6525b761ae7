import type { MarketPack } from "@whiteline/markets";
import type { Ask, Campaign, Order } from "./campaign.js";
import type { Finding } from "./finding.js";
import { priceOf, type Money } from "./money.js";

/** What the revisions of a campaign cost so far, at most, now that what is unsent of the last is asked for anew. */
export const spentAfter = (
  { spent, funding }: Pick<Campaign, "spent" | "funding">,
  unsent: Ask,
): Money | undefined =>
  funding === undefined
    ? spent
    : {
        currency: funding.quote.total.currency,
        minor:
          (spent?.minor ?? 0n) +
          funding.quote.total.minor -
          (priceOf(funding.quote, unsent.counts)?.minor ?? 0n),
      };

/** A ceiling under which nothing could ever be sent: better said now than when the price is known. */
export const findCeilingFault = (
  { currency }: Pick<MarketPack, "currency">,
  { maxCost }: Pick<Order, "maxCost">,
): Finding | undefined => {
  if (maxCost === undefined) return undefined;
  const source = "campaign order";
  if (maxCost.currency !== currency.code) {
    return {
      code: "CURRENCY_MISMATCH",
      subject: "max_cost.currency",
      rule: `A campaign on this line costs ${currency.code}.`,
      source,
      remedy: `Give the most it may cost in ${currency.code}, or leave it out.`,
    };
  }
  if (maxCost.minor > 0n) return undefined;
  return {
    code: "AMOUNT_NOT_POSITIVE",
    subject: "max_cost",
    rule: "The most that a campaign may cost is above zero.",
    source,
    remedy: "Give the most it may cost, in minor units, or leave it out.",
  };
};

/** What the present revision may cost: its owner's ceiling less what earlier ones cost. Undefined: no ceiling. */
export const ceilingOf = ({
  order: { maxCost },
  spent,
}: Pick<Campaign, "order" | "spent">): Money | undefined => {
  if (maxCost === undefined || spent?.currency !== maxCost.currency) return maxCost;
  const left = maxCost.minor - spent.minor;
  return { ...maxCost, minor: left < 0n ? 0n : left };
};
