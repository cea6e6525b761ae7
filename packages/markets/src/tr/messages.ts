import type { MarketPackData } from "../schema/pack.js";

const seed = { basis: "seed" } as const;

/** Kinds of message [tr.md §4]; null = not stated. */
export const messageTypes = [
  {
    id: "short",
    maxCredits: 1,
    maxChars: null,
    deliveryGuarantee: true,
    operatorRetries: true,
    replyable: null,
    popup: false,
    priceMayDiffer: false,
    source: "003 · Short message",
    ...seed,
  },
  {
    id: "long",
    maxCredits: null,
    maxChars: 1024,
    deliveryGuarantee: false,
    operatorRetries: null,
    replyable: null,
    popup: false,
    priceMayDiffer: false,
    source: "003 · Long message",
    ...seed,
    note: "No guarantee of immediate delivery.",
  },
  {
    id: "flash",
    maxCredits: 1,
    maxChars: null,
    deliveryGuarantee: null,
    operatorRetries: null,
    replyable: false,
    popup: true,
    dismissButtons: ["Tamam (OK)", "İptal (Cancel)"],
    priceMayDiffer: true,
    source: "003 · Flash",
    ...seed,
  },
  {
    id: "interactive",
    maxCredits: null,
    maxChars: null,
    deliveryGuarantee: null,
    operatorRetries: null,
    replyable: true,
    popup: false,
    priceMayDiffer: false,
    numberDigits: [4, 10],
    uses: ["survey", "reservation", "request"],
    source: "003 · Interactive",
    ...seed,
    note: "An answer as a conversion needs an interactive number; answers are read like an e-mail inbox.",
  },
] satisfies MarketPackData["messageTypes"];

/** A provider must support all four [tr.md §2]. */
export const channels = ["web", "excel_plugin", "api", "app"].map((id) => ({
  id,
  source: "003 · Fastest solution; How it happens",
  ...seed,
})) satisfies MarketPackData["channels"];

/** What a campaign's report says [tr.md §5]. */
export const reports = {
  campaignLog: [
    "delivery_date_time",
    "campaign_goal",
    "delivery_count",
    "click_count",
    "conversion_count",
    "total_share_value",
  ],
  rates: [
    {
      id: "conversion",
      numerator: "conversions",
      divisor: "clicks",
      source: "003 · Document and track",
      ...seed,
    },
    {
      id: "delivery",
      numerator: "deliveries",
      divisor: "sends",
      source: "003 · Conversion rate",
      basis: "interpretation",
    },
    {
      id: "click",
      numerator: "clicks",
      divisor: "sends",
      source: "003 · Conversion rate",
      basis: "interpretation",
    },
  ],
  rateUnit: "basis points, rounded half up; null when the divisor is 0",
  openRateClaims: [
    { channel: "sms", claim: "over 95%", source: "003 · Why companies send", ...seed },
    { channel: "sms", claim: "90-95%", source: "003 · Conversion rate", ...seed },
    { channel: "sms", claim: "85-90%", source: "003 · System", ...seed },
    { channel: "sms", claim: "over 80%", source: "003 · Accessibility", ...seed },
    { channel: "email", claim: "20-25%", source: "003 · Conversion rate", ...seed },
    { channel: "email", claim: "15-25%", source: "003 · System", ...seed },
    { channel: "email", claim: "15%", source: "003 · Accessibility", ...seed },
  ],
  workedExample: { clicks: 2000, conversions: 500, conversionRateBps: 2500 },
  source: "003 · Document and track",
  ...seed,
} satisfies NonNullable<MarketPackData["reports"]>;
