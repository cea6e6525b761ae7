import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { costAt, type PartsOfMonth } from "./cost-at.js";

const vietnam = market("VN");
const schools = vietnam.tariffs.find(({ group }) => group === "2.1");
const sent = (parts: bigint, over: Partial<PartsOfMonth> = {}): PartsOfMonth => ({
  ...{ tenantId: "s", month: "2026-11", operator: "VIETTEL", alphabet: "gsm7", parts },
  ...over,
});

test("[VN-BLK-10] what was sent is reckoned by its place in the month of its customer and operator", () => {
  // 150 dong up to the 20,000th, 350 from the 20,001st on.
  expect(costAt(vietnam, [sent(15_000n), sent(10_000n)], schools)).toBe(
    20_000n * 150n + 5_000n * 350n,
  );
  const apart = [
    sent(15_000n),
    sent(15_000n, { month: "2026-10" }),
    sent(15_000n, { tenantId: "t" }),
  ];
  expect(costAt(vietnam, apart, schools)).toBe(45_000n * 150n);
  expect(costAt(vietnam, [sent(5n, { operator: "NOBODY" })], schools)).toBe(0n);
  expect(costAt(vietnam, [sent(5n)], undefined)).toBe(0n);
});
