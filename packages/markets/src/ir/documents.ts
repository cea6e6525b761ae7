import type { MarketPackData } from "../schema/pack.js";
import { documentCodes } from "./document-codes.js";

type Demands = NonNullable<MarketPackData["documents"]["demands"]>;

const ifOldCard = { fact: "nationalCardIsSmart", is: false } as const;
const ifNotSignatory = { fact: "representativeIsSignatory", is: false } as const;
const ifFinancial = { fact: "sector", in: ["qarz_al_hasaneh", "listed_company"] } as const;
const bySeed = { basis: "seed" } as const;

/** Items 1 and 2 of a natural person. */
const identity = (source: string) => [
  { code: "national_card", source, ...bySeed },
  { code: "national_card_receipt", when: ifOldCard, source, ...bySeed },
  { code: "birth_certificate", source, ...bySeed },
];

/** Items 1 to 4 of a legal person. */
const company = (source: string) => [
  { code: "founding_notice", source, ...bySeed },
  { code: "board_change_notice", source, ...bySeed },
  { code: "signatory_national_card", source, ...bySeed },
  { code: "representative_letter", when: ifNotSignatory, source, ...bySeed },
  { code: "representative_national_card", when: ifNotSignatory, source, ...bySeed },
];

/** Form, note and list of a conversion. */
const conversion = (source: string) => [
  { code: "commitment_form", source, ...bySeed },
  { code: "promissory_note", source, ...bySeed },
  { code: "customer_list", source, ...bySeed },
];

const noNaturalPerson = { applicantType: "natural", documents: null } as const;

const shatel = { provider: "asanak", family: "shatel", source: "000 · Shatel", ...bySeed } as const;
const ariantel = {
  provider: "asanak",
  family: "ariantel",
  source: "000 · Arian-Tel",
  ...bySeed,
} as const;
const asiatech = {
  provider: "asanak",
  family: "asiatech_9000",
  source: "000 · Asiatech 9000",
  ...bySeed,
} as const;

const openFamilies = [
  {
    ...shatel,
    applicantType: "natural",
    documents: [
      ...identity(shatel.source),
      { code: "business_licence_or_enamad", source: shatel.source, ...bySeed },
    ],
  },
  {
    ...shatel,
    applicantType: "legal",
    documents: [
      ...company(shatel.source),
      { code: "guild_permit", source: shatel.source, ...bySeed },
    ],
  },
  {
    ...ariantel,
    applicantType: "natural",
    documents: [
      ...identity(ariantel.source),
      { code: "business_licence_or_enamad", source: ariantel.source, ...bySeed },
    ],
  },
  { ...ariantel, applicantType: "legal", documents: company(ariantel.source) },
  {
    ...asiatech,
    applicantType: "natural",
    documents: [
      ...identity(asiatech.source),
      { code: "business_licence", source: asiatech.source, ...bySeed },
    ],
  },
  { ...asiatech, applicantType: "legal", documents: company(asiatech.source) },
  ...asiatechWithVoip("asiatech_9101"),
  ...asiatechWithVoip("asiatech_9130"),
] satisfies Demands;

const ofAsanak = {
  provider: "asanak",
  source: "000 · Landline 021/026, Conditions",
  ...bySeed,
} as const;
const ofKando = {
  provider: "kando",
  ...bySeed,
  companyIdentifiers: ["national_id", "economic_code", "registration_number"],
} as const;

const conversions = [
  ...["landline_021", "landline_026"].flatMap((family) => [
    { ...ofAsanak, family, ...noNaturalPerson },
    {
      ...ofAsanak,
      family,
      applicantType: "legal" as const,
      documents: [
        ...conversion(ofAsanak.source),
        {
          code: "central_bank_permit",
          when: ifFinancial,
          source: "000 · Conversion notes",
          ...bySeed,
        },
      ],
    },
  ]),
  ...[
    { family: "line_3000", source: "002 · Line 3000, Table" },
    { family: "line_1000", source: "002 · Line 1000, Table" },
    { family: "landline_021", source: "002 · Line 021, Table" },
  ].flatMap((row) => [
    { ...ofKando, ...row, ...noNaturalPerson },
    { ...ofKando, ...row, applicantType: "legal" as const, documents: conversion(row.source) },
  ]),
] satisfies Demands;

const ofMelipayamak = { provider: "melipayamak" } as const;

const others = [
  {
    ...ofMelipayamak,
    family: "dedicated",
    ...noNaturalPerson,
    source: "001 · Dedicated",
    ...bySeed,
  },
  {
    ...ofMelipayamak,
    family: "dedicated",
    applicantType: "legal",
    documents: [
      { code: "legal_and_company_papers", source: "001 · What is it, Dedicated", ...bySeed },
    ],
    source: "001 · Dedicated",
    ...bySeed,
  },
  ...(["natural", "legal"] as const).map((applicantType) => ({
    ...ofMelipayamak,
    family: "shared_pattern",
    applicantType,
    documents: [],
    source: "001 · Shared",
    basis: "interpretation" as const,
    note: "No paper is named, only a site, app or software and an approved pattern.",
  })),
  ...(["natural", "legal"] as const).map((applicantType) => ({
    ...ofMelipayamak,
    family: "samantel_9999",
    applicantType,
    documents: [
      {
        code: "business_licence_or_enamad_or_guild_permit",
        source: "001 · Samantel",
        basis: applicantType === "natural" ? ("seed" as const) : ("interpretation" as const),
      },
    ],
    source: "001 · Samantel",
    basis: applicantType === "natural" ? ("seed" as const) : ("interpretation" as const),
  })),
] satisfies Demands;

/**
 * Papers by provider, family and applicant [ir.md §3.1]. Asanak takes originals after approval,
 * before it forwards; at Kando the original form is part of the submission.
 */
export const documents = {
  codes: documentCodes,
  demands: [...openFamilies, ...conversions, ...others],
  originals: [
    ...["landline_021", "landline_026"].map((family) => ({
      provider: "asanak",
      family,
      documents: ["commitment_form", "promissory_note"],
      due: "after_approval" as const,
      source: "000 · Landline 021/026",
      ...bySeed,
    })),
    {
      provider: "kando",
      family: "line_3000",
      documents: ["commitment_form"],
      due: "with_submission",
      source: "002 · Line 3000",
      ...bySeed,
    },
    {
      provider: "kando",
      family: "line_1000",
      documents: ["commitment_form"],
      due: "with_submission",
      source: "002 · Line 1000",
      ...bySeed,
    },
    {
      provider: "kando",
      family: "landline_021",
      documents: ["commitment_form", "promissory_note"],
      due: "with_submission",
      source: "002 · Line 021",
      ...bySeed,
    },
  ],
} satisfies MarketPackData["documents"];

/** 9101 and 9130 add the VoIP contract; the gap in their printed numbering hides no paper (interpretation). */
function asiatechWithVoip(family: string) {
  const printed = {
    provider: "asanak",
    family,
    source: "000 · Asiatech 9101/9130",
    ...bySeed,
  } as const;
  const { source } = printed;
  const voip = { code: "voip_contract", source, ...bySeed };
  return [
    {
      ...printed,
      applicantType: "natural" as const,
      documents: [...identity(source), { code: "business_licence", source, ...bySeed }, voip],
    },
    { ...printed, applicantType: "legal" as const, documents: [...company(source), voip] },
  ];
}
