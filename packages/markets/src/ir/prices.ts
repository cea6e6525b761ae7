import type { MarketPackData } from "../schema/pack.js";

/** Every amount is an integer of rial; no seed quotes toman (1 toman = 10 rial) [ir.md]. */
export const currency = {
  code: "IRR",
  name: "rial",
  minorDigits: 0,
  source: "data/README.md, Units",
  basis: "interpretation",
} satisfies MarketPackData["currency"];

const EXAMPLE = {
  source:
    "no Iranian seed publishes a price; research/peers.md §1.2 (Latin costs 2 to 2.7 times Persian)",
  basis: "interpretation",
  note: "example list, not printed in the seeds",
} as const;

/** Of each provider an example price list that its staff replace, and the price of the platform's own messages. */
const tariffsOf = (provider: string): NonNullable<MarketPackData["tariffs"]> => [
  {
    id: `ir.${provider}.example`,
    provider,
    group: null,
    description: "per part, by operator and script",
    status: "example",
    taxIncludedPercent: null,
    period: "none",
    tierMode: "flat",
    tiers: [
      {
        fromPart: 1,
        toPart: null,
        prices: [
          { operator: "MCI", script: "ucs2", perPart: 900n },
          { operator: "MCI", script: "gsm7", perPart: 1_980n },
          { operator: null, script: "ucs2", perPart: 950n },
          { operator: null, script: "gsm7", perPart: 2_090n },
        ],
      },
    ],
    ...EXAMPLE,
  },
  {
    id: `ir.${provider}.platform`,
    provider,
    group: null,
    description: "messages of the platform tenant",
    status: "platform",
    taxIncludedPercent: null,
    period: "none",
    tierMode: "flat",
    tiers: [{ fromPart: 1, toPart: null, prices: [{ operator: null, script: null, perPart: 0n }] }],
    source: "design/architecture.md (the platform tenant has zero price)",
    basis: "interpretation",
  },
];

export const tariffs = ["asanak", "melipayamak", "kando"].flatMap(tariffsOf);

export const coupons = [
  {
    provider: "melipayamak",
    code: "MPC10",
    percent: 10,
    appliesTo: "the purchase made when signing up (interpretation)",
    source: "001 · Advertising SMS call-out",
    basis: "seed",
  },
] satisfies MarketPackData["coupons"];

/** No seed says when a message is charged; the operator bills what it accepts (interpretation). */
export const billing = {
  chargeable: "accepted_by_operator",
  chunkFinal: "all_submits_answered",
  source: "design/architecture.md §5",
  basis: "interpretation",
} satisfies MarketPackData["billing"];

/** Prices are read with tax inside, as the Vietnamese ones are (interpretation); no Iranian seed names a rate. */
export const tax = {
  name: "VAT",
  percent: 10,
  currency: "IRR",
  source: "no seed; the rate of 2024 as an example that finance checks",
  basis: "interpretation",
} satisfies MarketPackData["tax"];

/** Large is what reaches many customers, or moves much (in rial); no seed says who decides. */
export const fourEyes = {
  tenants: 25,
  percent: 25,
  days: 30,
  cost: 500_000_000n,
  waived: 50_000_000n,
  source: "issue 6 (four eyes for large changes); the amounts are the platform's own",
  basis: "interpretation",
} satisfies MarketPackData["fourEyes"];
