import type { MarketPackData } from "../schema/pack.js";

const iys = {
  source: "research/peers.md §1.3 (İYS: coded source and date of consent); codes as İYS names them",
  basis: "regulation",
} as const;

/** Marketing goes to approved customers who have not refused; information is free [tr.md §3]. */
export const reach = {
  unnamedTraffic: {
    service: "marketing",
    advertising: "marketing",
    source: "tr.md §3 (what is not said to inform is held to the gate)",
    basis: "interpretation",
  },
  refusal: {
    finding: "refused",
    stops: ["marketing"],
    enforcedWithinSeconds: 60,
    source: "003 · Mobile marketing (Law 6563); tr.md §3 (a refusal stops marketing only)",
    basis: "interpretation",
    note: "Law is commonly read as three working days; what is not on the air yet stops at once.",
  },
  consent: {
    traffic: ["marketing"],
    source: "003 · What is bulk sending (onaylı müşteri)",
    basis: "seed",
    sources: [
      { code: "HS_FIZIKSEL_ORTAM", english: "on paper or in person", ...iys },
      { code: "HS_ISLAK_IMZA", english: "signed by hand", ...iys },
      { code: "HS_WEB", english: "on a web site", ...iys },
      { code: "HS_CAGRI_MERKEZI", english: "by telephone", ...iys },
      { code: "HS_SOSYAL_MEDYA", english: "in a social network", ...iys },
      { code: "HS_EPOSTA", english: "by e-mail", ...iys },
      { code: "HS_MESAJ", english: "by message", ...iys },
      { code: "HS_MOBIL", english: "in an application", ...iys },
      { code: "HS_EORTAM", english: "elsewhere electronically", ...iys },
      { code: "HS_ETKINLIK", english: "at an event", ...iys },
      { code: "HS_2015", english: "before May 2015", ...iys },
      { code: "HS_ATM", english: "at a cash machine", ...iys },
      { code: "HS_KARAR", english: "by a decision of an authority", ...iys },
    ],
  },
  blockList: {
    traffic: ["marketing"],
    source: "003 · Mobile marketing (Law 6563)",
    basis: "interpretation",
    note: "No list is published by the seed; staff may load one.",
  },
  sameTextSameDay: [
    {
      traffic: "marketing",
      enabled: true,
      source: "research/peers.md §1.3 (Verimor: DOUBLE_SEND_ERROR)",
      basis: "regulation",
    },
  ],
  registry: { name: "IYS", batch: 5_000, ...iys },
} satisfies MarketPackData["reach"];
