import { describe, expect, test } from "vitest";
import { market } from "./markets.js";
import { billingRule, tariffs, type Tariff } from "./prices.js";

const vietnam = market("VN");

const cell = (tariff: Tariff | undefined, operator: string, tier = 0) =>
  tariff?.tiers[tier]?.prices.find((price) => price.operator === operator)?.perPart;

describe("[VN-BLK-09] [VN-BLK-18] the Vietnamese price table, cell by cell", () => {
  const operators = ["VIETTEL", "VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"];
  test.each([
    ["1", 0, [800n, 810n, 810n, 810n, 1100n, 800n]],
    ["2.1", 0, [150n, 450n, 450n, 450n, 1100n, 800n]],
    ["2.1", 1, [350n, 450n, 450n, 450n, 1100n, 800n]],
    ["2.2", 0, [150n, 250n, 250n, 450n, 1100n, 800n]],
    ["2.2", 1, [350n, 250n, 250n, 450n, 1100n, 800n]],
    ["3.1", 0, [150n, 810n, 810n, 810n, 1100n, 800n]],
    ["3.1", 1, [800n, 810n, 810n, 810n, 1100n, 800n]],
    ["KCN", 0, [200n, 810n, 810n, 810n, 1100n, 800n]],
    ["3.2", 0, [800n, 810n, 810n, 810n, 1100n, 800n]],
    ["3.3", 0, [650n, 1650n, 1650n, 550n, 1100n, 800n]],
    ["3.4", 0, [500n, 550n, 550n, 550n, 1100n, 800n]],
    ["4", 0, [300n, 400n, 400n, 450n, 1100n, 800n]],
  ] as const)("group %s, tier %i", (group, tier, prices) => {
    const tariff = tariffs(vietnam, "vn-bulksms").find((candidate) => candidate.group === group);
    expect(operators.map((operator) => cell(tariff, operator, tier))).toEqual(prices);
  });

  test("[VN-BLK-10] three groups change price after 20,000 segments of the month", () => {
    const graduated = tariffs(vietnam).filter(({ tiers }) => tiers.length > 1);
    expect(graduated.map(({ group }) => group)).toEqual(["2.1", "2.2", "3.1"]);
    expect(graduated.map(({ tiers }) => tiers[1]?.fromPart)).toEqual([20001, 20001, 20001]);
  });

  test("[VN-BLK-08] a brandname costs 50,000 once and 50,000 a month, nothing at GTel and Itel", () => {
    for (const { amounts } of vietnam.fees) {
      expect(amounts.filter(({ amount }) => amount === 0n).map(({ operator }) => operator)).toEqual(
        ["GTEL", "ITEL"],
      );
      expect(new Set(amounts.map(({ amount }) => amount))).toEqual(new Set([0n, 50_000n]));
    }
  });

  test("[VN-BLK-13] discount rows meet without gap or overlap", () => {
    for (const { tiers } of vietnam.discounts) {
      expect(tiers.map(({ percent }) => percent)).toEqual([2, 4, 6, 8]);
      tiers.slice(1).forEach((row, i) => expect(row.from).toBe(tiers[i]?.below));
    }
  });
});

test("[TR-AKT-27] a Turkish segment costs one credit", () => {
  const [credits] = tariffs(market("TR"), "aktan");
  expect(credits?.tiers[0]?.prices).toEqual([{ operator: null, script: null, perPart: 1n }]);
});

test("the Iranian list is marked as an example, Latin dearer than Persian 2 to 2.7 times", () => {
  const [example] = tariffs(market("IR"), "asanak");
  expect(example).toMatchObject({ status: "example", basis: "interpretation" });
  const prices = example!.tiers[0]!.prices;
  for (const { operator, script, perPart } of prices.filter((price) => price.script === "gsm7")) {
    const persian = prices.find(
      (price) => price.operator === operator && price.script !== script,
    )!.perPart;
    expect(perPart * 10n >= persian * 20n && perPart * 10n <= persian * 27n).toBe(true);
  }
});

test("the platform's own messages cost nothing in any market", () => {
  for (const code of ["IR", "TR", "VN"] as const) {
    const pack = market(code);
    const platform = tariffs(pack).filter(({ status }) => status === "platform");
    // At every provider, or its notices, codes and resets would have no price and never leave.
    expect(platform.map(({ provider }) => provider).toSorted()).toEqual(
      pack.providers.map(({ id }) => id).toSorted(),
    );
    for (const { tiers } of platform) {
      const prices = tiers.flatMap((tier) => tier.prices.map(({ perPart }) => perPart));
      expect(prices).toEqual([0n]);
    }
  }
});

test("a part is charged when the operator accepts it, a chunk is final when all submits are answered", () => {
  for (const code of ["IR", "TR", "VN"] as const) {
    expect(billingRule(market(code))).toMatchObject({
      chargeable: "accepted_by_operator",
      chunkFinal: "all_submits_answered",
      basis: "interpretation",
    });
  }
});

test("[IR-MEL-03] MPC10 takes ten percent off at Melipayamak", () => {
  expect(market("IR").coupons).toMatchObject([
    { provider: "melipayamak", code: "MPC10", percent: 10 },
  ]);
});

test("[IR-ASN-25] [IR-KND-08] the fine is 50,000,000 rial and 10 rial a counted message", () => {
  expect(
    market("IR").fines.map(({ provider, fixed, perMessage, countedMessages }) => [
      provider,
      fixed,
      perMessage,
      countedMessages,
    ]),
  ).toEqual([
    ["asanak", 50_000_000n, 10n, "to_blacklisted"],
    ["kando", 50_000_000n, 10n, "to_non_customers"],
  ]);
});
