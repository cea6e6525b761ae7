import { setTimeout as pause } from "node:timers/promises";
import { isStoreAway } from "./store-away.js";

type Asked<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Does together what is asked for within `gatherMs`, one round after the other: one write for many, and no race between
 * what this process writes. Each caller waits for the round that its own was in. A round that fails while the store is
 * away fails for all in it; otherwise each is tried alone, so that one that cannot be done does not spoil the others:
 * `work` must be safe to repeat.
 *
 * @param work answers what to tell each of them.
 */
export const inRounds = <Item, Answer>(
  work: (items: readonly Item[]) => Promise<(item: Item) => Answer>,
  gatherMs: number,
): ((item: Item) => Promise<Answer>) => {
  let asked: Asked<Item, Answer>[] = [];
  let isRunning = false;

  const round = async (all: readonly Asked<Item, Answer>[]): Promise<void> => {
    const answerOf = await work(all.map(({ item }) => item));
    for (const { item, resolve } of all) resolve(answerOf(item));
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (asked.length > 0) {
      await pause(gatherMs);
      const all = asked;
      asked = [];
      await round(all).catch(async (error: unknown) => {
        if (all.length === 1 || isStoreAway(error)) for (const { reject } of all) reject(error);
        else for (const one of all) await round([one]).catch(one.reject);
      });
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      asked.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
};
