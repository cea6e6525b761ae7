import type { Ask, Campaign } from "./campaign.js";
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

/** What the present revision may cost: its owner's ceiling less what earlier ones cost. Undefined: no ceiling. */
export const ceilingOf = ({
  order: { maxCost },
  spent,
}: Pick<Campaign, "order" | "spent">): Money | undefined => {
  if (maxCost === undefined || spent?.currency !== maxCost.currency) return maxCost;
  const left = maxCost.minor - spent.minor;
  return { ...maxCost, minor: left < 0n ? 0n : left };
};
