import type { MarketPackData } from "../schema/pack.js";

/** The seed publishes no price in lira; the unit of account is the SMS credit (kredi) [tr.md]. */
export const currency = {
  code: "TRC",
  name: "SMS credit (kredi)",
  minorDigits: 0,
  isCredit: true,
  source: "003 · Long message",
  basis: "seed",
  note: "TRC is our code for the credit, not an ISO currency.",
} satisfies MarketPackData["currency"];

export const tariffs = [
  {
    id: "tr.aktan.credits",
    provider: "aktan",
    group: null,
    description: "one credit per segment; flash may have its own price",
    status: "printed",
    taxIncludedPercent: null,
    period: "none",
    tierMode: "flat",
    tiers: [{ fromPart: 1, toPart: null, prices: [{ operator: null, script: null, perPart: 1n }] }],
    source: "003 · Long message",
    basis: "seed",
  },
  {
    id: "tr.aktan.platform",
    provider: "aktan",
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
] satisfies MarketPackData["tariffs"];

/** The seed does not say when a credit is taken (interpretation). */
export const billing = {
  chargeable: "accepted_by_operator",
  chunkFinal: "all_submits_answered",
  source: "design/architecture.md §5",
  basis: "interpretation",
} satisfies MarketPackData["billing"];

/** An example that staff replace: the seed publishes no price in lira [tr.md]. Kuruş per credit, tax inside. */
export const creditPrices = [
  {
    provider: "aktan",
    currency: "TRY",
    perCredit: 25n,
    status: "example",
    source: "no seed publishes a price in lira",
    basis: "interpretation",
    note: "example, not printed in the seeds",
  },
] satisfies MarketPackData["creditPrices"];

/** No seed names a rate; it is of the money that credits are bought with. */
export const tax = {
  name: "KDV",
  percent: 20,
  currency: "TRY",
  source: "no seed; the rate of 2024 as an example that finance checks",
  basis: "interpretation",
} satisfies MarketPackData["tax"];

/** Large is what reaches many customers, or moves much (in credits); no seed says who decides. */
export const fourEyes = {
  tenants: 25,
  percent: 25,
  days: 30,
  cost: 500_000n,
  waived: 50_000n,
  source: "issue 6 (four eyes for large changes); the amounts are the platform's own",
  basis: "interpretation",
} satisfies MarketPackData["fourEyes"];
