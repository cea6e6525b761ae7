import type { MarketPackData } from "../schema/pack.js";
import { formRuleTexts } from "./form-rule-texts.js";
import { letterhead, printedForms } from "./printed-forms.js";

type Form = NonNullable<MarketPackData["commitmentForm"]>;

const asanak = [
  { provider: "asanak", family: "landline_021" },
  { provider: "asanak", family: "landline_026" },
];
const kando3000 = { provider: "kando", family: "line_3000" };
const kando1000 = { provider: "kando", family: "line_1000" };
const kando021 = { provider: "kando", family: "landline_021" };
const kando = [kando3000, kando1000, kando021];
const everyForm = [...asanak, ...kando];
const seed = { basis: "seed" } as const;

/** Examples name the facts of golden kind `ir.commitment_form`. */
const rules = [
  {
    code: "not_on_letterhead",
    appliesTo: everyForm,
    demand: "The form is printed on the company's letterhead; overlap with its design is harmless.",
    remedy: "Print the form on letterhead and scan it again.",
    source: "000 · Conditions; 002 · item 1",
    ...seed,
    examples: { passes: [{ onLetterhead: true }], fails: [{ onLetterhead: false }] },
  },
  {
    code: "missing_stamp_or_signature",
    appliesTo: everyForm,
    demand: "The form is stamped and signed by the signatories of the official gazette.",
    remedy: "Have the form stamped and signed and scan it again.",
    source: "000 · Conditions; 002 · item 1",
    ...seed,
    examples: { passes: [{ stampedAndSigned: true }], fails: [{ stampedAndSigned: false }] },
  },
  {
    code: "handwritten_form",
    appliesTo: kando,
    demand: "The form is typed; the operator refuses handwriting.",
    remedy: "Fill the form by keyboard and print it again.",
    source: "002 · item 1",
    ...seed,
    examples: { passes: [{ typed: true }], fails: [{ typed: false }] },
  },
  {
    code: "company_name_missing_in_clause_3",
    appliesTo: [kando1000, kando021],
    demand: "Clause 3 carries the company's full name.",
    remedy: "Write the company's full name into clause 3.",
    source: "002 · Line 1000 item 2; Line 021 item 2",
    ...seed,
    examples: {
      passes: [{ companyNameInClause3: true }],
      fails: [{ companyNameInClause3: false }],
    },
  },
  {
    code: "incomplete_information",
    appliesTo: everyForm,
    demand: "Every field of the form is filled, without defect.",
    remedy: "Fill in the empty fields.",
    source:
      "000 · Landline 021/026, Conditions; 002 · Line 3000 item 2; Line 1000 item 3; General 2 (every line)",
    ...seed,
    examples: { passes: [{ allFieldsFilled: true }], fails: [{ allFieldsFilled: false }] },
  },
  {
    code: "ceo_or_representative_identity_incomplete",
    appliesTo: [kando021],
    demand:
      "The identities of CEO and representative are both complete, even when they are one person.",
    remedy: "Fill in both identities in full.",
    source: "002 · Line 021 item 3",
    ...seed,
    examples: {
      passes: [{ ceoAndRepresentativeIdentityFilled: true }],
      fails: [{ ceoAndRepresentativeIdentityFilled: false }],
    },
  },
  {
    code: "no_dedicated_site",
    appliesTo: everyForm,
    demand: "The company has a valid web site of its own.",
    remedy: "Give the address of the company's own site.",
    source: "000 · Conditions; 002 · site item",
    ...seed,
    note: "Reported alone of the site and domain codes (interpretation).",
    examples: { passes: [{ siteUrl: "https://example-co.ir" }], fails: [{ siteUrl: null }] },
  },
  {
    code: "site_missing_company_name",
    appliesTo: everyForm,
    demand: "The site shows the company's full name, easy to see.",
    remedy: "Put the company's full name on the site.",
    source: "000 · Conditions; 002 · site item",
    ...seed,
    examples: {
      passes: [{ siteUrl: "https://example-co.ir", siteShowsCompanyName: true }],
      fails: [{ siteUrl: "https://example-co.ir", siteShowsCompanyName: false }],
    },
  },
  {
    code: "site_missing_activity",
    appliesTo: everyForm,
    demand: "The site shows the activity to which the messages belong, easy to see.",
    remedy: "Describe the company's activity on the site.",
    source: "000 · Conditions; 002 · site item",
    ...seed,
    examples: {
      passes: [{ siteUrl: "https://example-co.ir", siteShowsActivity: true }],
      fails: [{ siteUrl: "https://example-co.ir", siteShowsActivity: false }],
    },
  },
  {
    code: "email_public_provider",
    appliesTo: everyForm,
    demand: "The e-mail address is organisational; Yahoo, Gmail and the like are refused.",
    remedy: "Give an address of the company's own mail domain.",
    source: "000 · Conditions; 002 · e-mail item",
    ...seed,
    examples: {
      passes: [{ email: "info@example-co.ir" }],
      fails: [{ email: "example.co@gmail.com" }],
    },
  },
  {
    code: "email_domain_mismatch",
    appliesTo: asanak,
    demand: "The e-mail address is in the domain of the company's site.",
    remedy: "Give an address in the domain of the site.",
    source: "000 · Conditions",
    ...seed,
    examples: {
      passes: [
        { siteUrl: "https://www.example-co.ir", email: "info@example-co.ir" },
        { siteUrl: "https://shop.example-co.ir", email: "info@example-co.ir" },
      ],
      fails: [{ siteUrl: "https://example-co.ir", email: "info@other-co.ir" }],
    },
  },
  {
    code: "rep_mobile_not_mci",
    appliesTo: [kando3000, kando1000],
    demand: "The representative's mobile is an MCI number.",
    remedy: "Give an MCI number of the representative.",
    source: "002 · representative mobile item",
    ...seed,
    examples: {
      passes: [{ representativeMobileOperator: "MCI" }],
      fails: [{ representativeMobileOperator: "OTHER" }],
    },
  },
  {
    code: "rep_mobile_not_own_name",
    appliesTo: [kando3000, kando1000],
    demand: "The representative's mobile is registered in the representative's own name.",
    remedy: "Give a number that is in the representative's own name.",
    source: "002 · representative mobile item",
    ...seed,
    examples: {
      passes: [{ representativeMobileInOwnName: true }],
      fails: [{ representativeMobileInOwnName: false }],
    },
  },
  {
    code: "rep_signature_area_not_blank",
    appliesTo: [kando1000],
    demand: "The area of the representative's signature and stamp is left empty.",
    remedy: "Print the page again and leave that area empty.",
    source: "002 · Line 1000 item 7",
    ...seed,
    examples: {
      passes: [{ representativeSignatureAreaBlank: true }],
      fails: [{ representativeSignatureAreaBlank: false }],
    },
  },
  {
    code: "target_audience_missing",
    appliesTo: everyForm,
    demand: "The target audience is stated in full.",
    remedy: "Say who receives the messages, such as the customers of the company.",
    source: "000 · Conditions; 002 · audience item",
    ...seed,
    examples: {
      passes: [{ targetAudience: "customers of the company" }],
      fails: [{ targetAudience: "" }],
    },
  },
  {
    code: "generic_content_subject",
    appliesTo: everyForm,
    demand: 'The subject is clear and detailed; generic titles such as "informing" are refused.',
    remedy: "Name what the messages announce, such as the purchase tracking code.",
    source: "000 · Conditions; 002 · audience item; General 6",
    ...seed,
    examples: {
      passes: [{ contentSubject: "announcing the purchase tracking code" }],
      fails: [{ contentSubject: "اطلاع‌رسانی" }, { contentSubject: "" }],
    },
  },
  {
    code: "activity_type_vague",
    appliesTo: everyForm,
    demand: "The type of activity is exact.",
    remedy: "Name the company's activity exactly.",
    source: "000 · Conditions; 002 · activity item",
    ...seed,
    examples: {
      passes: [{ activityType: "online sale of home appliances" }],
      fails: [{ activityType: "" }],
    },
  },
] satisfies Form["rules"];

/** The commitment form (تعهدنامه تعریف شماره خدماتی) [ir.md §4]. */
export const commitmentForm = {
  source: "000 · Conditions; 002 · Line 3000/1000/021; General 2, 3, 6",
  basis: "seed",
  note: "The form is not part of the seeds: its fields are derived from its rules; the representative's name, national code and e-mail are those of the introduction letter (interpretation).",
  fields: [
    "company_full_name",
    "company_name_in_clause_3",
    "company_national_id",
    "economic_code",
    "registration_number",
    "activity_type",
    "website",
    "email",
    "ceo_identity",
    "representative_first_name",
    "representative_last_name",
    "representative_national_code",
    "representative_mobile",
    "representative_email",
    "target_audience",
    "message_subject_and_content",
    "service_number",
    "company_stamp",
    "authorised_signatures",
    "representative_stamp_signature_area",
    "letterhead",
    "typed",
  ],
  rules: rules.map((rule) => ({ ...rule, original: formRuleTexts[rule.code] })),
  versions: printedForms,
  letterhead,
  genericSubjects: ["اطلاع‌رسانی", "اطلاع رسانی", "اطلاعرسانی"],
  normalisation: "remove zero-width non-joiners, fold Arabic/Persian kaf and yeh, before comparing",
  representativeOperator: "MCI",
  publicMailDomains: [
    { domain: "gmail.com", source: "000 · Conditions", ...seed },
    { domain: "yahoo.com", source: "000 · Conditions", ...seed },
    ...["hotmail.com", "outlook.com", "live.com"].map((domain) => ({
      domain,
      source: '000 · Conditions ("and the like")',
      basis: "derived" as const,
    })),
  ],
  emailDomainRule:
    "the mail domain equals the site host without www, or is a parent of it (interpretation)",
  acceptedSubjects: ["announcing a purchase tracking code", "sending ticket purchase details"],
  acceptedAudiences: ["customers of the company", "users of the site"],
  scanFormats: [{ provider: "asanak", formats: ["jpg"], source: "000 · Conditions", ...seed }],
} satisfies Form;
