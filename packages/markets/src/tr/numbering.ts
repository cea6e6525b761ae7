import { assignPrefixes } from "../assign-prefixes.js";
import { notServed } from "../not-served.js";
import type { MarketPackData } from "../schema/pack.js";

const btkPlan = "BTK general numbering plan (eng.btk.gov.tr/genel-numaralandirma-plani)";
const hearsay = "research/peers.md §3.4, unverified";

/**
 * First guess of the operator; portability exists, so porting data and receipts come after it
 * [data/numbering.json; research/peers.md §3.4]. Staff can change it.
 */
export const numbering = {
  source: "data/numbering.json; research/peers.md §3.4",
  basis: "regulation",
  countryCode: "90",
  nationalMobileLength: 10,
  mobileStartsWith: ["5"],
  accept: ["05XXXXXXXXX", "5XXXXXXXXX", "905XXXXXXXXX", "+905XXXXXXXXX", "00905XXXXXXXXX"],
  prefixes: [
    ...assignPrefixes({
      operator: "TURK_TELEKOM",
      source: btkPlan,
      verified: true,
      prefixes: ["501", "505", "506", "507"],
    }),
    ...assignPrefixes({
      operator: "TURK_TELEKOM",
      source: hearsay,
      verified: false,
      prefixes: ["55"],
    }),
    ...assignPrefixes({ operator: "TURKCELL", source: btkPlan, verified: true, prefixes: ["53"] }),
    ...assignPrefixes({ operator: "VODAFONE", source: btkPlan, verified: true, prefixes: ["54"] }),
    ...assignPrefixes({
      operator: "MVNO",
      source: btkPlan,
      verified: true,
      prefixes: ["510", "516", "561"],
    }),
  ],
  notServed,
} satisfies MarketPackData["numbering"];
