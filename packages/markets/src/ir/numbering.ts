import { assignPrefixes } from "../assign-prefixes.js";
import { notServed } from "../not-served.js";
import type { MarketPackData } from "../schema/pack.js";

const persianTools = "github.com/persian-tools/persian-tools src/modules/phoneNumber/utils.ts";
const hearsay = "research/peers.md §3.4, unverified";

/**
 * First guess of the operator; portability exists, so porting data and receipts come after it
 * [data/numbering.json; research/peers.md §3.4]. Staff can change it.
 */
export const numbering = {
  source: "data/numbering.json; research/peers.md §3.4",
  basis: "regulation",
  countryCode: "98",
  nationalMobileLength: 10,
  mobileStartsWith: ["9"],
  accept: ["09XXXXXXXXX", "9XXXXXXXXX", "989XXXXXXXXX", "+989XXXXXXXXX", "00989XXXXXXXXX"],
  prefixes: [
    ...assignPrefixes({
      operator: "MCI",
      source: persianTools,
      verified: true,
      prefixes: [
        "910",
        "911",
        "912",
        "913",
        "914",
        "915",
        "916",
        "917",
        "918",
        "919",
        "990",
        "991",
        "992",
        "993",
        "994",
        "995",
        "996",
      ],
    }),
    ...assignPrefixes({
      operator: "IRANCELL",
      source: persianTools,
      verified: true,
      prefixes: [
        "900",
        "901",
        "902",
        "903",
        "904",
        "905",
        "930",
        "933",
        "935",
        "936",
        "937",
        "938",
        "939",
        "941",
      ],
    }),
    ...assignPrefixes({
      operator: "RIGHTEL",
      source: persianTools,
      verified: true,
      prefixes: ["920", "921", "922", "923"],
    }),
    ...assignPrefixes({
      operator: "SHATEL_MOBILE",
      source: persianTools,
      verified: true,
      prefixes: ["998"],
    }),
    ...assignPrefixes({
      operator: "TALIYA",
      source: persianTools,
      verified: true,
      prefixes: ["932"],
    }),
    ...assignPrefixes({ operator: "TKC", source: hearsay, verified: false, prefixes: ["934"] }),
    ...assignPrefixes({
      operator: "APTEL",
      source: hearsay,
      verified: false,
      prefixes: ["99910", "99911", "99913"],
    }),
    ...assignPrefixes({
      operator: "AZARTEL",
      source: hearsay,
      verified: false,
      prefixes: ["99914"],
    }),
    ...assignPrefixes({
      operator: "SAMANTEL",
      source: hearsay,
      verified: false,
      prefixes: ["9999"],
    }),
    ...assignPrefixes({
      operator: "LOTUSTEL",
      source: hearsay,
      verified: false,
      prefixes: ["9990"],
    }),
    ...assignPrefixes({
      operator: "ARIANTEL",
      source: hearsay,
      verified: false,
      prefixes: ["9998"],
    }),
    ...assignPrefixes({ operator: "SPADAN", source: hearsay, verified: false, prefixes: ["931"] }),
  ],
  notServed,
} satisfies MarketPackData["numbering"];
