import type { MarketPackData } from "../schema/pack.js";

const decree = {
  source: "Decree 91/2020 as reported by znews.vn post1120916 (research/peers.md §1.4)",
  basis: "regulation",
} as const;

/** The seed names purposes, forbids nothing; what advertising must carry is reported law. */
export const content = {
  moneyWords: ["đ", "₫", "đồng", "dong", "VND", "vnđ", "nghìn đồng", "triệu đồng", "k"],
  purposes: [
    {
      id: "customer_care",
      english: "customer care (CSKH)",
      advertising: false,
      source: "004 · Service",
      basis: "seed",
    },
    {
      id: "internal_information",
      english: "internal information",
      advertising: false,
      source: "004 · Service",
      basis: "seed",
    },
    {
      id: "advertising",
      english: "advertising (QC), no price published",
      advertising: true,
      source: "004 · Rules 1",
      basis: "seed",
    },
  ],
  defaultTraffic: {
    campaign: "customer_care",
    message: "customer_care",
    source: "004 · Service",
    basis: "interpretation",
    note: "The service that is sold; a text that advertises is refused as customer care.",
  },
  labels: [{ traffic: "advertising", anyOf: ["[QC]", "[AD]"], place: "first", ...decree }],
} satisfies MarketPackData["content"];

export const sendWindows = {
  service: {
    opens: "00:00",
    closes: "24:00",
    source: "004 · Service (no hours stated)",
    basis: "interpretation",
  },
  advertising: {
    opens: "07:00",
    closes: "22:00",
    ...decree,
    note: "Unless the recipient agreed otherwise; 08:00 to 17:00 is for advertising calls.",
  },
} satisfies MarketPackData["sendWindows"];

export const frequencyCaps = [
  { traffic: "advertising", messages: 3, hours: 24, per: "advertiser and recipient", ...decree },
] satisfies MarketPackData["frequencyCaps"];

const convention = {
  language: "vi",
  source: "research/peers.md §1.4 reports the duty; the words are not printed",
  basis: "interpretation",
} as const;

export const optOutWords = [
  { word: "TC", ...convention },
  { word: "HUY", ...convention },
  { word: "HỦY", ...convention },
] satisfies MarketPackData["optOutWords"];
