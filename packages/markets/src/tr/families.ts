import type { MarketPackData } from "../schema/pack.js";

const mobile = {
  kind: "mobile",
  source: "BTK general numbering plan",
  basis: "regulation",
} as const;

export const operators = [
  { id: "TURKCELL", name: "Turkcell", ...mobile },
  { id: "VODAFONE", name: "Vodafone", ...mobile },
  { id: "TURK_TELEKOM", name: "Türk Telekom (TT Mobil)", ...mobile },
  { id: "MVNO", name: "virtual operators (510, 516, 561)", ...mobile },
] satisfies MarketPackData["operators"];

export const providers = [
  { id: "aktan", name: "Aktan SMS", source: "003", basis: "seed" },
] satisfies MarketPackData["providers"];

/** Senders of a company [003 · System; Interactive]; companies, institutions and persons may buy. */
export const families = [
  {
    id: "sender_title",
    name: "Sender title",
    original: "başlık",
    providers: ["aktan"],
    naturalPerson: true,
    legalPerson: true,
    defaultType: "any",
    kind: "title",
    receives: false,
    stateMachine: "trSender",
    source: "003 · System, What to watch",
    basis: "seed",
    note: "3 to 11 characters without Turkish letters is regulation (research/peers.md §1.3); whether a title receives is not stated, a name cannot be answered (interpretation). The process is not printed (interpretation).",
  },
  {
    id: "interactive_number",
    name: "Interactive number of 4 or 10 digits",
    original: "interaktif SMS",
    providers: ["aktan"],
    naturalPerson: true,
    legalPerson: true,
    defaultType: "any",
    digits: [4, 10],
    receives: true,
    stateMachine: "trSender",
    source: "003 · Interactive",
    basis: "seed",
  },
] satisfies MarketPackData["families"];

/** Eligibility of a provider [tr.md §6]; codes as in golden kind `tr.provider_eligibility`. */
export const providerRequirements = [
  {
    code: "btkAuthorised",
    english: "operator authorisation of BTK; sending through a suspended provider stops",
    askedOf: ["operator", "partner"],
    source: "003 · Licences; Risk",
    basis: "seed",
  },
  {
    code: "iso9001",
    english: "ISO 9001, quality management",
    askedOf: ["operator", "partner"],
    source: "003 · Licences",
    basis: "seed",
  },
  {
    code: "iso27001",
    english: "ISO 27001, information security",
    askedOf: ["operator", "partner"],
    source: "003 · Licences",
    basis: "seed",
  },
  {
    code: "licencePublished",
    english: "a business partner publishes the operator's licence on its site",
    askedOf: ["partner"],
    source: "003 · Licences",
    basis: "seed",
  },
] satisfies MarketPackData["providerRequirements"];
