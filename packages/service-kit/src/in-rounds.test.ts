import mongoose from "mongoose";
import { expect, test } from "vitest";
import { inRounds } from "./in-rounds.js";

test("what is asked for together is one round, and each is told of its own", async () => {
  const rounds: (readonly number[])[] = [];
  const double = inRounds(async (items: readonly number[]) => {
    rounds.push(items);
    return (item: number) => 2 * item;
  }, 1);
  expect(await Promise.all([double(1), double(2)])).toEqual([2, 4]);
  expect(await double(3)).toBe(6);
  expect(rounds).toEqual([[1, 2], [3]]);
});

test("a round fails for all in it while the store is away, and the next one is tried", async () => {
  let rounds = 0;
  const ask = inRounds(async () => {
    rounds += 1;
    if (rounds === 1) throw new mongoose.mongo.MongoNetworkError("away");
    return () => "done";
  }, 1);
  const failed = await Promise.allSettled([ask("a"), ask("b")]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(rounds).toBe(1);
  expect(await ask("a")).toBe("done");
});

test("one that cannot be done fails alone", async () => {
  const ask = inRounds(async (items: readonly string[]) => {
    if (items.includes("poison")) throw new Error("unreadable");
    return (item: string) => item;
  }, 1);
  const settled = await Promise.allSettled([ask("a"), ask("poison"), ask("b")]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
