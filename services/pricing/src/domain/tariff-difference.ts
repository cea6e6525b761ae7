import type { MarketPack } from "@whiteline/markets";
import type { PriceList } from "./provider-tariff.js";
import { priceSteps } from "./segment-price.js";
import { cellsOf } from "./tariff-faults.js";

/** A cell of the market's table that costs otherwise; undefined: no price on that side. */
export type TariffCell = {
  readonly operator: string;
  readonly script: string;
  readonly fromPart: bigint;
  readonly before: bigint | undefined;
  readonly after: bigint | undefined;
};

/** What changes, cell by cell and from which part of the month, when one list takes the place of another. */
export const tariffDifference = (
  pack: MarketPack,
  before: PriceList | undefined,
  after: PriceList,
): readonly TariffCell[] =>
  cellsOf(pack).flatMap(({ operator, script, alphabet }) => {
    const stepsOf = (list: PriceList | undefined) =>
      (list && priceSteps(pack, list, { operator, alphabet })) ?? [];
    const [old, now] = [stepsOf(before), stepsOf(after)];
    const starts = [...new Set([...old, ...now].map(({ fromPart }) => fromPart))].sort((a, b) =>
      a < b ? -1 : 1,
    );
    const at = (steps: typeof old, part: bigint): bigint | undefined =>
      steps.findLast(({ fromPart }) => fromPart <= part)?.perPart;
    return starts
      .map((fromPart) => ({ fromPart, before: at(old, fromPart), after: at(now, fromPart) }))
      .filter((cell) => cell.before !== cell.after)
      .map((cell) => ({ operator, script, ...cell }));
  });
