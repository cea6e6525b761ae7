import { localMonth, markets } from "@whiteline/markets";
import { groupOf } from "./domain/price-group.js";
import { priceQuestion, type Priced, type Question } from "./domain/quote.js";
import { monthTotalOf, type MonthTotals } from "./domain/settlement.js";
import type { Holder } from "./domain/wallet.js";
import { remembered } from "./remembered.js";
import type { MonthTotalStore } from "./store/month-totals.js";
import type { PriceGroupStore } from "./store/price-groups.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { ResellerStore } from "./store/resellers.js";

type Dependencies = {
  readonly priceGroups: Pick<PriceGroupStore, "of">;
  readonly monthTotals: Pick<MonthTotalStore, "of">;
  readonly tariffs: Pick<ProviderTariffStore, "list">;
  readonly resellers: Pick<ResellerStore, "resaleOf">;
  readonly now: () => Date;
};

/** A list that was put in force today, or a new surcharge, holds everywhere after so long. */
const REMEMBERED_MS = 2_000;

/**
 * Prices a tenant's question by the lists in force now, under its groups, with what was charged this month and what its
 * reseller puts on top. Throws MarketError outside of all packs.
 */
export const priceQuestions = ({
  priceGroups,
  monthTotals,
  tariffs,
  resellers,
  now,
}: Dependencies) => {
  const listsOf = remembered(now, REMEMBERED_MS, (providerId: string) =>
    tariffs.list(providerId, "active"),
  );
  const resaleOf = remembered(now, REMEMBERED_MS, resellers.resaleOf);
  return async (holder: Holder, question: Question): Promise<Priced> => {
    const at = now();
    const { tenantId, providerId } = holder;
    const pack = markets.get(holder.market, at.toISOString());
    const [lists, resale] = await Promise.all([listsOf(providerId), resaleOf(tenantId)]);
    const month = localMonth(pack, at.toISOString());
    // Only prices with groups or steps depend on what is kept of the customer.
    const depends =
      lists.some(({ tiers, group }) => tiers.length > 1 || group !== "") ||
      pack.tariffs.some(({ group }) => group !== null);
    const [groups, totals] = depends
      ? await Promise.all([priceGroups.of(tenantId), monthTotals.of(tenantId, [month])])
      : [[], new Map<string, bigint>()];
    const group = groupOf(pack, groups, { ...question, providerId });
    const soFar = runsOf(totals, month);
    return priceQuestion(holder, question, { group, soFar, lists, resale }, at);
  };
};

export type PriceQuestions = ReturnType<typeof priceQuestions>;

const runsOf = (totals: MonthTotals, month: string): ReadonlyMap<string, bigint> => {
  const end = monthTotalOf("", month);
  return new Map([...totals].map(([name, parts]) => [name.slice(0, -end.length), parts]));
};
