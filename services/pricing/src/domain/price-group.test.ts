import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { groupOf, isPriceGroup } from "./price-group.js";

const at = new Date("2026-11-22T09:00:00Z");
const said = (lineId: string, purpose: string, group: string) => ({ lineId, purpose, group, at });

test("[VN-BLK-09] what is said of the line and purpose counts before what is said of all", () => {
  const groups = [
    said("", "", "KCN"),
    said("", "internal_information", "3.1"),
    said("vt", "", "2.1"),
    said("vt", "customer_care", "2.2"),
  ];
  expect(groupOf(groups, { lineId: "vt", purpose: "customer_care" })).toBe("2.2");
  expect(groupOf(groups, { lineId: "vt", purpose: "internal_information" })).toBe("2.1");
  expect(groupOf(groups, { lineId: "x", purpose: "internal_information" })).toBe("3.1");
  expect(groupOf(groups, { lineId: "x", purpose: "" })).toBe("KCN");
  expect(groupOf([], { lineId: "x", purpose: "" })).toBe("");
});

test("a group belongs to a price list of the provider, a purpose to the market", () => {
  const vietnam = market("VN");
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "", group: "KCN" })).toBe(true);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "customer_care", group: "" })).toBe(true);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "", group: "9" })).toBe(false);
  expect(isPriceGroup(vietnam, "asanak", { purpose: "", group: "KCN" })).toBe(false);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "horoscope", group: "" })).toBe(false);
});
