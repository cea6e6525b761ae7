import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { Receipt } from "./domain/apply-receipts.js";
import { receiptRounds } from "./receipt-rounds.js";

const receipt = (key: string): Receipt => ({ key, state: "DELIVRD", error: "", at: new Date(0) });

test("batches that come together are matched in one round, and each is told of its own strangers", async () => {
  const rounds: (readonly Receipt[])[] = [];
  const match = receiptRounds(async (receipts) => {
    rounds.push(receipts);
    return receipts.filter(({ key }) => key.startsWith("stranger"));
  }, 1);
  const [first, second] = await Promise.all([
    match([receipt("known"), receipt("stranger-1")], true),
    match([receipt("stranger-2")], true),
  ]);
  expect(rounds).toHaveLength(1);
  expect(first.map(({ key }) => key)).toEqual(["stranger-1"]);
  expect(second.map(({ key }) => key)).toEqual(["stranger-2"]);
});

test("a round fails for every batch in it while the store is away, and the next one is tried", async () => {
  let away = true;
  const match = receiptRounds(async () => {
    if (away) throw new mongoose.mongo.MongoNetworkError("away");
    return [];
  }, 1);
  const failed = await Promise.allSettled([
    match([receipt("a")], true),
    match([receipt("b")], true),
  ]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  away = false;
  expect(await match([receipt("a")], true)).toEqual([]);
});

test("a batch that cannot be matched fails alone", async () => {
  const match = receiptRounds(async (receipts) => {
    if (receipts.some(({ key }) => key === "poison")) throw new Error("unreadable chunk");
    return receipts.filter(({ key }) => key === "stranger");
  }, 1);
  const [first, second, third] = await Promise.allSettled([
    match([receipt("known")], true),
    match([receipt("poison")], true),
    match([receipt("stranger")], true),
  ]);
  expect(first).toEqual({ status: "fulfilled", value: [] });
  expect(second.status).toBe("rejected");
  expect(third).toMatchObject({ status: "fulfilled", value: [{ key: "stranger" }] });
});
