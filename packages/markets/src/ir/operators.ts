import type { MarketPackData } from "../schema/pack.js";

const mobile = {
  kind: "mobile",
  source: "data/numbering.json; research/peers.md §3.4",
  basis: "regulation",
} as const;
const line = { kind: "line", basis: "seed" } as const;

/** Mobile networks by number plan; operators that only issue senders [ir.md §1]. */
export const operators = [
  { id: "MCI", name: "Hamrah-e Aval, MCI (شرکت ارتباطات سیار ایران)", ...mobile },
  { id: "IRANCELL", name: "Irancell", ...mobile },
  { id: "RIGHTEL", name: "Rightel", ...mobile },
  { id: "SHATEL_MOBILE", name: "Shatel Mobile", ...mobile },
  { id: "TALIYA", name: "Taliya", ...mobile },
  { id: "TKC", name: "Kish (TKC)", ...mobile },
  { id: "APTEL", name: "Aptel", ...mobile },
  { id: "AZARTEL", name: "Azartel", ...mobile },
  { id: "SAMANTEL", name: "Samantel", ...mobile },
  { id: "LOTUSTEL", name: "LotusTel", ...mobile },
  { id: "ARIANTEL", name: "Arian-Tel", ...mobile },
  { id: "SPADAN", name: "Spadan", ...mobile },
  { id: "SHATEL", name: "Shatel", ...line, source: "000 · Shatel" },
  { id: "ASIATECH", name: "Asiatech", ...line, source: "000 · Asiatech" },
  {
    id: "RAHYAB",
    name: "Rahyab Rayaneh Gostar (1000)",
    ...line,
    source: "001 · Shared (read-also link)",
  },
] satisfies MarketPackData["operators"];

export const providers = [
  { id: "asanak", name: "Asanak (آسانک)", source: "000", basis: "seed" },
  { id: "melipayamak", name: "Melipayamak (ملی پیامک)", source: "001", basis: "seed" },
  { id: "kando", name: "Kando SMS (کندو)", source: "002", basis: "seed" },
] satisfies MarketPackData["providers"];
