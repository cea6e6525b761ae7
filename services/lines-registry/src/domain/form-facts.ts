import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { mailDomain } from "./site-and-mail.js";

/** The commitment form as its fields say it [ir.md §4]. */
export type CommitmentForm = {
  readonly companyName: string;
  readonly companyNameInClause3: boolean;
  readonly nationalId: string;
  readonly economicCode: string;
  readonly registrationNumber: string;
  readonly activityType: string;
  readonly siteUrl: string;
  readonly siteShowsCompanyName: boolean;
  readonly siteShowsActivity: boolean;
  readonly email: string;
  readonly representativeFirstName: string;
  readonly representativeLastName: string;
  readonly representativeNationalCode: string;
  readonly representativeMobile: string;
  readonly representativeEmail: string;
  readonly representativeMobileInOwnName: boolean;
  readonly ceoFullName: string;
  readonly ceoNationalCode: string;
  readonly targetAudience: string;
  readonly messageSubject: string;
  readonly onLetterhead: boolean;
  readonly stampedAndSigned: boolean;
  readonly typed: boolean;
  readonly representativeSignatureAreaBlank: boolean;
};

/** What the rules of a form ask, by the names of golden kind `ir.commitment_form`. */
export type FormFacts = {
  readonly onLetterhead: boolean;
  readonly stampedAndSigned: boolean;
  readonly typed: boolean;
  readonly companyNameInClause3: boolean;
  /** Fields that are empty or defective and that no rule of their own reports. */
  readonly incompleteFields: readonly string[];
  readonly ceoAndRepresentativeIdentityFilled: boolean;
  readonly siteUrl: string | null;
  readonly siteShowsCompanyName: boolean;
  readonly siteShowsActivity: boolean;
  readonly email: string;
  /** Null when it is no mobile number of the market. */
  readonly representativeMobileOperator: string | null;
  readonly representativeMobileInOwnName: boolean;
  readonly representativeSignatureAreaBlank: boolean;
  readonly targetAudience: string;
  readonly contentSubject: string;
  readonly activityType: string;
};

type Field = {
  /** Field of the pack's form (`pack.commitmentForm.fields`) that asks for it. */
  readonly asked: string;
  readonly subject: string;
  readonly isFilled: (form: CommitmentForm, pack: MarketPack) => boolean;
  /** Where one of these rules applies, it reports the field in its own words. */
  readonly reportedBy: readonly string[];
};

const identityRule = "ceo_or_representative_identity_incomplete";
const isText = (text: string): boolean => text.trim() !== "";
const isMobile = (text: string, pack: MarketPack): boolean =>
  normaliseNumber(pack, text).kind === "ok";

/** The fields in which something is written; what is ticked, stamped or printed has its own rules. */
const fields: readonly Field[] = [
  field("company_full_name", "company_name", (form) => isText(form.companyName)),
  field("company_national_id", "national_id", (form) => isText(form.nationalId)),
  field("economic_code", "economic_code", (form) => isText(form.economicCode)),
  field("registration_number", "registration_number", (form) => isText(form.registrationNumber)),
  field("email", "email", (form) => mailDomain(form.email) !== undefined),
  field("ceo_identity", "ceo_full_name", (form) => isText(form.ceoFullName), [identityRule]),
  field("ceo_identity", "ceo_national_code", (form) => isText(form.ceoNationalCode), [
    identityRule,
  ]),
  field(
    "representative_first_name",
    "representative_first_name",
    (form) => isText(form.representativeFirstName),
    [identityRule],
  ),
  field(
    "representative_last_name",
    "representative_last_name",
    (form) => isText(form.representativeLastName),
    [identityRule],
  ),
  field(
    "representative_national_code",
    "representative_national_code",
    (form) => isText(form.representativeNationalCode),
    [identityRule],
  ),
  field(
    "representative_mobile",
    "representative_mobile",
    (form, pack) => isMobile(form.representativeMobile, pack),
    ["rep_mobile_not_mci"],
  ),
  field(
    "representative_email",
    "representative_email",
    (form) => mailDomain(form.representativeEmail) !== undefined,
  ),
  field("website", "site_url", (form) => isText(form.siteUrl), ["no_dedicated_site"]),
  field("activity_type", "activity_type", (form) => isText(form.activityType), [
    "activity_type_vague",
  ]),
  field("target_audience", "target_audience", (form) => isText(form.targetAudience), [
    "target_audience_missing",
  ]),
  field("message_subject_and_content", "message_subject", (form) => isText(form.messageSubject), [
    "generic_content_subject",
  ]),
];

/**
 * The facts of a form that was filled in.
 * @param ruleCodes codes of the rules that will be asked; a field with a rule of its own is not
 * reported as incomplete beside it.
 */
export function factsOf(
  pack: MarketPack,
  form: CommitmentForm,
  ruleCodes: readonly string[],
): FormFacts {
  const asked = pack.commitmentForm?.fields ?? [];
  const open = fields.filter((known) => asked.includes(known.asked) && !known.isFilled(form, pack));
  const mobile = normaliseNumber(pack, form.representativeMobile);
  return {
    onLetterhead: form.onLetterhead,
    stampedAndSigned: form.stampedAndSigned,
    typed: form.typed,
    companyNameInClause3: form.companyNameInClause3,
    incompleteFields: open
      .filter(({ reportedBy }) => !reportedBy.some((code) => ruleCodes.includes(code)))
      .map(({ subject }) => subject),
    ceoAndRepresentativeIdentityFilled: !open.some(({ reportedBy }) =>
      reportedBy.includes(identityRule),
    ),
    siteUrl: isText(form.siteUrl) ? form.siteUrl : null,
    siteShowsCompanyName: form.siteShowsCompanyName,
    siteShowsActivity: form.siteShowsActivity,
    email: form.email,
    representativeMobileOperator: mobile.kind === "ok" ? mobile.operator : null,
    representativeMobileInOwnName: form.representativeMobileInOwnName,
    representativeSignatureAreaBlank: form.representativeSignatureAreaBlank,
    targetAudience: form.targetAudience,
    contentSubject: form.messageSubject,
    activityType: form.activityType,
  };
}

function field(
  asked: string,
  subject: string,
  isFilled: Field["isFilled"],
  reportedBy: readonly string[] = [],
): Field {
  return { asked, subject, isFilled, reportedBy };
}
