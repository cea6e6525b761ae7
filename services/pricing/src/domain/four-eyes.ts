import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import type { TariffCell } from "./tariff-difference.js";

/** What makes a change of prices large. */
export type ChangeOfPrices = {
  /** Customers that it touches. */
  readonly tenants: number;
  readonly cells: readonly TariffCell[];
  /** What those customers sent in thirty days, at the prices of now and then; minor units. */
  readonly costBefore: bigint;
  readonly costAfter: bigint;
};

/**
 * Why a change of prices is decided by two people: whom it reaches, by how much a price changes, what it moves. None: one
 * person decides. From where on is the market's data.
 */
export const largeChange = (
  { fourEyes, currency }: Pick<MarketPack, "fourEyes" | "currency">,
  { tenants, cells, costBefore, costAfter }: ChangeOfPrices,
): readonly Finding[] => {
  const { source } = fourEyes;
  const remedy = "Have a colleague of finance put the same list in force from the same day.";
  const large = (code: string, subject: string, rule: string): Finding => ({
    ...{ code, subject, rule, source, remedy },
  });
  const wide = cells.find((cell) => changesBy(cell, fourEyes.percent));
  const moved = costAfter < costBefore ? costBefore - costAfter : costAfter - costBefore;
  return [
    ...(tenants >= fourEyes.tenants
      ? [
          large(
            "TARIFF_REACH_LARGE",
            "reach",
            `It touches ${tenants} customers; from ${fourEyes.tenants} on two people decide.`,
          ),
        ]
      : []),
    ...(wide === undefined
      ? []
      : [
          large(
            "TARIFF_PRICES_LARGE",
            `${wide.operator} ${wide.script}`,
            `A price changes by ${fourEyes.percent} percent or more.`,
          ),
        ]),
    ...(moved >= fourEyes.cost
      ? [
          large(
            "TARIFF_COST_LARGE",
            "cost",
            `A month of these customers costs ${moved} ${currency.code} more or less; from ${fourEyes.cost} on two people decide.`,
          ),
        ]
      : []),
  ];
};

/** Whether a price changes by so many percent. One that is new changes nothing; one that goes, everything. */
const changesBy = ({ before, after }: TariffCell, percent: number): boolean => {
  if (before === undefined) return false;
  if (after === undefined) return true;
  const change = after < before ? before - after : after - before;
  return change > 0n && change * 100n >= before * BigInt(percent);
};
