import { setTimeout as pause } from "node:timers/promises";
import { mongo } from "mongoose";
import type { ChaosHouse } from "./chaos-house.js";

/** After so long the next fault strikes all the same. */
const PATIENCE_MS = 45_000;
const LOOK_MS = 500;
/** What is older was waited for after the fault before. */
const RECENT_MS = 180_000;
/** As the dispatcher journals it: no answer came. */
const IN_DOUBT = 3;

/** An entry of the dispatcher's journal. */
type Entry = {
  readonly chunk: string;
  readonly n: number;
  readonly st: "intent" | "doubt" | "done";
  readonly parts: readonly number[];
  readonly codes: mongo.Binary;
  readonly at: Date;
};

/**
 * Waits until every submit that was on its way has its answer or is in doubt, and what is in doubt has been sent again: it is
 * so once only, and the next fault must not take that as well, or the part stays in doubt until its validity ends.
 */
export const calm = async ({ stack }: ChaosHouse): Promise<void> => {
  const since = new Date();
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const journal = client.db("whiteline_dispatcher").collection<Entry>("submits");
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const entries = await journal
        .find({ at: { $gte: new Date(since.getTime() - RECENT_MS) } })
        .sort({ chunk: 1, n: 1 })
        .toArray();
      if (!entries.some(({ st, at }) => st === "intent" && at <= since) && pending(entries) === 0)
        return;
      await pause(LOOK_MS);
    }
  } finally {
    await client.close();
  }
};

/** How many parts are in doubt for the first time and not yet answered since. */
const pending = (entries: readonly Entry[]): number => {
  const doubts = new Map<string, number>();
  const open = new Set<string>();
  for (const { chunk, st, parts, codes } of entries)
    parts.forEach((part, i) => {
      const key = `${chunk} ${part}`;
      const isDoubt = st === "doubt" || (st === "done" && codes.buffer[i] === IN_DOUBT);
      if (isDoubt) {
        doubts.set(key, (doubts.get(key) ?? 0) + 1);
        open.add(key);
      } else if (st === "done" && codes.buffer[i] !== 0) open.delete(key);
    });
  return [...open].filter((key) => doubts.get(key) === 1).length;
};
