import type { Tariff } from "@whiteline/markets";
import { surchargeAt, type Resale } from "./surcharge.js";

type Tiers = Tariff["tiers"];
type Cell = Tiers[number]["prices"][number];

/**
 * The prices of a list as a reseller's customer pays them, the surcharge inside: a cell for whatever list or surcharges
 * name apart, read as every list is (operator before all, script before any).
 */
export const resoldTiers = (
  tiers: Tiers,
  { resale, group, day }: { readonly resale: Resale; readonly group: string; readonly day: string },
): Tiers =>
  tiers.map((tier) => {
    const { prices } = tier;
    const surcharges = resale.surcharges;
    const operators = named([...prices, ...surcharges].map(({ operator }) => operator));
    const scripts = named([...prices, ...surcharges].map(({ script }) => script));
    const cells = operators.flatMap((operator) =>
      scripts.flatMap((script): readonly Cell[] => {
        const perPart = priceIn(prices, operator, script);
        if (perPart === undefined) return [];
        const part = { operator: operator ?? "", script: script ?? "", group, day };
        return [{ operator, script, perPart: perPart + surchargeAt(resale, part) }];
      }),
    );
    // What a cell would cost without being named need not be named.
    const isSaid = ({ operator, script, perPart }: Cell): boolean =>
      operator === null ||
      script === null ||
      perPart !== (priceIn(cells, operator, null) ?? priceIn(cells, null, script));
    return { ...tier, prices: cells.filter(isSaid) };
  });

const named = (words: readonly (string | null)[]): readonly (string | null)[] => [
  null,
  ...new Set(words.filter((word) => word !== null && word !== "")),
];

const priceIn = (
  cells: readonly Cell[],
  operator: string | null,
  script: string | null,
): bigint | undefined => {
  const find = (ofOperator: string | null, ofScript: string | null): bigint | undefined =>
    cells.find((cell) => cell.operator === ofOperator && cell.script === ofScript)?.perPart;
  return find(operator, script) ?? find(operator, null) ?? find(null, script) ?? find(null, null);
};
