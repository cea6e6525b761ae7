import { setTimeout as pause } from "node:timers/promises";
import type { Operator, OperatorStats } from "./operator.js";

const LOOK_MS = 200;
/** Nothing new for so long: what is missing will not come. */
const PATIENCE_MS = 45_000;

/** How far messages came, with the time (performance.now) of the last step forward. */
export type Outcomes = {
  readonly submittedAt: number;
  readonly storedAt: number;
  readonly stored: number;
  readonly operator: OperatorStats;
};

/**
 * Watches until `messages` outcomes are stored by dlr, or nothing moves any more. Everything has one part here, so a
 * receipt that is applied and kept is an outcome stored.
 */
export const awaitOutcomes = async ({
  operator,
  stored,
  messages,
}: {
  readonly operator: Operator;
  readonly stored: () => Promise<number>;
  readonly messages: number;
}): Promise<Outcomes> => {
  let submittedAt = performance.now();
  let storedAt = submittedAt;
  let seen: Pick<Outcomes, "stored" | "operator"> = {
    stored: 0,
    operator: { submitted: 0, unique: 0, duplicates: 0 },
  };
  for (;;) {
    const [count, stats] = await Promise.all([stored(), operator.stats()]);
    const now = performance.now();
    if (stats.submitted > seen.operator.submitted) submittedAt = now;
    if (count > seen.stored) storedAt = now;
    seen = { stored: count, operator: stats };
    const idle = now - Math.max(submittedAt, storedAt);
    if ((count >= messages && stats.submitted >= messages) || idle > PATIENCE_MS)
      return { submittedAt, storedAt, ...seen };
    await pause(LOOK_MS);
  }
};

/**
 * Counts outcomes stored from now on, by the counters of dlr: receipts are counted when their chunk is written.
 * @param metrics address of dlr's /metrics
 */
export const countStored = async (metrics: string): Promise<() => Promise<number>> => {
  const read = async (): Promise<number> => {
    const text = await (await fetch(metrics)).text();
    const value = (name: string): number =>
      Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "m").exec(text)?.[1] ?? 0);
    return (
      value("dlr_receipts_total") -
      value("dlr_receipts_parked_total") +
      value("dlr_orphans_resolved_total")
    );
  };
  const before = await read();
  return async () => (await read()) - before;
};
