import type { MarketPackData } from "../schema/pack.js";

/** Whole dong, VAT 10% included; reference prices [vn.md]. */
export const currency = {
  code: "VND",
  name: "dong",
  minorDigits: 0,
  source: "004 · Policy 1",
  basis: "seed",
} satisfies MarketPackData["currency"];

/** Per brandname and operator: once for declaration, monthly for maintenance [vn.md §6]. */
const amounts = [
  { operator: "VIETTEL", amount: 50_000n },
  { operator: "MOBIFONE", amount: 50_000n },
  { operator: "VINAPHONE", amount: 50_000n },
  { operator: "VIETNAMOBILE", amount: 50_000n },
  { operator: "GTEL", amount: 0n },
  { operator: "ITEL", amount: 0n },
];

export const fees = [
  {
    id: "declaration",
    provider: "vn-bulksms",
    charged: "once",
    per: "brandname and operator",
    amounts,
    source: "004 · Policy 2",
    basis: "seed",
  },
  {
    id: "maintenance",
    provider: "vn-bulksms",
    charged: "monthly",
    per: "brandname and operator",
    amounts,
    source: "004 · Policy 2",
    basis: "seed",
  },
] satisfies MarketPackData["fees"];

/** The seed says neither that nor when a name sleeps for its fee. */
export const feeGrace = {
  days: 7,
  source: "vn.md §3 (a name sleeps while its maintenance is unpaid); no seed names a time",
  basis: "interpretation",
} satisfies MarketPackData["feeGrace"];

/** Exactly 5 billion stands in two printed rows: 4% (interpretation) [vn.md §7]. */
const volume = {
  rounding: "half up to a whole dong (interpretation)",
  tiers: [
    { from: 3_000_000_000n, below: 5_000_000_000n, percent: 2 },
    { from: 5_000_000_000n, below: 20_000_000_000n, percent: 4 },
    { from: 20_000_000_000n, below: 30_000_000_000n, percent: 6 },
    { from: 30_000_000_000n, below: null, percent: 8 },
  ],
  source: "004 · Policy 3",
  basis: "seed",
  note: "The rate applies to the whole base (interpretation).",
} as const;

export const discounts = [
  {
    id: "vn.volume.prepaid",
    mode: "prepaid",
    base: "value of each single order incl. 10% VAT",
    ...volume,
  },
  {
    id: "vn.volume.postpaid",
    mode: "postpaid",
    base: "message charges of the month incl. 10% VAT, without fees (interpretation)",
    ...volume,
  },
] satisfies MarketPackData["discounts"];

export const platformTariff = {
  id: "vn.bulksms.platform",
  provider: "vn-bulksms",
  group: null,
  description: "messages of the platform tenant",
  status: "platform",
  taxIncludedPercent: null,
  period: "none",
  tierMode: "flat",
  tiers: [{ fromPart: 1, toPart: null, prices: [{ operator: null, script: null, perPart: 0n }] }],
  source: "design/architecture.md (the platform tenant has zero price)",
  basis: "interpretation",
} satisfies NonNullable<MarketPackData["tariffs"]>[number];

/** The seed does not say when a message is charged (interpretation). */
export const billing = {
  chargeable: "accepted_by_operator",
  chunkFinal: "all_submits_answered",
  source: "design/architecture.md §5",
  basis: "interpretation",
} satisfies MarketPackData["billing"];

export const tax = {
  name: "VAT",
  percent: 10,
  currency: "VND",
  source: "004 · Policy 1",
  basis: "seed",
} satisfies MarketPackData["tax"];

/** Large is what reaches many customers, or moves much (in dong); no seed says who decides. */
export const fourEyes = {
  tenants: 25,
  percent: 25,
  days: 30,
  cost: 50_000_000n,
  waived: 1_000_000n,
  source: "issue 6 (four eyes for large changes); the amounts are the platform's own",
  basis: "interpretation",
} satisfies MarketPackData["fourEyes"];
