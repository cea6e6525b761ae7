import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { brandnameFees } from "./fees.js";

const vietnam = market("VN");
const providerId = "vn-bulksms";

test("[VN-BLK-08] declaration once, maintenance monthly, free at GTel and Itel", () => {
  const operators = ["VIETTEL", "MOBIFONE", "GTEL"];
  expect(brandnameFees(vietnam, { providerId, brandnames: 1, operators, months: 12 })).toEqual({
    declaration: 100_000n,
    maintenance: 1_200_000n,
    total: 1_300_000n,
  });
  const free = { providerId, brandnames: 2, operators: ["GTEL", "ITEL"], months: 6 };
  expect(brandnameFees(vietnam, free)).toEqual({ declaration: 0n, maintenance: 0n, total: 0n });
});

test("an operator without a printed fee is named, not guessed", () => {
  const asked = { providerId, brandnames: 1, operators: ["VIETTEL", "WINTEL"], months: 1 };
  expect(brandnameFees(vietnam, asked)).toEqual({ unknownOperator: "WINTEL" });
});
