import type { MarketPackData } from "../schema/pack.js";

const seed = { basis: "seed" } as const;
const sold = { kind: "mobile", source: "004 · Policy 1, Rules 3", ...seed } as const;
const rules1 = { source: "004 · Rules 1", ...seed } as const;

export const operators = [
  { id: "VIETTEL", name: "Viettel", ...sold },
  { id: "VINAPHONE", name: "Vinaphone", ...sold },
  { id: "MOBIFONE", name: "Mobifone", ...sold },
  { id: "GTEL", name: "GTel", ...sold },
  { id: "VIETNAMOBILE", name: "Vietnamobile (VNM)", ...sold },
  { id: "ITEL", name: "Itel", ...sold },
  {
    id: "WINTEL",
    name: "Wintel",
    kind: "mobile",
    source: "data/numbering.json, unverified",
    basis: "regulation",
    note: "Known from the number plan only: no table, price or declaration.",
  },
] satisfies MarketPackData["operators"];

export const providers = [
  {
    id: "vn-bulksms",
    name: "Seller of Viettel BulkSMS brandname",
    source: "004",
    ...seed,
  },
] satisfies MarketPackData["providers"];

/** Operators at which a brandname is declared, and paid for, one by one [vn.md §6]. */
const declaredAt = ["VIETTEL", "VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"];

export const families = [
  {
    id: "brandname",
    name: "SMS brandname",
    original: "brandname, thương hiệu",
    providers: ["vn-bulksms"],
    naturalPerson: false,
    legalPerson: true,
    defaultType: "any",
    kind: "brandname",
    declaredAt,
    stateMachine: "vnBrandname",
    purposeFact: "purposes",
    source: "004 · Service; Rules 1",
    ...seed,
    note: "Natural persons are not named: not eligible (interpretation).",
  },
] satisfies MarketPackData["families"];

/** What the dossier depends on [vn.md §3]; names and words of golden kind `vn.dossier`. */
export const facts = [
  {
    id: "declaredBy",
    question: "Does the owner of the name use it directly, or does an agent declare for it?",
    values: ["direct", "agent"],
    ...rules1,
  },
  {
    id: "nameKind",
    question: "Is the name the unit's own, or that of a product, a service or a domain?",
    values: ["own_name", "product", "service", "domain"],
    ...rules1,
  },
  {
    id: "publicAdministrativeUnit",
    question: "Is the owner of the name a public administrative unit?",
    values: ["true", "false"],
    ...rules1,
  },
  {
    id: "purposes",
    question: "For what is the name used?",
    values: ["customer_care", "internal_information", "advertising"],
    several: true,
    ...rules1,
  },
] satisfies MarketPackData["facts"];

const everyPurpose = {
  fact: "purposes",
  in: ["customer_care", "internal_information", "advertising"],
};

/** What a name may be declared for [vn.md §1, §3; VN-BLK-19]. */
export const lineRequestRules = [
  {
    code: "purposes_missing",
    families: ["brandname"],
    anyOf: [everyPurpose],
    demand: "A name is declared for what it is used for: care, internal information, advertising.",
    remedy: "Say at least one purpose of the name.",
    joinedOn: "2026-11-30",
    source: "004 · Service; Rules 1",
    basis: "interpretation",
    examples: {
      passes: [{ purposes: "customer_care" }, { purposes: "customer_care advertising" }],
      fails: [{}, { purposes: "" }],
    },
  },
  {
    code: "advertising_by_agent",
    families: ["brandname"],
    anyOf: [
      { fact: "purposes", in: ["customer_care", "internal_information"] },
      { fact: "declaredBy", in: ["direct"] },
    ],
    demand: "Advertising is a use of names that their owner uses directly, not of an agent's.",
    remedy: "Leave advertising out, or have the owner of the name declare it.",
    joinedOn: "2026-11-30",
    ...rules1,
    basis: "interpretation",
    examples: {
      passes: [
        { declaredBy: "direct", purposes: "advertising" },
        { declaredBy: "agent", purposes: "customer_care internal_information" },
      ],
      fails: [{ declaredBy: "agent", purposes: "customer_care advertising" }],
    },
  },
] satisfies MarketPackData["lineRequestRules"];

/** The declaration dossier [vn.md §3]; facts as in golden kind `vn.dossier`. */
export const documents = {
  codes: [
    {
      code: "declaration_letter",
      originalName: "công văn khai báo thương hiệu",
      english: "official declaration letter",
      ...rules1,
    },
    {
      code: "business_registration_or_establishment_decision",
      originalName: "giấy đăng ký kinh doanh / quyết định thành lập",
      english: "business registration or establishment decision; an own name must appear on it",
      ...rules1,
    },
    {
      code: "appointment_decision_or_role_proof",
      originalName: "quyết định bổ nhiệm hoặc giấy tờ thể hiện vai trò",
      english: "appointment decision or paper showing the role (public administrative units)",
      ...rules1,
    },
    {
      code: "brand_ownership_proof",
      originalName: "giấy tờ chứng minh / ảnh chụp",
      english: "proof papers or photos of the product, service or domain name",
      ...rules1,
    },
    {
      code: "authorisation_partner_to_agent",
      originalName: "đối tác thứ 3 ủy quyền cho Bên A",
      english: "the third party authorises Party A",
      ...rules1,
    },
    {
      code: "authorisation_agent_to_provider",
      originalName: "Bên A ủy quyền cho Bên B",
      english: "Party A authorises Party B",
      ...rules1,
    },
  ],
  demands: [
    {
      provider: "vn-bulksms",
      family: "brandname",
      applicantType: "natural",
      documents: null,
      source: "004 · Rules 1",
      basis: "interpretation",
    },
    {
      provider: "vn-bulksms",
      family: "brandname",
      applicantType: "legal",
      documents: [
        { code: "declaration_letter", ...rules1 },
        {
          code: "business_registration_or_establishment_decision",
          or: {
            code: "appointment_decision_or_role_proof",
            when: { fact: "publicAdministrativeUnit", is: true },
          },
          ...rules1,
        },
        {
          code: "brand_ownership_proof",
          when: { fact: "nameKind", in: ["product", "service", "domain"] },
          ...rules1,
        },
        {
          code: "authorisation_partner_to_agent",
          when: { fact: "declaredBy", in: ["agent"] },
          ...rules1,
        },
        {
          code: "authorisation_agent_to_provider",
          when: { fact: "declaredBy", in: ["agent"] },
          ...rules1,
        },
      ],
      ...rules1,
    },
  ],
} satisfies MarketPackData["documents"];

const everySeparator = [" ", ".", "_", "-"];

/** What a name may look like [vn.md §2]; all reasons are reported. */
const brandname = {
  source: "004 · Service; Rules 1",
  ...seed,
  families: ["brandname"],
  note: 'At least one character, and Latin letters and digits as reading of "no special characters", are interpretations.',
  minLength: 1,
  maxLength: 11,
  baseCharacters: "A-Z a-z 0-9",
  forbiddenExamples: ["@", "%", "*", "#"],
  separators: [
    { operator: "VIETTEL", allowed: everySeparator, ...rules1 },
    { operator: "VINAPHONE", allowed: everySeparator, ...rules1 },
    { operator: "GTEL", allowed: everySeparator, ...rules1 },
    { operator: "MOBIFONE", allowed: [".", "_", "-"], ...rules1 },
    { operator: "VIETNAMOBILE", allowed: [" "], ...rules1 },
    {
      operator: "ITEL",
      allowed: null,
      source: "004 · Rules 1",
      basis: "interpretation",
      note: "Not stated: a name with a separator goes to manual review, one without is valid.",
    },
  ],
  rules: [
    {
      code: "empty",
      verdict: "invalid",
      demand: "The name has at least one character.",
      remedy: "Give the name that recipients will see.",
      source: "004 · Rules 1",
      basis: "interpretation",
      examples: {
        passes: [{ name: "VTEdu", operator: "VIETTEL" }],
        fails: [{ name: "", operator: "VIETTEL" }],
      },
    },
    {
      code: "too_long",
      verdict: "invalid",
      demand: "The name has at most 11 characters, separators included.",
      remedy: "Shorten the name to 11 characters.",
      ...rules1,
      examples: {
        passes: [{ name: "VIETTEL.EDU", operator: "VIETTEL" }],
        fails: [{ name: "VIETTEL.EDUC", operator: "VIETTEL" }],
      },
    },
    {
      code: "forbidden_character",
      verdict: "invalid",
      demand: "The name has Latin letters, digits and separators only.",
      remedy: "Leave out what is no letter, digit or separator.",
      ...rules1,
      examples: {
        passes: [{ name: "VT.Edu", operator: "VIETTEL" }],
        fails: [{ name: "VT@Edu", operator: "VIETTEL" }],
      },
    },
    {
      code: "separator_not_allowed",
      verdict: "invalid",
      demand: "The operator takes the separators of the name.",
      remedy: "Use a separator that this operator takes, or none.",
      ...rules1,
      examples: {
        passes: [
          { name: "VT.Edu", operator: "MOBIFONE" },
          { name: "VT Edu", operator: "VIETNAMOBILE" },
        ],
        fails: [
          { name: "VT Edu", operator: "MOBIFONE" },
          { name: "VT.Edu", operator: "VIETNAMOBILE" },
        ],
      },
    },
    {
      code: "separator_rule_unknown",
      verdict: "manual_review",
      demand: "The operator's rule for separators is known.",
      remedy: "Leave the separator out, or wait for the answer of a reviewer.",
      source: "004 · Rules 1",
      basis: "interpretation",
      examples: {
        passes: [{ name: "VTEdu", operator: "ITEL" }],
        fails: [{ name: "VT.Edu", operator: "ITEL" }],
      },
    },
  ],
} satisfies NonNullable<MarketPackData["senderNames"]>[number];

export const senderNames = [brandname];
