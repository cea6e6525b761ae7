import type { Money } from "../language/formats.js";
import { costOf, OTHERS, priceOf } from "./price-cells.js";
import type { PriceList, Tier } from "./queries.js";

export type Row = {
  readonly key: string;
  readonly list: PriceList;
  readonly script: string;
  /** None where the row says what a whole month costs, or the list has one step only. */
  readonly tier?: Tier;
  readonly cells: readonly {
    readonly operator: string;
    readonly amount: Money | undefined;
    readonly cheapest: boolean;
  }[];
};

/**
 * The rows of a comparison: a list, a script and, where prices go by the place in the month, a step of it. The cheapest
 * of a column is marked where something dearer stands in it.
 *
 * @param parts 0: prices of one part; else what so many cost in a month.
 */
export function rowsOf(
  lists: readonly PriceList[],
  operators: readonly string[],
  scripts: readonly string[],
  parts: number,
): readonly Row[] {
  const priced = lists.flatMap((list) =>
    scripts.flatMap((script) => (parts === 0 ? steps(list, script) : [{ list, script }])),
  );
  const rows = priced
    .map((row) => ({ ...row, amounts: operators.map((operator) => amountOf(row, operator)) }))
    .filter(({ amounts }) => amounts.some((amount) => amount !== undefined));
  const best = operators.map((_, place) => cheapest(rows.map(({ amounts }) => amounts[place])));
  return rows.map(({ amounts, ...row }) => ({
    ...row,
    key: [row.list.tariffId, row.script, row.tier?.fromPart ?? 0].join("|"),
    cells: operators.map((operator, place) => {
      const amount = amounts[place];
      const least = best[place];
      return {
        operator,
        amount,
        cheapest: amount !== undefined && least !== undefined && BigInt(amount.minor) === least,
      };
    }),
  }));

  function amountOf(
    { list, script, tier }: { list: PriceList; script: string; tier?: Tier },
    operator: string,
  ): Money | undefined {
    if (parts > 0) return costOf(list.tiers, operator, script, parts);
    const step = tier ?? list.tiers[0];
    return step === undefined ? undefined : priceOf(step, operator, script);
  }
}

/** A list whose steps all cost the same is one row. */
function steps(
  list: PriceList,
  script: string,
): readonly { list: PriceList; script: string; tier?: Tier }[] {
  return list.tiers.length < 2
    ? [{ list, script }]
    : list.tiers.map((tier) => ({ list, script, tier }));
}

/** Nothing is cheap where all cost the same, or what is compared is not one currency. */
function cheapest(amounts: readonly (Money | undefined)[]): bigint | undefined {
  const told = amounts.filter((amount) => amount !== undefined);
  if (new Set(told.map(({ currency }) => currency)).size !== 1) return undefined;
  const minors = told.map(({ minor }) => BigInt(minor));
  const least = minors.reduce((one, other) => (other < one ? other : one));
  return minors.some((minor) => minor > least) ? least : undefined;
}

/** What may be chosen from where a list names nobody. */
export function onlyOthers(names: readonly string[]): boolean {
  return names.every((name) => name === OTHERS);
}
