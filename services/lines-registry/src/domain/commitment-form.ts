import { commitmentFormRules, type FormRule, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { factsOf, type CommitmentForm, type FormFacts } from "./form-facts.js";
import { agrees, isAmong, mailDomain, siteHost } from "./site-and-mail.js";
import { foldText, isWritable, longestText } from "./written-text.js";

type Check = {
  /** Field of the form that the rule is about. */
  readonly subject: string;
  readonly isMet: (facts: FormFacts, pack: MarketPack) => boolean;
};

/**
 * How each rule of the pack is compared, by its code [ir.md §4]. When there is no site, the other
 * questions about it are not asked: only `no_dedicated_site` is reported (interpretation).
 */
const checks: Readonly<Record<string, Check>> = {
  not_on_letterhead: { subject: "on_letterhead", isMet: (facts) => facts.onLetterhead },
  missing_stamp_or_signature: {
    subject: "stamped_and_signed",
    isMet: (facts) => facts.stampedAndSigned,
  },
  handwritten_form: { subject: "typed", isMet: (facts) => facts.typed },
  company_name_missing_in_clause_3: {
    subject: "company_name_in_clause_3",
    isMet: (facts) => facts.companyNameInClause3,
  },
  incomplete_information: {
    subject: "form",
    isMet: (facts) => facts.incompleteFields.length === 0,
  },
  ceo_or_representative_identity_incomplete: {
    subject: "ceo_and_representative_identity",
    isMet: (facts) => facts.ceoAndRepresentativeIdentityFilled,
  },
  no_dedicated_site: { subject: "site_url", isMet: hasSite },
  site_missing_company_name: {
    subject: "site_url",
    isMet: (facts) => !hasSite(facts) || facts.siteShowsCompanyName,
  },
  site_missing_activity: {
    subject: "site_url",
    isMet: (facts) => !hasSite(facts) || facts.siteShowsActivity,
  },
  email_public_provider: { subject: "email", isMet: isOrganisational },
  email_domain_mismatch: { subject: "email", isMet: isInDomainOfSite },
  rep_mobile_not_mci: {
    subject: "representative_mobile",
    isMet: (facts, pack) =>
      facts.representativeMobileOperator === pack.commitmentForm?.representativeOperator,
  },
  rep_mobile_not_own_name: {
    subject: "representative_mobile",
    isMet: (facts) => facts.representativeMobileInOwnName,
  },
  rep_signature_area_not_blank: {
    subject: "representative_signature_area",
    isMet: (facts) => facts.representativeSignatureAreaBlank,
  },
  target_audience_missing: {
    subject: "target_audience",
    isMet: (facts) => foldText(facts.targetAudience) !== "",
  },
  generic_content_subject: { subject: "message_subject", isMet: saysSomething },
  activity_type_vague: {
    subject: "activity_type",
    isMet: (facts) => foldText(facts.activityType) !== "",
  },
};

/** The rules to read before the form is filled [002 · Line 3000/1000/021]; none where there is no form. */
export function formRules(pack: MarketPack, provider: string, family: string): readonly Finding[] {
  return commitmentFormRules(pack, provider, family).map((rule) =>
    describe(rule, checkOf(rule).subject),
  );
}

/**
 * Checks a form by the rules that this provider applies to this family (golden kind
 * `ir.commitment_form`) and answers with everything that is wrong. `incomplete_information` comes
 * once for each field.
 */
export function judgeFormFacts(
  pack: MarketPack,
  provider: string,
  family: string,
  facts: FormFacts,
): readonly Finding[] {
  return commitmentFormRules(pack, provider, family).flatMap((rule) => {
    const { subject, isMet } = checkOf(rule);
    if (isMet(facts, pack)) return [];
    const subjects = rule.code === "incomplete_information" ? facts.incompleteFields : [subject];
    return subjects.map((each) => describe(rule, each));
  });
}

/** Everything that is wrong with a form as it was filed; nothing where the provider has no form. */
export function judgeForm(
  pack: MarketPack,
  provider: string,
  family: string,
  form: CommitmentForm | undefined,
): readonly Finding[] {
  const codes = commitmentFormRules(pack, provider, family).map(({ code }) => code);
  if (form === undefined) return codes.length === 0 ? [] : [formMissing(pack)];
  return [
    ...judgeFormFacts(pack, provider, family, factsOf(pack, form, codes)),
    ...judgeTexts(form),
  ];
}

function judgeTexts(form: CommitmentForm): readonly Finding[] {
  return Object.entries(form)
    .filter(([, value]) => typeof value === "string" && !isWritable(value))
    .map(([name]) => ({
      code: "TEXT_INVALID",
      subject: name.replace(/[A-Z]/gu, (capital) => `_${capital.toLowerCase()}`),
      rule: `A field has at most ${longestText} characters and no control characters.`,
      source: "delivery.md · 8",
      remedy: "Shorten the text or type it again.",
    }));
}

function formMissing(pack: MarketPack): Finding {
  return {
    code: "FORM_MISSING",
    subject: "form",
    rule: "An application carries the fields of the commitment form.",
    source: pack.commitmentForm?.source ?? "ir.md §4",
    remedy: "Fill in the form and send its fields with the application.",
  };
}

/** A rule that nobody can compare must not pass in silence; a test asks every rule of the packs. */
function checkOf({ code }: FormRule): Check {
  const check = checks[code];
  if (check === undefined) throw new Error(`No check is known for the form rule ${code}.`);
  return check;
}

function describe({ code, demand, source, remedy }: FormRule, subject: string): Finding {
  return { code, subject, rule: demand, source, remedy };
}

function hasSite({ siteUrl }: FormFacts): boolean {
  return siteHost(siteUrl) !== undefined;
}

/** An address that is none at all is an incomplete field, not a public mail box. */
function isOrganisational({ email }: FormFacts, pack: MarketPack): boolean {
  const domain = mailDomain(email);
  const publicDomains = (pack.commitmentForm?.publicMailDomains ?? []).map((known) => known.domain);
  return domain === undefined || !isAmong(domain, publicDomains);
}

function isInDomainOfSite({ siteUrl, email }: FormFacts): boolean {
  const host = siteHost(siteUrl);
  const domain = mailDomain(email);
  return host === undefined || (domain !== undefined && agrees(domain, host));
}

/** "Informing" and its spellings say nothing [000 · Conditions]. */
function saysSomething({ contentSubject }: FormFacts, pack: MarketPack): boolean {
  const subject = foldText(contentSubject);
  const generic = (pack.commitmentForm?.genericSubjects ?? []).map(foldText);
  return subject !== "" && !generic.includes(subject);
}
