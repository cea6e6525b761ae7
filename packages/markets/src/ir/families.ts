import type { MarketPackData } from "../schema/pack.js";

const process = { stateMachine: "irServiceNumber" } as const;
/** Service senders from the start that Asanak also issues for advertising [ir.md §3]. */
const serviceByDefault = {
  providers: ["asanak"],
  naturalPerson: true,
  legalPerson: true,
  defaultType: "service",
  advertisingVariantOnRequest: true,
  ...process,
  basis: "seed",
} as const;
/** Advertising numbers that a legal person converts; sending follows the submitted list [ir.md §6]. */
const converted = {
  naturalPerson: false,
  legalPerson: true,
  defaultType: "advertising",
  conversion: true,
  requiresCustomerList: true,
  ...process,
  basis: "seed",
} as const;

/** What is asked of applicants because papers or preconditions depend on it [ir.md §3, §3.1]. */
export const facts = [
  {
    id: "nationalCardIsSmart",
    question: "Is the national card the smart kind?",
    values: ["true", "false"],
    source: "000 · Shatel",
    basis: "seed",
  },
  {
    id: "representativeIsSignatory",
    question: "Is the representative one of the authorised signatories?",
    values: ["true", "false"],
    source: "000 · Shatel",
    basis: "seed",
  },
  {
    id: "sector",
    question: "Is the company an interest-free loan fund, or listed at the stock exchange?",
    values: ["general", "qarz_al_hasaneh", "listed_company"],
    source: "000 · Conversion notes",
    basis: "seed",
  },
  {
    id: "voipActive",
    question: "Is an Asiatech VoIP service created and active?",
    values: ["true", "false"],
    source: "000 · Asiatech 9101/9130",
    basis: "seed",
  },
  ...[
    { id: "hasSite", question: "Has the applicant a web site?" },
    { id: "hasApp", question: "Has the applicant a mobile application?" },
    { id: "hasSoftware", question: "Has the applicant software that will send?" },
  ].map((asked) => ({
    ...asked,
    values: ["true", "false"],
    source: "001 · Shared",
    basis: "seed" as const,
  })),
] satisfies MarketPackData["facts"];

/**
 * Line families [000 · How to get a line; 001 · Conditions; 002 · Line 3000/1000/021]. The process
 * of a landline number is printed; the other families follow it as an interpretation [ir.md §7.1].
 */
export const families = [
  {
    id: "shatel",
    name: "Shatel service line",
    original: "خط خدماتی شاتل",
    ...serviceByDefault,
    source: "000 · Shatel",
  },
  {
    id: "ariantel",
    name: "Arian-Tel service line",
    original: "خط خدماتی آرین تل",
    ...serviceByDefault,
    source: "000 · Arian-Tel",
  },
  {
    id: "asiatech_9000",
    name: "Asiatech 9000",
    original: "سرشماره 9000 آسیاتک",
    ...serviceByDefault,
    prefix: "9000",
    source: "000 · Asiatech, Asiatech 9000",
  },
  {
    id: "asiatech_9101",
    name: "Asiatech 9101",
    original: "سرشماره 9101 آسیاتک",
    ...serviceByDefault,
    prefix: "9101",
    source: "000 · Asiatech 9101/9130",
  },
  {
    id: "asiatech_9130",
    name: "Asiatech 9130",
    original: "سرشماره 9130 آسیاتک",
    ...serviceByDefault,
    prefix: "9130",
    source: "000 · Asiatech 9101/9130",
  },
  {
    id: "landline_021",
    name: "Landline 021 service line",
    original: "خط خدماتی تلفن ثابت 21",
    providers: ["asanak", "kando"],
    ...converted,
    prefix: "021",
    source: "000 · Landline 021/026; 002 · Line 021",
    note: "That sending follows the list is printed by Kando; for Asanak it is an interpretation.",
  },
  {
    id: "landline_026",
    name: "Landline 026 service line",
    original: "خط خدماتی تلفن ثابت 26",
    providers: ["asanak"],
    ...converted,
    prefix: "026",
    source: "000 · Landline 021/026",
    note: "That sending follows the list is printed by Kando; for Asanak it is an interpretation.",
  },
  {
    id: "line_3000",
    name: "3000 line",
    original: "خط ۳۰۰۰",
    providers: ["kando"],
    ...converted,
    prefix: "3000",
    source: "002 · Line 3000; General 7",
  },
  {
    id: "line_1000",
    name: "1000 line (Rahyab Rayaneh Gostar operator)",
    original: "خط ۱۰۰۰",
    providers: ["kando"],
    ...converted,
    prefix: "1000",
    source: "002 · Line 1000; General 7; 001 · Shared (read-also link)",
  },
  {
    id: "dedicated",
    name: "Dedicated service line (any dedicated number, converted)",
    original: "خط خدماتی اختصاصی",
    providers: ["melipayamak"],
    ...converted,
    requiresCustomerList: false,
    source: "001 · Dedicated",
  },
  {
    id: "shared_pattern",
    name: "Shared service line with pattern",
    original: "خط خدماتی اشتراکی",
    providers: ["melipayamak"],
    naturalPerson: true,
    legalPerson: true,
    defaultType: "service",
    kind: "shared",
    requiresApprovedPattern: true,
    stateMachine: "irSharedLine",
    source: "001 · Shared",
    basis: "seed",
    note: "Legal persons, and that access to the common sender is asked for by an application, are interpretations.",
  },
  {
    id: "samantel_9999",
    name: "Samantel 9999",
    original: "خط سامانتل 9999",
    providers: ["melipayamak"],
    naturalPerson: true,
    legalPerson: true,
    defaultType: "service",
    prefix: "9999",
    digits: [10],
    customDigits: false,
    ...process,
    source: "001 · Samantel",
    basis: "seed",
    note: 'Legal persons ("also to natural persons") and the prefix within the ten digits are interpretations.',
  },
] satisfies MarketPackData["families"];
