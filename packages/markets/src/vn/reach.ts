import type { MarketPackData } from "../schema/pack.js";

const decree = {
  source: "Decree 91/2020 as reported by znews.vn post1120916 (research/peers.md §1.4)",
  basis: "regulation",
} as const;

/** Advertising only may be refused, blocked and counted; customer care goes on. */
export const reach = {
  unnamedTraffic: {
    service: "customer_care",
    advertising: "advertising",
    source: "004 · Service; Rules 1",
    basis: "interpretation",
  },
  refusal: { finding: "opted_out", stops: ["advertising"], enforcedWithinSeconds: 60, ...decree },
  blockList: {
    traffic: ["advertising"],
    ...decree,
    note: "The do-not-call register is loaded as the block list of owner dnc.",
  },
  sameTextSameDay: [
    {
      traffic: "advertising",
      enabled: true,
      source: "research/peers.md §1.4 (gateways refuse the same content in short time)",
      basis: "regulation",
    },
  ],
} satisfies MarketPackData["reach"];
