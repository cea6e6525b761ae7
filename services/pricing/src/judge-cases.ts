import { costOf, costPriceOn, judgedBy } from "./domain/cost-price.js";
import { NO_MORE } from "./reconcile-day.js";
import type { CostPriceStore } from "./store/cost-prices.js";
import type { JudgedCase, PriceCaseStore } from "./store/price-cases.js";

export type JudgeDependencies = {
  readonly costPrices: Pick<CostPriceStore, "list">;
  readonly priceCases: PriceCaseStore;
  readonly now: () => Date;
};

const CASES_AT_ONCE = 1_000;
/** So long a price is looked at again by the hour: a file may have been matched by the older one in the same moment. */
const LOOKED_AT_AGAIN_MS = 2 * 86_400_000;

/**
 * Judges an operator's cases about prices by the prices of now, from a local day on: those that are settled are closed,
 * those that come back are opened. What matched while the file was read and differs by now is found when the file is
 * sent again. Repeated, it changes nothing.
 */
export const judgeCases =
  (it: JudgeDependencies) =>
  async (
    of: { readonly providerId: string; readonly operator: string; readonly from: string },
    by: string,
  ): Promise<void> => {
    const at = it.now();
    const prices = await it.costPrices.list(of.providerId, of.operator);
    let judged: JudgedCase[] = [];
    const write = async (): Promise<void> => {
      await it.priceCases.judge(judged, { resolution: NO_MORE, by, at });
      judged = [];
    };
    for await (const { caseId, isOpen, ...found } of it.priceCases.cases(of)) {
      const verdict = judgedBy(prices, found);
      if (!isOpen && verdict === "settled") continue;
      judged.push({ caseId, verdict });
      if (judged.length === CASES_AT_ONCE) await write();
    }
    await write();
    for (const { reconciliationId, day, billed, parts } of await it.priceCases.files(of)) {
      const sums = parts.map((each) => ({
        ...each,
        cost: costPriceOn(prices, { script: each.script, day }),
      }));
      await it.priceCases.weigh(reconciliationId, { billed, expected: costOf(sums) });
    }
  };

/** Judges once more what prices of the last days decide. */
export const judgeLately = (it: JudgeDependencies) => {
  const judge = judgeCases(it);
  return async (of: { readonly providerId: string; readonly operator: string }): Promise<void> => {
    const since = it.now().getTime() - LOOKED_AT_AGAIN_MS;
    const lately = (await it.costPrices.list(of.providerId, of.operator))
      .filter(({ recordedAt }) => recordedAt.getTime() > since)
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    const [first] = lately;
    if (first !== undefined) await judge({ ...of, from: first.effectiveFrom }, first.recordedBy);
  };
};
