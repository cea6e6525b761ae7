import { localDay, markets } from "@whiteline/markets";
import { judgeLately, type JudgeDependencies } from "./judge-cases.js";
import { reconcileDay, type ReconcileDependencies } from "./reconcile-day.js";

const DAY_MS = 86_400_000;
/** What was settled before midnight is written by then: a process says its time before it commits. */
const WRITTEN_BY_MS = 15 * 60_000;

/**
 * Every night journal and receipts of the day that is over are held against each other, for each provider and operator;
 * the operator's file makes it three when it comes. Nights that were missed are matched before, each once; what was
 * matched is not matched again, unless by a clock that ran ahead.
 */
export const nightlyRound =
  (it: ReconcileDependencies & JudgeDependencies) => async (): Promise<void> => {
    const reconcile = reconcileDay(it);
    const judge = judgeLately(it);
    const at = it.now();
    await it.reconciliations.forgetAhead(at);
    for (const market of markets.codes) {
      const pack = markets.get(market, at.toISOString());
      const ended = new Date(at.getTime() - DAY_MS - WRITTEN_BY_MS).toISOString();
      const yesterday = localDay(pack, ended);
      for (const { id: providerId } of pack.providers) {
        for (const { id: operator } of pack.operators) {
          const last = await it.reconciliations.lastNight({ providerId, operator }, yesterday);
          for (const day of nightsAfter(last, yesterday)) {
            await reconcile({ providerId, operator, day }, undefined);
          }
          await judge({ providerId, operator });
        }
      }
    }
  };

/** The days after the last that was matched until yesterday; where none ever was, yesterday alone. */
export const nightsAfter = (last: string | undefined, yesterday: string): readonly string[] => {
  if (last === undefined) return [yesterday];
  const days: string[] = [];
  for (let day = dayAfter(last); day <= yesterday; day = dayAfter(day)) days.push(day);
  return days;
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
