import type { MarketPackData } from "../schema/pack.js";

const convention = {
  source: "Gelir İdaresi, Vergi Kimlik Numarası; NVİ, T.C. Kimlik Numarası",
  basis: "regulation",
  note: "The seed asks for company papers and prints no number; the checksums are the registries' own.",
} as const;

const tckn = {
  originalName: "T.C. kimlik numarası",
  english: "Turkish identity number",
  pattern: "^[1-9]\\d{10}$",
  checksum: "tr_tckn",
  demand: "A Turkish identity number has eleven digits, no 0 before them, and two check digits.",
  remedy: "Copy the number from the identity card.",
  examples: { passes: ["10000000146"], fails: ["10000000147", "01000000014", "1000000014"] },
} as const;

/** Tax numbers of companies, identity numbers of people. */
export const identities: MarketPackData["identities"] = [
  {
    field: "tax_number",
    of: ["legal"],
    originalName: "Vergi kimlik numarası",
    english: "Tax number",
    pattern: "^\\d{10}$",
    checksum: "tr_vkn",
    code: "TAX_NUMBER_INVALID",
    demand: "A tax number of a company has ten digits with a correct check digit.",
    remedy: "Copy the number from the tax certificate (vergi levhası).",
    examples: { passes: ["4540536920"], fails: ["4540536921", "454053692", "10000000146"] },
    ...convention,
  },
  {
    ...tckn,
    field: "tax_number",
    of: ["natural"],
    code: "TAX_NUMBER_INVALID",
    ...convention,
  },
  {
    ...tckn,
    field: "person.national_code",
    of: ["natural", "legal"],
    code: "NATIONAL_CODE_INVALID",
    ...convention,
  },
  {
    field: "iban",
    of: ["natural", "legal"],
    originalName: "IBAN",
    english: "IBAN",
    pattern: "^TR\\d{24}$",
    checksum: "iban",
    code: "IBAN_INVALID",
    demand: "A Turkish IBAN has TR, 24 digits and correct check digits.",
    remedy: "Copy it from the bank, with TR before the 24 digits.",
    examples: {
      passes: ["TR330006100519786457841326"],
      fails: ["TR330006100519786457841327", "330006100519786457841326"],
    },
    source: "ISO 13616",
    basis: "regulation",
  },
];
