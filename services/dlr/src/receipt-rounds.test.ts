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
