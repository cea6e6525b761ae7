import { expect, test } from "vitest";
import { asTenant, finance, pricing, principals } from "./world.js";

test("[IR-MEL-17] [TR-AKT-30] [VN-BLK-18] whoever has no key compares the price lists of a market", async () => {
  await using it = await pricing();
  const nobody = {};
  const vietnam = await it.client().listTariffs({ market: "VN" }, nobody);
  const health = vietnam.tariffs.find(({ group }) => group === "2.1");
  expect(health).toMatchObject({ taxIncludedPercent: 10, status: "printed" });
  expect(health?.tiers.map(({ fromPart, prices }) => [fromPart, prices[0]?.perPart])).toEqual([
    [1n, { currency: "VND", minor: 150n }],
    [20_001n, { currency: "VND", minor: 350n }],
  ]);
  expect(vietnam.discounts.map(({ percent }) => percent)).toEqual([2, 4, 6, 8, 2, 4, 6, 8]);
  // A provider of another market sells nothing here.
  const iranian = { market: "VN", providerId: "asanak" };
  const elsewhere = await it.client().listTariffs(iranian, nobody);
  expect([elsewhere.tariffs, elsewhere.fees, elsewhere.discounts]).toEqual([[], [], []]);
  const turkey = await it.client().listTariffs({ market: "TR" }, nobody);
  expect(turkey.tariffs[0]?.tiers[0]?.prices).toMatchObject([
    { perPart: { currency: "TRC", minor: 1n } },
  ]);
  const plain = turkey.segmentTables.find(({ script }) => script === "plain");
  expect(plain?.rows.slice(0, 2)).toMatchObject([
    { segments: 1, fromChars: 1, toChars: 155, printed: "0-155" },
    { segments: 2, fromChars: 156, toChars: 301, printed: "155-301" },
  ]);
  expect(turkey.suffixChars).toBe(5);
  expect(turkey.creditPrices).toMatchObject([
    { perCredit: { currency: "TRY" }, status: "example" },
  ]);
  const care = vietnam.tariffs.find(({ purposes }) => purposes.includes("customer_care"));
  expect(care?.group).not.toBe("");
  const iran = await it.client().listTariffs({ market: "IR", providerId: "asanak" }, nobody);
  expect(iran.tariffs).toMatchObject([{ providerId: "asanak", status: "example" }]);
  await expect(it.client().listTariffs({ market: "XX" }, nobody)).rejects.toMatchObject({
    reason: "MARKET_UNKNOWN",
  });
});

test("a price group is set by finance only, and only one that the provider has", async () => {
  await using it = await pricing();
  await it.topUp("t1", 1n);
  const set = (group: string, by = finance) =>
    it.client().setPriceGroup({ tenantId: "t1", group }, by);
  await expect(set("2.1")).rejects.toMatchObject({ reason: "PRICE_GROUP_UNKNOWN" });
  await expect(set("", asTenant("t1"))).rejects.toThrow();
  await expect(set("", principals.staff("finance", "kando"))).rejects.toMatchObject({
    reason: "TENANT_UNKNOWN",
  });
  expect((await set("")).groups).toEqual([]);
  expect((await it.client().listPriceGroups({ tenantId: "t1" }, asTenant("t1"))).groups).toEqual(
    [],
  );
});
