import type { MarketPackData } from "../schema/pack.js";

/** A withdrawal ends everything of a line; the black list binds advertising [ir.md §2, §6, §8]. */
export const reach = {
  unnamedTraffic: {
    service: "service",
    advertising: "advertising",
    source: "001 · What is it (each line has one of two types)",
    basis: "seed",
  },
  refusal: {
    finding: "opted_out",
    stops: [],
    enforcedWithinSeconds: 60,
    source: "000 · Conversion notes (a way to withdraw); ir.md §6",
    basis: "interpretation",
    note: "No term is printed; the subscriber must not hear again what is not on the air yet.",
  },
  blockList: {
    traffic: ["advertising"],
    source: "000 · Definition, Difference; 001 · What is it",
    basis: "seed",
  },
  sameTextSameDay: [
    {
      traffic: "advertising",
      enabled: false,
      source: "research/peers.md §3.5 (a convention elsewhere; no seed asks for it here)",
      basis: "interpretation",
    },
  ],
} satisfies MarketPackData["reach"];

/** No seed limits how often; staff may switch it on for a customer. */
export const frequencyCaps = [
  {
    traffic: "advertising",
    messages: 1,
    hours: 24,
    per: "advertiser and recipient",
    enabled: false,
    source: "000 · Challenges (customers tired of advertising); the number is ours",
    basis: "interpretation",
  },
] satisfies MarketPackData["frequencyCaps"];
