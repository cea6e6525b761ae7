import type { MarketPackData } from "../schema/pack.js";

/** The enterprise code of companies, the citizen's number of people. */
export const identities: MarketPackData["identities"] = [
  {
    field: "enterprise_code",
    of: ["legal"],
    originalName: "Mã số doanh nghiệp",
    english: "Enterprise code",
    pattern: "^\\d{10}(-?\\d{3})?$",
    checksum: "vn_tax_code",
    code: "ENTERPRISE_CODE_INVALID",
    demand:
      "An enterprise code has ten digits with a correct check digit; a branch adds three, with a hyphen or without.",
    remedy: "Copy the code from the enterprise registration certificate.",
    examples: {
      passes: ["0100109106", "0100109106-011", "0100109106011"],
      fails: ["0100109107", "010010910", "0100109106-000"],
    },
    source: "Tổng cục Thuế, mã số thuế",
    basis: "regulation",
    note: "The seed asks for the business registration and prints no number.",
  },
  {
    field: "national_id",
    of: ["natural"],
    originalName: "Số căn cước công dân",
    english: "Citizen's identity number",
    pattern: "^\\d{12}$",
    checksum: "none",
    code: "NATIONAL_ID_INVALID",
    demand: "A citizen's identity number has twelve digits.",
    remedy: "Copy the number from the identity card.",
    examples: { passes: ["079201000001"], fails: ["07920100000"] },
    source: "Luật Căn cước",
    basis: "regulation",
  },
  {
    field: "person.national_code",
    of: ["natural", "legal"],
    originalName: "Số căn cước công dân",
    english: "Citizen's identity number",
    pattern: "^\\d{9}(\\d{3})?$",
    checksum: "none",
    code: "NATIONAL_CODE_INVALID",
    demand: "A person gives the twelve digits of the citizen's card, or nine of the older one.",
    remedy: "Copy the number from the identity card.",
    examples: { passes: ["079201000001", "024567891"], fails: ["0792010000012"] },
    source: "Luật Căn cước",
    basis: "regulation",
  },
];
