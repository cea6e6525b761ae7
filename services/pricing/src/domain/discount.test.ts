import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { redeemCoupon, volumeDiscount } from "./discount.js";

const vietnam = market("VN");
const iran = market("IR");

test.each([
  [2_999_999_999n, 0],
  [3_000_000_000n, 2],
  [4_999_999_999n, 2],
  [5_000_000_000n, 4],
  [19_999_999_999n, 4],
  [20_000_000_000n, 6],
  [29_999_999_999n, 6],
  [30_000_000_000n, 8],
])(
  "[VN-BLK-13] [VN-BLK-14] [VN-BLK-15] %s dong of one order or month: %i %% of all of it",
  (base, percent) => {
    for (const mode of ["prepaid", "postpaid"] as const) {
      const { discount, net, ...rest } = volumeDiscount(vietnam, mode, base);
      expect(rest).toEqual({ percent });
      expect(discount + net).toBe(base);
      expect(discount).toBe((base * BigInt(percent) + 50n) / 100n);
    }
  },
);

test("half a dong is rounded up", () => {
  expect(volumeDiscount(vietnam, "prepaid", 3_000_000_025n).discount).toBe(60_000_001n);
  expect(volumeDiscount(vietnam, "prepaid", 3_000_000_024n).discount).toBe(60_000_000n);
});

test("a market without volume discounts gives none", () => {
  expect(volumeDiscount(iran, "prepaid", 10n ** 12n)).toMatchObject({ percent: 0, discount: 0n });
});

test("[IR-MEL-03] MPC10 takes a tenth off at Melipayamak, and nothing elsewhere", () => {
  const at = { providerId: "melipayamak", code: " mpc10 " };
  expect(redeemCoupon(iran, at, 1_500_000n)).toEqual({
    kind: "reduced",
    source: "001 · Advertising SMS call-out",
    percent: 10,
    discount: 150_000n,
    net: 1_350_000n,
  });
  for (const stranger of [
    { ...at, providerId: "asanak" },
    { ...at, code: "MPC20" },
    { ...at, code: "" },
  ]) {
    expect(redeemCoupon(iran, stranger, 1_500_000n)).toEqual({ kind: "unknown_code" });
  }
});
