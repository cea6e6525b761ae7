import type { MarketPackData } from "../schema/pack.js";

const convention = {
  source: "delivery.md · 8",
  basis: "regulation",
} as const;

const printed = { source: "002 · Line 3000", basis: "interpretation" } as const;

const nationalCode = {
  originalName: "کد ملی",
  english: "National code",
  pattern: "^\\d{10}$",
  checksum: "ir_national_code",
  demand: "A national code has ten digits, not all equal, and a correct check digit.",
  remedy: "Copy the code from the national card, with its leading zeros.",
  examples: { passes: ["0499370899"], fails: ["0499370898", "1111111111", "049937089"] },
} as const;

/** Numbers that 002 asks companies for [002 · Line 3000]; their shapes stand outside the seeds. */
export const identities: MarketPackData["identities"] = [
  {
    field: "national_id",
    of: ["legal"],
    originalName: "شناسه ملی",
    english: "National id",
    pattern: "^\\d{11}$",
    checksum: "ir_legal_id",
    code: "NATIONAL_ID_INVALID",
    demand: "A legal person gives a national id of eleven digits with a correct check digit.",
    remedy: "Copy the number from the official papers; digits are missing, too many or mistyped.",
    examples: { passes: ["10380284790"], fails: ["10380284791", "0499370899"] },
    ...convention,
  },
  {
    ...nationalCode,
    field: "national_id",
    of: ["natural"],
    code: "NATIONAL_ID_INVALID",
    ...convention,
  },
  {
    ...nationalCode,
    field: "person.national_code",
    of: ["natural", "legal"],
    code: "NATIONAL_CODE_INVALID",
    ...convention,
  },
  {
    field: "economic_code",
    of: ["natural", "legal"],
    originalName: "کد اقتصادی",
    english: "Economic code",
    pattern: "^\\d{10,14}$",
    checksum: "none",
    code: "ECONOMIC_CODE_INVALID",
    demand: "An economic code has ten to fourteen digits.",
    remedy: "Copy the code from the certificate of the tax administration.",
    examples: { passes: ["411111111111", "10380284790"], fails: ["4111", "41111111111A"] },
    ...printed,
    note: "002 asks for it and prints no shape: 12 digits of old, since then the national id (11) or the national code (10, with a suffix 14).",
  },
  {
    field: "registration_number",
    of: ["legal"],
    originalName: "شماره ثبت",
    english: "Registration number",
    pattern: "^\\d{1,10}$",
    checksum: "none",
    code: "REGISTRATION_NUMBER_INVALID",
    demand: "A registration number has one to ten digits.",
    remedy: "Copy the number from the notice of establishment, digits only.",
    examples: { passes: ["482615"], fails: ["482615-A", "12345678901"] },
    ...printed,
    note: "002 asks for it and prints no shape.",
  },
  {
    field: "iban",
    of: ["natural", "legal"],
    originalName: "شماره شبا",
    english: "IBAN",
    pattern: "^IR\\d{24}$",
    checksum: "iban",
    code: "IBAN_INVALID",
    demand: "An Iranian IBAN has IR, 24 digits and correct check digits.",
    remedy: "Copy it from the bank, with IR before the 24 digits.",
    examples: {
      passes: ["IR820540102680020817909002"],
      fails: ["IR820540102680020817909003", "820540102680020817909002"],
    },
    ...convention,
  },
];
