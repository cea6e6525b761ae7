import { localDay, markets } from "@whiteline/markets";
import { reconcileDay, type ReconcileDependencies } from "./reconcile-day.js";

const DAY_MS = 86_400_000;

/**
 * Every night journal and receipts of the day that is over are held against each other, for each provider and operator;
 * the operator's file makes it three when it comes. What was matched is not matched again.
 */
export const nightlyRound =
  (it: ReconcileDependencies & { readonly told: (openCases: number) => void }) =>
  async (): Promise<void> => {
    const reconcile = reconcileDay(it);
    const at = it.now();
    for (const market of markets.codes) {
      const pack = markets.get(market, at.toISOString());
      const day = localDay(pack, new Date(at.getTime() - DAY_MS).toISOString());
      for (const { id: providerId } of pack.providers) {
        for (const { id: operator } of pack.operators) {
          const known = await it.reconciliations.ofDay(providerId, operator, day);
          if (known.some(({ status }) => status !== "matching")) continue;
          await reconcile({ providerId, operator, day }, undefined);
        }
      }
    }
    it.told(await it.reconciliations.allOpen());
  };
