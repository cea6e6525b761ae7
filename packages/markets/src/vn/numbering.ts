import { assignPrefixes } from "../assign-prefixes.js";
import { notServed } from "../not-served.js";
import type { MarketPackData } from "../schema/pack.js";

const lawnet = "lawnet.vn list of mobile prefixes";
const baonghean = "baonghean.vn notice on 11-digit numbers";
const hearsay = "research/peers.md §3.4, unverified";

/**
 * First guess of the operator; portability exists, so porting data and receipts come after it
 * [data/numbering.json; research/peers.md §3.4]. Staff can change it.
 */
export const numbering = {
  source: "data/numbering.json; research/peers.md §3.4",
  basis: "regulation",
  countryCode: "84",
  nationalMobileLength: 9,
  mobileStartsWith: ["3", "5", "7", "8", "9"],
  accept: ["0XXXXXXXXX", "XXXXXXXXX", "84XXXXXXXXX", "+84XXXXXXXXX", "0084XXXXXXXXX"],
  prefixes: [
    ...assignPrefixes({
      operator: "VIETTEL",
      source: lawnet,
      verified: true,
      prefixes: ["86", "96", "97", "98", "32", "33", "34", "35", "36", "37", "38", "39"],
    }),
    ...assignPrefixes({
      operator: "VINAPHONE",
      source: lawnet,
      verified: true,
      prefixes: ["88", "91", "94", "81", "82", "83", "84", "85"],
    }),
    ...assignPrefixes({
      operator: "MOBIFONE",
      source: lawnet,
      verified: true,
      prefixes: ["89", "90", "93", "70", "76", "77", "78", "79"],
    }),
    ...assignPrefixes({
      operator: "VIETNAMOBILE",
      source: baonghean,
      verified: true,
      prefixes: ["56", "58"],
    }),
    ...assignPrefixes({
      operator: "VIETNAMOBILE",
      source: hearsay,
      verified: false,
      prefixes: ["92", "52"],
    }),
    ...assignPrefixes({ operator: "GTEL", source: baonghean, verified: true, prefixes: ["59"] }),
    ...assignPrefixes({ operator: "GTEL", source: hearsay, verified: false, prefixes: ["99"] }),
    ...assignPrefixes({ operator: "ITEL", source: hearsay, verified: false, prefixes: ["87"] }),
    ...assignPrefixes({ operator: "WINTEL", source: hearsay, verified: false, prefixes: ["55"] }),
  ],
  legacyPrefixes: [
    { from: "162", to: "32", source: baonghean, basis: "regulation" },
    { from: "163", to: "33", source: baonghean, basis: "regulation" },
    { from: "164", to: "34", source: baonghean, basis: "regulation" },
    { from: "165", to: "35", source: baonghean, basis: "regulation" },
    { from: "166", to: "36", source: baonghean, basis: "regulation" },
    { from: "167", to: "37", source: baonghean, basis: "regulation" },
    { from: "168", to: "38", source: baonghean, basis: "regulation" },
    { from: "169", to: "39", source: baonghean, basis: "regulation" },
    { from: "120", to: "70", source: baonghean, basis: "regulation" },
    { from: "121", to: "79", source: baonghean, basis: "regulation" },
    { from: "122", to: "77", source: baonghean, basis: "regulation" },
    { from: "126", to: "76", source: baonghean, basis: "regulation" },
    { from: "128", to: "78", source: baonghean, basis: "regulation" },
    { from: "123", to: "83", source: baonghean, basis: "regulation" },
    { from: "124", to: "84", source: baonghean, basis: "regulation" },
    { from: "125", to: "85", source: baonghean, basis: "regulation" },
    { from: "127", to: "81", source: baonghean, basis: "regulation" },
    { from: "129", to: "82", source: baonghean, basis: "regulation" },
    { from: "186", to: "56", source: baonghean, basis: "regulation" },
    { from: "188", to: "58", source: baonghean, basis: "regulation" },
    { from: "199", to: "59", source: baonghean, basis: "regulation" },
  ],
  notServed,
} satisfies MarketPackData["numbering"];
