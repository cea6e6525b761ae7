import { expect, test } from "vitest";

import { messageIds } from "./message-ids.js";

test("an id is one number, written hexadecimal in the answer where the operator does so", () => {
  const next = messageIds(new Date("2026-11-05T10:00:00Z"));
  const [plain, hex] = [next(false), next(true)];
  expect(plain.inAnswer).toBe(plain.inReceipt);
  expect(BigInt(`0x${hex.inAnswer}`)).toBe(BigInt(hex.inReceipt));
  expect(BigInt(hex.inReceipt) - BigInt(plain.inReceipt)).toBe(1n);
});

test("an operator started a second later gives no id again", () => {
  const first = messageIds(new Date("2026-11-05T10:00:00Z"));
  const second = messageIds(new Date("2026-11-05T10:00:01Z"));
  for (let given = 1; given < 1_000_000; given += 1) first(false);
  expect(BigInt(first(false).inReceipt)).toBeLessThan(BigInt(second(false).inReceipt));
});
