import type { Money } from "../language/formats.js";
import { costOf, OTHERS, priceOf } from "./price-cells.js";
import type { PriceList, Tier } from "./queries.js";

export type Row = {
  readonly key: string;
  readonly list: PriceList;
  readonly script: string;
  /** None where the row says what a whole month costs, or the list has one step only. */
  readonly tier?: Tier;
  readonly cells: readonly { readonly operator: string; readonly amount: Money | undefined }[];
};

/**
 * The rows of a comparison: a list, a script and, where prices go by the place in the month, a step of it. Those
 * without any price are left out.
 *
 * @param parts 0: prices of one part; else what so many cost in a month.
 */
export function rowsOf(
  lists: readonly PriceList[],
  operators: readonly string[],
  scripts: readonly string[],
  parts: number,
): readonly Row[] {
  return lists
    .flatMap((list) =>
      scripts.flatMap((script) => (parts === 0 ? steps(list, script) : [{ list, script }])),
    )
    .map((row: { list: PriceList; script: string; tier?: Tier }) => ({
      ...row,
      key: [row.list.tariffId, row.script, row.tier?.fromPart ?? 0].join("|"),
      cells: operators.map((operator) => ({ operator, amount: amountOf(row, operator) })),
    }))
    .filter(({ cells }) => cells.some(({ amount }) => amount !== undefined));

  function amountOf(
    { list, script, tier }: { list: PriceList; script: string; tier?: Tier },
    operator: string,
  ): Money | undefined {
    if (parts > 0) return costOf(list.tiers, operator, script, parts);
    const step = tier ?? list.tiers[0];
    return step === undefined ? undefined : priceOf(step, operator, script);
  }
}

function steps(
  list: PriceList,
  script: string,
): readonly { list: PriceList; script: string; tier?: Tier }[] {
  return list.tiers.length < 2
    ? [{ list, script }]
    : list.tiers.map((tier) => ({ list, script, tier }));
}

/** Whether lists name nobody, so that there is nothing to choose from. */
export function onlyOthers(names: readonly string[]): boolean {
  return names.every((name) => name === OTHERS);
}
