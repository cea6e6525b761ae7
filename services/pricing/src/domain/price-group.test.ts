import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { groupOf, isPriceGroup, type PriceGroup } from "./price-group.js";
import { priceQuestion } from "./quote.js";

const at = new Date("2026-11-22T09:00:00Z");
const said = (lineId: string, purpose: string, group: string) => ({ lineId, purpose, group, at });

const of = (
  groups: readonly PriceGroup[],
  asked: { readonly lineId: string; readonly purpose: string },
) => groupOf(market("VN"), groups, { providerId: "vn-bulksms", ...asked });

test("[VN-BLK-09] what is said of the line and purpose counts before what is said of all", () => {
  const groups = [
    said("", "", "KCN"),
    said("", "internal_information", "3.1"),
    said("vt", "", "2.1"),
    said("vt", "customer_care", "2.2"),
  ];
  expect(of(groups, { lineId: "vt", purpose: "customer_care" })).toBe("2.2");
  expect(of(groups, { lineId: "vt", purpose: "internal_information" })).toBe("2.1");
  expect(of(groups, { lineId: "x", purpose: "internal_information" })).toBe("3.1");
  expect(of(groups, { lineId: "x", purpose: "" })).toBe("KCN");
  expect(of([], { lineId: "x", purpose: "" })).toBe("");
});

test("[VN-BLK-19] a group that was given for everything is not given for advertising, whose price nobody printed", () => {
  const everything = [said("", "", "KCN"), said("vt", "", "2.1")];
  expect(of(everything, { lineId: "vt", purpose: "advertising" })).toBe("");
  const named = [...everything, said("", "advertising", "3.2")];
  expect(of(named, { lineId: "vt", purpose: "advertising" })).toBe("3.2");
});

test("a group belongs to a price list of the provider, a purpose to the market", () => {
  const vietnam = market("VN");
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "", group: "KCN" })).toBe(true);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "customer_care", group: "" })).toBe(true);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "", group: "9" })).toBe(false);
  expect(isPriceGroup(vietnam, "asanak", { purpose: "", group: "KCN" })).toBe(false);
  expect(isPriceGroup(vietnam, "vn-bulksms", { purpose: "horoscope", group: "" })).toBe(false);
});

/** The printed cells, by operator in the order of the table [004 · Policy 1]. */
const operators = ["VIETTEL", "VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"];
test.each([
  ["OTT / international social networks", "3.3", [650n, 1_650n, 1_650n, 550n, 1_100n, 800n]],
  ["OTT / domestic social networks", "3.4", [500n, 550n, 550n, 550n, 1_100n, 800n]],
] as const)("[VN-BLK-12] %s cost what is printed for them", (name, group, prices) => {
  const vietnam = market("VN");
  const list = vietnam.tariffs.find(({ description }) => description === name);
  expect(list?.group).toBe(group);
  const counts = operators.map((operator) => ({
    ...{ operator, alphabet: "gsm7", segments: 1, messages: 1n },
  }));
  const school = {
    ...{ tenantId: "s", providerId: "vn-bulksms", market: "VN", currency: "VND", platform: false },
  };
  const question = { providerId: "", family: "brandname", purpose: "", lineId: "", counts };
  const standing = { group, soFar: new Map(), lists: [], resale: undefined };
  const { priced } = priceQuestion(school, question, standing, at);
  const cells = priced.kind === "quoted" ? priced.quote.lines : [];
  expect(
    operators.map((operator) => cells.find((cell) => cell.operator === operator)?.amount.minor),
  ).toEqual(prices);
});
