import { describe, expect, test } from "vitest";
import {
  checklist,
  commitmentFormRules,
  customerListRules,
  guarantee,
  lineFamily,
  originals,
} from "./lines.js";
import { market } from "./markets.js";

const iran = market("IR");
const vietnam = market("VN");
const facts = {
  representativeIsSignatory: "true",
  nationalCardIsSmart: "true",
  sector: "general",
} as const;

const papersOf = (request: Parameters<typeof checklist>[1]) =>
  checklist(iran, request).documents.map(({ code }) => code);

describe("the papers of an applicant (public cases ir.checklist)", () => {
  test.each([
    [
      "P-ir.checklist-01 [IR-ASN-03]",
      "asanak",
      "shatel",
      "natural",
      {},
      ["national_card", "birth_certificate", "business_licence_or_enamad"],
    ],
    [
      "P-ir.checklist-02 [IR-ASN-03]",
      "asanak",
      "shatel",
      "legal",
      {},
      ["founding_notice", "board_change_notice", "signatory_national_card", "guild_permit"],
    ],
    [
      "P-ir.checklist-03 [IR-ASN-05]",
      "asanak",
      "ariantel",
      "legal",
      { representativeIsSignatory: "false" },
      [
        "founding_notice",
        "board_change_notice",
        "signatory_national_card",
        "representative_letter",
        "representative_national_card",
      ],
    ],
    [
      "P-ir.checklist-04 [IR-ASN-08]",
      "asanak",
      "asiatech_9000",
      "natural",
      { nationalCardIsSmart: "false" },
      ["national_card", "national_card_receipt", "birth_certificate", "business_licence"],
    ],
    [
      "P-ir.checklist-05 [IR-ASN-09]",
      "asanak",
      "asiatech_9101",
      "natural",
      {},
      ["national_card", "birth_certificate", "business_licence", "voip_contract"],
    ],
    [
      "P-ir.checklist-07 [IR-ASN-12]",
      "asanak",
      "landline_026",
      "legal",
      {},
      ["commitment_form", "promissory_note", "customer_list"],
    ],
    [
      "P-ir.checklist-08 [IR-KND-01]",
      "kando",
      "line_3000",
      "legal",
      {},
      ["commitment_form", "promissory_note", "customer_list"],
    ],
    [
      "P-ir.checklist-09 [IR-MEL-09]",
      "melipayamak",
      "samantel_9999",
      "natural",
      {},
      ["business_licence_or_enamad_or_guild_permit"],
    ],
    [
      "[IR-ASN-09] 9130 like 9101",
      "asanak",
      "asiatech_9130",
      "legal",
      {},
      ["founding_notice", "board_change_notice", "signatory_national_card", "voip_contract"],
    ],
    [
      "[IR-MEL-07] the shared line asks no paper",
      "melipayamak",
      "shared_pattern",
      "natural",
      {},
      [],
    ],
    [
      "[IR-MEL-06] a dedicated line",
      "melipayamak",
      "dedicated",
      "legal",
      {},
      ["legal_and_company_papers"],
    ],
  ] as const)("%s", (_, provider, family, applicantType, changed, papers) => {
    const answer = checklist(iran, {
      provider,
      family,
      applicantType,
      facts: { ...facts, ...changed },
    });
    expect(answer).toMatchObject({ eligible: true, reason: null });
    expect(answer.documents.map(({ code }) => code)).toEqual(papers);
  });

  test.each([
    ["P-ir.checklist-06 [IR-ASN-11]", "asanak", "landline_021"],
    ["P-ir.checklist-10 [IR-MEL-06]", "melipayamak", "dedicated"],
    ["[IR-KND-01]", "kando", "line_3000"],
  ])("%s a natural person is refused", (_, provider, family) => {
    expect(checklist(iran, { provider, family, applicantType: "natural", facts })).toMatchObject({
      eligible: false,
      reason: "legal_person_only",
      documents: [],
    });
  });

  test("[IR-ASN-24] funds and listed companies add the Central Bank permit, with its source", () => {
    const request = { provider: "asanak", family: "landline_021", applicantType: "legal" } as const;
    for (const sector of ["qarz_al_hasaneh", "listed_company"]) {
      expect(checklist(iran, { ...request, facts: { ...facts, sector } }).documents.at(-1)).toEqual(
        {
          code: "central_bank_permit",
          originalName: "مجوز بانک مرکزی",
          english:
            "Central Bank permit (interest-free loan funds, stock-exchange companies and similar)",
          when: { fact: "sector", in: ["qarz_al_hasaneh", "listed_company"] },
          source: "000 · Conversion notes",
          basis: "seed",
        },
      );
    }
    expect(papersOf({ ...request, facts })).not.toContain("central_bank_permit");
  });

  test("a paper whose fact is unknown is asked for", () => {
    const request = { provider: "asanak", family: "landline_021", applicantType: "legal" } as const;
    expect(papersOf(request)).toContain("central_bank_permit");
  });

  test("what a provider does not offer is said", () => {
    expect(
      checklist(iran, { provider: "kando", family: "shatel", applicantType: "legal" }),
    ).toMatchObject({
      eligible: false,
      reason: "not_offered",
    });
  });

  test("[IR-KND-01] Kando's applicants give three company numbers", () => {
    const request = { provider: "kando", family: "line_3000", applicantType: "legal" } as const;
    expect(checklist(iran, request).companyIdentifiers).toEqual([
      "national_id",
      "economic_code",
      "registration_number",
    ]);
  });

  test("[VN-BLK-05] an agent of a public unit declares with a double authorisation", () => {
    const answer = checklist(vietnam, {
      provider: "vn-bulksms",
      family: "brandname",
      applicantType: "legal",
      facts: { declaredBy: "agent", nameKind: "own_name", publicAdministrativeUnit: "true" },
    });
    expect(answer.documents.map(({ code }) => code)).toEqual([
      "declaration_letter",
      "business_registration_or_establishment_decision|appointment_decision_or_role_proof",
      "authorisation_partner_to_agent",
      "authorisation_agent_to_provider",
    ]);
  });
});

describe("the promissory note (public cases ir.guarantee)", () => {
  test.each([
    [
      "P-ir.guarantee-01 [IR-ASN-20]",
      "asanak",
      "landline_021",
      100_000_000n,
      "payam_afzar_peyk_asa",
    ],
    ["P-ir.guarantee-02 [IR-KND-01]", "kando", "line_3000", 500_000_000n, null],
    ["P-ir.guarantee-03 [IR-KND-03]", "kando", "landline_021", 50_000_000n, "payam_afzar_peyk_asa"],
    ["P-ir.guarantee-04 [IR-MEL-09]", "melipayamak", "samantel_9999", 0n, null],
    ["[IR-ASN-20] 026 as 021", "asanak", "landline_026", 100_000_000n, "payam_afzar_peyk_asa"],
    ["no note where none is among the papers", "asanak", "shatel", 0n, null],
  ])("%s", (_, provider, family, amount, beneficiary) => {
    const note = guarantee(iran, provider, family);
    expect(note).toMatchObject({ required: amount > 0n, amount, currency: "IRR" });
    expect(note.beneficiary?.code ?? null).toBe(beneficiary);
  });

  test("stands among the papers exactly where an amount is printed", () => {
    for (const { provider, family, documents } of iran.documents.demands) {
      if (documents === null) continue;
      const asked = documents.some(({ code }) => code === "promissory_note");
      expect(guarantee(iran, provider, family).required, `${provider}:${family}`).toBe(asked);
    }
  });
});

describe("the rules of form, list and originals", () => {
  const codesOf = (provider: string, family: string) =>
    commitmentFormRules(iran, provider, family).map(({ code }) => code);

  test("[IR-KND-04] each family has its own form rules", () => {
    expect(codesOf("kando", "line_1000")).toContain("rep_signature_area_not_blank");
    expect(codesOf("kando", "line_3000")).toEqual(
      expect.arrayContaining(["rep_mobile_not_mci", "rep_mobile_not_own_name"]),
    );
    expect(codesOf("kando", "landline_021")).toContain("ceo_or_representative_identity_incomplete");
    expect(codesOf("asanak", "shatel")).toEqual([]);
  });

  test("[IR-ASN-22] Asanak alone compares mail domain and site", () => {
    const comparing = iran.commitmentForm?.rules.find(
      ({ code }) => code === "email_domain_mismatch",
    );
    expect(new Set(comparing?.appliesTo.map(({ provider }) => provider))).toEqual(
      new Set(["asanak"]),
    );
    expect(codesOf("asanak", "landline_021")).not.toContain("handwritten_form");
  });

  test("[IR-KND-06] Kando's list has 400 to 500 MCI numbers, Asanak's any number of MCI only", () => {
    expect(customerListRules(iran, "kando", "line_3000")).toMatchObject({
      operator: "MCI",
      minCount: 400,
      maxCount: 500,
      otherOperators: "warning",
    });
    expect(customerListRules(iran, "asanak", "landline_021")).toMatchObject({
      minCount: null,
      otherOperators: "error",
      duplicates: "error",
    });
    expect(customerListRules(iran, "asanak", "shatel")).toBeUndefined();
  });

  test("[IR-ASN-27] Asanak's files are named after the number", () => {
    expect(customerListRules(iran, "asanak", "landline_026")?.fileNamedAfterLine).toBe(true);
  });

  test("[IR-ASN-17] Asanak's originals come after approval, Kando's with the submission", () => {
    expect(originals(iran, "asanak", "landline_021")).toMatchObject({
      documents: ["commitment_form", "promissory_note"],
      due: "after_approval",
    });
    expect(originals(iran, "kando", "line_3000")).toMatchObject({
      documents: ["commitment_form"],
      due: "with_submission",
    });
  });

  test("[IR-ASN-11] a 021 number is advertising until converted and needs a customer list", () => {
    expect(lineFamily(iran, "landline_021")).toMatchObject({
      defaultType: "advertising",
      conversion: true,
      requiresCustomerList: true,
      stateMachine: "irServiceNumber",
    });
    const bounded = iran.families.filter(({ requiresCustomerList }) => requiresCustomerList);
    expect(bounded.map(({ id }) => id)).toEqual([
      "landline_021",
      "landline_026",
      "line_3000",
      "line_1000",
    ]);
  });

  test("a family is held by whom its papers allow", () => {
    for (const { provider, family, applicantType, documents } of iran.documents.demands) {
      const held = lineFamily(iran, family);
      const may = applicantType === "natural" ? held?.naturalPerson : held?.legalPerson;
      expect(documents !== null, `${provider}:${family}:${applicantType}`).toBe(may);
      expect(held?.providers).toContain(provider);
    }
  });
});
