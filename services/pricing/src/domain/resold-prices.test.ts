import { markets, tariffs } from "@whiteline/markets";
import { expect, test } from "vitest";
import { resoldTiers } from "./resold-prices.js";
import { priceSteps } from "./segment-price.js";
import { scriptOfAlphabet } from "./segments.js";
import { surchargeAt, type Surcharge } from "./surcharge.js";

const alphabets = ["gsm7", "ucs2"] as const;
const surcharge = (perPart: bigint, over: Partial<Surcharge> = {}): Surcharge => ({
  ...{ operator: "", group: "", script: "", effectiveFrom: "", perPart },
  ...over,
});
const day = "2026-11-20";

test.each(["IR", "VN"])(
  "each part of every list of %s costs a reseller's customer what the list says with the surcharge of its operator and script",
  (market) => {
    const pack = markets.get(market);
    const [first, second] = pack.operators.map(({ id }) => id);
    const script = scriptOfAlphabet(pack, "ucs2") ?? "";
    const resale = {
      resellerId: "r",
      effectiveFrom: "",
      surcharges: [
        surcharge(3n),
        surcharge(5n, { operator: first! }),
        surcharge(7n, { script }),
        surcharge(11n, { operator: second!, script }),
        surcharge(1_000n, { effectiveFrom: "2026-11-21" }),
      ],
    };
    for (const tariff of tariffs(pack)) {
      const group = tariff.group ?? "";
      const tiers = resoldTiers(tariff.tiers, { resale, group, day });
      for (const { id: operator } of pack.operators) {
        for (const alphabet of alphabets) {
          const part = { operator, script: scriptOfAlphabet(pack, alphabet) ?? "", group, day };
          const before = priceSteps(pack, tariff, { operator, alphabet });
          const margin = surchargeAt(resale, part);
          expect(priceSteps(pack, { tiers }, { operator, alphabet })).toEqual(
            before?.map((step) => ({ ...step, perPart: step.perPart + margin })),
          );
        }
      }
    }
  },
);

test("one surcharge on everything makes no cell more", () => {
  const [tariff] = tariffs(markets.get("IR"));
  const resale = { resellerId: "r", effectiveFrom: "", surcharges: [surcharge(3n)] };
  const tiers = resoldTiers(tariff!.tiers, { resale, group: "", day });
  expect(tiers.map(({ prices }) => prices.length)).toEqual(
    tariff!.tiers.map(({ prices }) => prices.length),
  );
});
