import { localMonth, markets } from "@whiteline/markets";
import { groupOf } from "./domain/price-group.js";
import { priceQuestion, type Priced, type Question } from "./domain/quote.js";
import { monthTotalOf, type MonthTotals } from "./domain/settlement.js";
import type { Holder } from "./domain/wallet.js";
import type { MonthTotalStore } from "./store/month-totals.js";
import type { PriceGroupStore } from "./store/price-groups.js";

type Dependencies = {
  readonly priceGroups: Pick<PriceGroupStore, "of">;
  readonly monthTotals: Pick<MonthTotalStore, "of">;
  readonly now: () => Date;
};

/**
 * Prices a tenant's question by the pack in force now, under its groups and with what was charged this month.
 * Throws MarketError outside of all packs.
 */
export const priceQuestions =
  ({ priceGroups, monthTotals, now }: Dependencies) =>
  async (holder: Holder, question: Question): Promise<Priced> => {
    const at = now();
    const pack = markets.get(holder.market, at.toISOString());
    // Only a market with groups has prices that depend on either.
    if (pack.tariffs.every(({ group }) => group === null)) {
      return priceQuestion(holder, question, { group: "", soFar: new Map() }, at);
    }
    const month = localMonth(pack, at.toISOString());
    const [groups, totals] = await Promise.all([
      priceGroups.of(holder.tenantId),
      monthTotals.of(holder.tenantId, [month]),
    ]);
    const standing = { group: groupOf(groups, question), soFar: runsOf(totals, month) };
    return priceQuestion(holder, question, standing, at);
  };

export type PriceQuestions = ReturnType<typeof priceQuestions>;

const runsOf = (totals: MonthTotals, month: string): ReadonlyMap<string, bigint> => {
  const end = monthTotalOf("", month);
  return new Map([...totals].map(([name, parts]) => [name.slice(0, -end.length), parts]));
};
