import { setImmediate } from "node:timers/promises";
import type { Movement, Verdict } from "./domain/book.js";

type Waiting = {
  readonly movement: Movement;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
};

export type MoveMoney = (tenantId: string, movement: Movement) => Promise<Verdict>;

/** Movements in one transaction: enough to be fast, few enough that none waits long. */
const MOST_AT_ONCE = 64;

/**
 * Lets one tenant's movements happen one after another, and commits together what waited meanwhile: a
 * transaction per chunk that collides with its neighbours costs more than one for all of them
 * (delivery.md §6). Other tenants do not wait. When a batch fails each of it is tried by itself, so
 * that one cannot spoil the others.
 */
export const movementQueue = (
  commit: (tenantId: string, movements: readonly Movement[]) => Promise<readonly Verdict[]>,
): MoveMoney => {
  const queues = new Map<string, Waiting[]>();

  const run = async (tenantId: string, batch: readonly Waiting[]): Promise<void> => {
    try {
      const verdicts = await commit(
        tenantId,
        batch.map(({ movement }) => movement),
      );
      batch.forEach(({ resolve, reject }, i) => {
        const verdict = verdicts[i];
        if (verdict === undefined) reject(new Error("a movement was left without a verdict"));
        else resolve(verdict);
      });
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) return only?.reject(error);
      for (const one of batch) await run(tenantId, [one]);
    }
  };

  const drain = async (tenantId: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) {
      await run(tenantId, queue.splice(0, MOST_AT_ONCE));
      // Who was just answered comes back with the next movement, and is committed with who waited.
      await setImmediate();
    }
    queues.delete(tenantId);
  };

  return (tenantId, movement) =>
    new Promise((resolve, reject) => {
      const waiting = { movement, resolve, reject };
      const queue = queues.get(tenantId);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const opened = [waiting];
      queues.set(tenantId, opened);
      void drain(tenantId, opened);
    });
};
