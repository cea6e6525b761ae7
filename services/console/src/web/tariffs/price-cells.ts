import type { Money } from "../language/formats.js";
import type { PriceList, Tier } from "./queries.js";

/** Stands for every operator, or script, that a list does not name. */
export const OTHERS = "";

/** The operators that these lists name, in their order; OTHERS at the end where a list prices the rest together. */
export function operatorsOf(lists: readonly PriceList[]): readonly string[] {
  return namedIn(lists, ({ operator = OTHERS }) => operator);
}

/** The scripts that these lists price apart. */
export function scriptsOf(lists: readonly PriceList[]): readonly string[] {
  return namedIn(lists, ({ script = OTHERS }) => script);
}

function namedIn(
  lists: readonly PriceList[],
  nameOf: (price: Tier["prices"][number]) => string,
): readonly string[] {
  const names = new Set(
    lists.flatMap(({ tiers }) => tiers.flatMap(({ prices }) => prices.map(nameOf))),
  );
  const rest = names.delete(OTHERS);
  return [...names, ...(rest ? [OTHERS] : [])];
}

/** The price of one part: what is named exactly goes before what holds for the rest. */
export function priceOf({ prices }: Tier, operator: string, script: string): Money | undefined {
  const at = (wantedOperator: string, wantedScript: string) =>
    prices.find(
      (price) =>
        (price.operator ?? OTHERS) === wantedOperator && (price.script ?? OTHERS) === wantedScript,
    )?.perPart;
  return at(operator, script) ?? at(operator, OTHERS) ?? at(OTHERS, script) ?? at(OTHERS, OTHERS);
}

/**
 * What so many parts cost when they are the first of a month: each tier prices the parts that lie in it.
 *
 * @returns undefined where a part has no price.
 */
export function costOf(
  tiers: readonly Tier[],
  operator: string,
  script: string,
  parts: number,
): Money | undefined {
  let sum = 0n;
  let currency: string | undefined;
  let priced = 0;
  for (const tier of tiers) {
    const last = Math.min(parts, tier.toPart ?? parts);
    const inside = last - tier.fromPart + 1;
    if (inside <= 0) continue;
    const price = priceOf(tier, operator, script);
    if (price === undefined) return undefined;
    sum += BigInt(price.minor) * BigInt(inside);
    currency = price.currency;
    priced += inside;
  }
  return currency === undefined || priced < parts ? undefined : { currency, minor: `${sum}` };
}
