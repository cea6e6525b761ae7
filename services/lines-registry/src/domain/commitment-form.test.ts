import { commitmentFormRules, market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { cases } from "../cases.js";
import { formRules, judgeForm } from "./commitment-form.js";
import { goodForm } from "./samples.testdata.js";

const iran = market("IR");
const kando = ["line_3000", "line_1000", "landline_021"] as const;
const faultsOf = (form: Partial<typeof goodForm>, provider = "asanak", family = "landline_021") =>
  judgeForm(iran, provider, family, { ...goodForm, ...form }).map(
    ({ code, subject }) => `${code}:${subject}`,
  );

test("a form without a fault is accepted by every provider and family", () => {
  for (const { provider, family } of iran.commitmentForm!.rules.flatMap((rule) => rule.appliesTo)) {
    expect(faultsOf({}, provider, family), `${provider}:${family}`).toEqual([]);
  }
});

test("every rule of the pack is compared, as its own examples say", () => {
  const whole = {
    onLetterhead: true,
    stampedAndSigned: true,
    typed: true,
    companyNameInClause3: true,
    allFieldsFilled: true,
    ceoAndRepresentativeIdentityFilled: true,
    siteUrl: "https://example-co.ir",
    siteShowsCompanyName: true,
    siteShowsActivity: true,
    email: "info@example-co.ir",
    representativeMobileOperator: "MCI",
    representativeMobileInOwnName: true,
    representativeSignatureAreaBlank: true,
    targetAudience: "customers of the company",
    contentSubject: "announcing the purchase tracking code",
    activityType: "online sale of home appliances",
  };
  for (const { code, appliesTo, examples } of iran.commitmentForm!.rules) {
    for (const { provider, family: lineFamily } of appliesTo) {
      const judged = (facts: object) =>
        cases["ir.commitment_form"]!({ provider, lineFamily, form: { ...whole, ...facts } });
      for (const facts of examples.passes)
        expect(judged(facts), code).not.toMatchObject({ errors: expect.arrayContaining([code]) });
      for (const facts of examples.fails)
        expect(judged(facts), code).toMatchObject({ errors: expect.arrayContaining([code]) });
    }
  }
});

describe("[IR-ASN-22] site and e-mail", () => {
  test.each([
    [
      "Gmail is public and of another domain",
      { email: "example.co@gmail.com" },
      ["email_public_provider:email", "email_domain_mismatch:email"],
    ],
    [
      "capitals do not hide Yahoo",
      { email: "Info@Mail.YAHOO.com " },
      ["email_public_provider:email", "email_domain_mismatch:email"],
    ],
    ["a parent domain of the site agrees", { siteUrl: "https://shop.example-co.ir/fa" }, []],
    ["a site may be written without scheme", { siteUrl: "WWW.example-co.ir" }, []],
    [
      "a longer domain that ends alike does not agree",
      { email: "info@my-example-co.ir" },
      ["email_domain_mismatch:email"],
    ],
    [
      "a domain below the site does not agree",
      { email: "info@mail.example-co.ir" },
      ["email_domain_mismatch:email"],
    ],
    [
      "without a site, only that is reported of site and domain",
      {
        siteUrl: " ",
        siteShowsActivity: false,
        siteShowsCompanyName: false,
        email: "info@other.ir",
      },
      ["no_dedicated_site:site_url"],
    ],
    [
      "numbers and words without a dot are no site",
      { siteUrl: "http://10.0.0.1" },
      ["no_dedicated_site:site_url"],
    ],
    [
      "no address is an incomplete field in no domain",
      { email: "example-co.ir" },
      ["incomplete_information:email", "email_domain_mismatch:email"],
    ],
  ])("%s", (_, form, expected) => {
    expect(faultsOf(form).sort()).toEqual([...expected].sort());
  });

  test("Kando does not compare domain and site", () => {
    for (const family of kando)
      expect(faultsOf({ email: "info@other-co.ir" }, "kando", family)).toEqual([]);
  });
});

test.each(["اطلاع‌رسانی", "اطلاع رسانی", "اطلاعرسانی", " اطلاع   رسانى. ", "اطلاع‌رساني", "", "…"])(
  "the subject «%s» says nothing",
  (messageSubject) => {
    expect(faultsOf({ messageSubject })).toEqual(["generic_content_subject:message_subject"]);
  },
);

test("[IR-KND-04] each Kando form has its own rules", () => {
  const form = {
    typed: false,
    companyNameInClause3: false,
    representativeMobile: "09351234567",
    representativeMobileInOwnName: false,
    representativeSignatureAreaBlank: false,
    ceoNationalCode: "",
  };
  const codes = (family: string) => new Set(faultsOf(form, "kando", family));
  expect(codes("line_3000")).toEqual(
    new Set([
      "handwritten_form:typed",
      "incomplete_information:ceo_national_code",
      "rep_mobile_not_mci:representative_mobile",
      "rep_mobile_not_own_name:representative_mobile",
    ]),
  );
  expect(codes("line_1000")).toEqual(
    new Set([
      ...codes("line_3000"),
      "company_name_missing_in_clause_3:company_name_in_clause_3",
      "rep_signature_area_not_blank:representative_signature_area",
    ]),
  );
  expect(codes("landline_021")).toEqual(
    new Set([
      "handwritten_form:typed",
      "company_name_missing_in_clause_3:company_name_in_clause_3",
      "ceo_or_representative_identity_incomplete:ceo_and_representative_identity",
    ]),
  );
});

test("[IR-KND-13] the representative's mobile is an MCI number in its own name, on 3000 and 1000 only", () => {
  const irancell = { representativeMobile: "09351234567", representativeMobileInOwnName: false };
  for (const family of ["line_3000", "line_1000"])
    expect(faultsOf(irancell, "kando", family)).toEqual([
      "rep_mobile_not_mci:representative_mobile",
      "rep_mobile_not_own_name:representative_mobile",
    ]);
  expect(faultsOf(irancell, "kando", "landline_021")).toEqual([]);
  expect(faultsOf(irancell)).toEqual([]);
  expect(faultsOf({ representativeMobile: "0912 345 6789" }, "kando", "line_3000")).toEqual([]);
});

test("[IR-KND-02] a 1000 form names the company in clause 3 and leaves the representative's area blank", () => {
  const form = { companyNameInClause3: false, representativeSignatureAreaBlank: false };
  expect(faultsOf(form, "kando", "line_1000")).toEqual([
    "company_name_missing_in_clause_3:company_name_in_clause_3",
    "rep_signature_area_not_blank:representative_signature_area",
  ]);
  expect(faultsOf(form, "kando", "line_3000")).toEqual([]);
});

test("each empty field is named; one with a rule of its own is named by that rule alone", () => {
  expect(
    faultsOf({
      companyName: " ",
      representativeMobile: "12",
      targetAudience: "",
      siteUrl: "",
    }).sort(),
  ).toEqual([
    "incomplete_information:company_name",
    "incomplete_information:representative_mobile",
    "no_dedicated_site:site_url",
    "target_audience_missing:target_audience",
  ]);
});

test("a page pasted into a field is told, and an absent form too", () => {
  expect(faultsOf({ targetAudience: "x".repeat(501) })).toEqual(["TEXT_INVALID:target_audience"]);
  expect(judgeForm(iran, "asanak", "landline_021", undefined)).toMatchObject([
    { code: "FORM_MISSING" },
  ]);
  expect(judgeForm(iran, "asanak", "shatel", undefined)).toEqual([]);
});

test("every fault explains itself with rule, source and remedy", () => {
  const findings = judgeForm(iran, "asanak", "landline_021", {
    ...goodForm,
    onLetterhead: false,
    email: "a@gmail.com",
    messageSubject: "اطلاع‌رسانی",
  });
  expect(findings).toHaveLength(4);
  for (const { rule, source, remedy } of findings)
    expect([rule, source, remedy].every((text) => text.length > 5)).toBe(true);
});

test("the rules shown beforehand are those that are asked", () => {
  for (const family of kando) {
    expect(formRules(iran, "kando", family).map(({ code }) => code)).toEqual(
      commitmentFormRules(iran, "kando", family).map(({ code }) => code),
    );
  }
});
