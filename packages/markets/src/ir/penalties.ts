import type { MarketPackData } from "../schema/pack.js";

const seed = { basis: "seed" } as const;
const peykAsa = {
  code: "payam_afzar_peyk_asa",
  name: "شرکت پیام‌افزار پیک‌آسا (Payam Afzar Peyk Asa Co.)",
};

/** Promissory notes in rial by provider and family [ir.md §5]; 1 toman = 10 rial. */
export const guarantees = [
  ...["landline_021", "landline_026"].map((family) => ({
    provider: "asanak",
    family,
    amount: 100_000_000n,
    beneficiary: peykAsa,
    details: "one note, per sample, stamped and signed by the signatories of the official gazette",
    source: "000 · Conditions",
    ...seed,
  })),
  {
    provider: "kando",
    family: "line_3000",
    amount: 500_000_000n,
    beneficiary: null,
    details: "beneficiary as in the provider's sample image",
    source: "002 · Line 3000, Table",
    ...seed,
  },
  {
    provider: "kando",
    family: "line_1000",
    amount: 500_000_000n,
    beneficiary: null,
    details: "fill only the fields marked yellow at the foot of the note; stamp and signatures",
    source: "002 · Line 1000, Table",
    ...seed,
  },
  {
    provider: "kando",
    family: "landline_021",
    amount: 50_000_000n,
    beneficiary: peykAsa,
    details: "per completed sample",
    source: "002 · Line 021, Table",
    ...seed,
  },
  {
    provider: "melipayamak",
    family: "samantel_9999",
    amount: 0n,
    beneficiary: null,
    details: null,
    source: "001 · Samantel",
    ...seed,
    note: "Printed for natural persons; for legal persons an interpretation.",
  },
] satisfies MarketPackData["guarantees"];

const COUNTING =
  "A message to one recipient counts once, whatever its segments; the fixed sum once per case; no fine when none is counted (interpretations).";

/** Fines in rial: fixed + perMessage × counted messages [ir.md §9]. */
export const fines = [
  {
    provider: "asanak",
    violation: "advertising_from_service_line",
    family: null,
    countedMessages: "to_blacklisted",
    fixed: 50_000_000n,
    perMessage: 10n,
    permanentRemoval: true,
    reapplyAllowed: false,
    legalAction: true,
    source: "000 · Conversion notes",
    ...seed,
    note: COUNTING,
  },
  {
    provider: "kando",
    violation: "advertising_from_service_line",
    family: "landline_021",
    countedMessages: "to_non_customers",
    fixed: 50_000_000n,
    perMessage: 10n,
    permanentRemoval: true,
    reapplyAllowed: false,
    legalAction: true,
    source: "002 · Line 021",
    ...seed,
    note: `${COUNTING} No re-application is an interpretation of "leaves service for ever".`,
  },
] satisfies MarketPackData["fines"];

/** Consequences without a fine [ir.md §9]. */
export const sanctions = [
  {
    provider: "asanak",
    violation: "complaint_without_opt_out",
    removedFromWhiteList: true,
    reapplyAllowed: false,
    source: "000 · Conversion notes",
    ...seed,
    note: "The clause prints removal and liability; no re-application is read from the next clause (interpretation).",
  },
  {
    provider: "asanak",
    violation: "commitment_breach",
    removedFromWhiteList: true,
    reapplyAllowed: false,
    source: "000 · Conversion notes",
    ...seed,
  },
  {
    provider: "kando",
    violation: "recipient_complaint",
    trigger:
      "a violation that led to the complaint of a recipient, above all one off the target list",
    removedFromWhiteList: true,
    reprimandOrAccessRemoval: true,
    source: "002 · General 4",
    ...seed,
  },
  {
    provider: "melipayamak",
    violation: "advertising_from_service_line",
    lineClosed: true,
    source: "001 · Dedicated",
    ...seed,
  },
  {
    provider: "asanak",
    violation: "advertising_from_service_line",
    suspensionOrCancellation: true,
    source: "000 · Challenges",
    ...seed,
  },
] satisfies MarketPackData["sanctions"];
