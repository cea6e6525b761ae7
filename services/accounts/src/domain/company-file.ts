import {
  identitiesOf,
  meetsIdentity,
  normaliseNumber,
  type Identity,
  type MarketPack,
} from "@whiteline/markets";
import type { Finding } from "./finding.js";
import type { PersonKind } from "./tenant.js";
import {
  hasControlCharacters,
  isEmailShaped,
  isSiteShaped,
  tidyText,
  toAsciiDigits,
} from "./written-text.js";

/** One person of the company: the CEO or the representative [ir.md · 1]. Empty = not filled in yet. */
export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly nationalCode: string;
  /** E.164 once accepted. */
  readonly mobile: string;
  readonly email: string;
};

/** What the company file says beside its documents. Empty = not filled in yet; the application says what is missing. */
export type CompanyFacts = {
  readonly companyName: string;
  readonly nationalId: string;
  readonly economicCode: string;
  readonly registrationNumber: string;
  readonly activityType: string;
  readonly website: string;
  readonly email: string;
  readonly ceo: Person | null;
  readonly representative: Person | null;
  /** Empty or one of `sectors`. */
  readonly sector: string;
  readonly iban: string;
  /** Of Türkiye: VKN of a legal person, TCKN of a natural one. */
  readonly taxNumber: string;
  /** Of Vietnam. */
  readonly enterpriseCode: string;
  /** As it stands on papers, with the postal code. */
  readonly address: string;
  /** Of Türkiye: who taxes the company. */
  readonly taxOffice: string;
};

export type CompanyFile = CompanyFacts & {
  readonly tenantId: string;
  /** 0 before the first write. */
  readonly version: number;
};

/** Who must add a Central Bank permit, and everyone else [000 · Conversion notes]. */
const sectors: ReadonlySet<string> = new Set(["", "general", "qarz_al_hasaneh", "listed_company"]);

/** Fields that hold a number of the applicant itself, where a market asks for it. */
const numbers = [
  "national_id",
  "economic_code",
  "registration_number",
  "iban",
  "tax_number",
  "enterprise_code",
];

/** Before the field of a rule that is asked of the CEO and of the representative. */
const ofPersons = "person.";

/** Longest text of one field; a page pasted into a name is a mistake. */
const longestText = 500;

export const emptyFacts: CompanyFacts = {
  companyName: "",
  nationalId: "",
  economicCode: "",
  registrationNumber: "",
  activityType: "",
  website: "",
  email: "",
  ceo: null,
  representative: null,
  sector: "",
  iban: "",
  taxNumber: "",
  enterpriseCode: "",
  address: "",
  taxOffice: "",
};

type CompanyFileVerdict =
  | { readonly kind: "accepted"; readonly facts: CompanyFacts }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/**
 * Tidies what was written (digits, blanks, mobiles to E.164) and judges what is filled in. An empty
 * field is no fault here: the application knows what it needs.
 */
export function judgeCompanyFile(
  written: CompanyFacts,
  kind: PersonKind,
  pack: MarketPack,
): CompanyFileVerdict {
  const facts = tidyFacts(written, pack);
  const identities = identitiesOf(pack, kind);
  const texts = textsOf(facts);
  const findings = [
    ...Object.entries(texts).flatMap(([field, text]) => judgeText(field, text)),
    ...identities.flatMap((identity) => judgeNumber(identity, texts)),
    ...judgeUnasked(identities, texts),
    ...unless(facts.website === "" || isSiteShaped(facts.website), {
      code: "WEBSITE_MALFORMED",
      subject: "website",
      rule: "A web site is an http or https address with a dotted name.",
      source: "000 · Conditions; 002 · site item",
      remedy: "Write the address like https://www.example.com.",
    }),
    ...judgeEmail("email", facts.email),
    ...unless(sectors.has(facts.sector), {
      code: "SECTOR_UNKNOWN",
      subject: "sector",
      rule: "The sector is general, qarz_al_hasaneh or listed_company.",
      source: "000 · Conversion notes",
      remedy: "Choose one of the three, or leave the field empty.",
    }),
    ...judgePerson("ceo", facts.ceo, pack),
    ...judgePerson("representative", facts.representative, pack),
  ];
  return findings.length === 0 ? { kind: "accepted", facts } : { kind: "refused", findings };
}

/** Fields that say nothing of a person, also where the applicant is one. */
const impersonal: ReadonlySet<string> = new Set(["sector", "activity_type", "website"]);

type Change = {
  /** e.g. "ceo.mobile". */
  readonly fields: readonly string[];
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
};

/**
 * What differs between two versions, as the audit trail may tell it (law 12).
 * @param mark turns a personal value into one that can be compared and not read; "" stays "".
 */
export function tellChange(
  before: CompanyFacts,
  after: CompanyFacts,
  mark: (value: string) => string,
): Change {
  const [old, now] = [textsOf(before), textsOf(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => (old[field] ?? "") !== (now[field] ?? ""))
    .sort();
  const tell = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      fields.map((field) => {
        const text = texts[field] ?? "";
        return [field, text === "" || impersonal.has(field) ? text : mark(text)];
      }),
    );
  return { fields, before: tell(old), after: tell(now) };
}

/** A number of the applicant, or of its two persons, held against the market's own rule. */
function judgeNumber(
  { field, code, demand, source, remedy, ...rule }: Identity,
  texts: Readonly<Record<string, string>>,
): readonly Finding[] {
  const places = field.startsWith(ofPersons)
    ? ["ceo.", "representative."].map((role) => role + field.slice(ofPersons.length))
    : [field];
  return places.flatMap((subject) => {
    const text = texts[subject] ?? "";
    return unless(text === "" || meetsIdentity(rule, text), {
      code,
      subject,
      rule: demand,
      source,
      remedy,
    });
  });
}

/** Numbers that the market does not ask of this kind of applicant: nobody could say whether they are right. */
function judgeUnasked(
  identities: readonly Identity[],
  texts: Readonly<Record<string, string>>,
): readonly Finding[] {
  const asked = new Set(identities.map(({ field }) => field));
  return numbers
    .filter((field) => !asked.has(field) && (texts[field] ?? "") !== "")
    .map((subject) => ({
      code: "IDENTITY_NOT_ASKED",
      subject,
      rule: "A company file carries the numbers that its market asks of an applicant of this kind.",
      source: "issue 4 · people and companies",
      remedy: "Leave the field empty; `identities` of the company file lists what is asked.",
    }));
}

function judgePerson(role: string, person: Person | null, pack: MarketPack): readonly Finding[] {
  if (person === null) return [];
  return [
    ...judgeMobile(`${role}.mobile`, person.mobile, pack),
    ...judgeEmail(`${role}.email`, person.email),
  ];
}

function judgeMobile(subject: string, mobile: string, pack: MarketPack): readonly Finding[] {
  const number = normaliseNumber(pack, mobile);
  if (mobile === "" || number.kind === "ok") return [];
  return [
    {
      code: "MOBILE_MALFORMED",
      subject,
      rule: `A mobile number is one of the number plan of ${pack.name}.`,
      source: `market pack ${pack.code} · numbering`,
      remedy: number.remedy,
    },
  ];
}

function judgeEmail(subject: string, email: string): readonly Finding[] {
  return unless(email === "" || isEmailShaped(email), {
    code: "EMAIL_MALFORMED",
    subject,
    rule: "An e-mail address has one @ and a domain with a dot.",
    source: "ir.md · 4",
    remedy: "Write the address like info@company.ir.",
  });
}

function judgeText(subject: string, text: string): readonly Finding[] {
  return unless(text.length <= longestText && !hasControlCharacters(text), {
    code: "TEXT_INVALID",
    subject,
    rule: `A field has at most ${String(longestText)} characters and no control characters.`,
    source: "delivery.md · 8",
    remedy: "Shorten the text or type it again.",
  });
}

function unless(isFine: boolean, finding: Finding): readonly Finding[] {
  return isFine ? [] : [finding];
}

function tidyFacts(written: CompanyFacts, pack: MarketPack): CompanyFacts {
  const tidyNumber = (text: string) => toAsciiDigits(tidyText(text));
  const tidyCode = (text: string) => tidyNumber(text).replaceAll(" ", "").toUpperCase();
  const tidyPerson = (person: Person | null): Person | null =>
    person && {
      firstName: tidyText(person.firstName),
      lastName: tidyText(person.lastName),
      nationalCode: tidyCode(person.nationalCode),
      mobile: toE164(person.mobile, pack),
      email: tidyText(person.email),
    };
  return {
    companyName: tidyText(written.companyName),
    nationalId: tidyCode(written.nationalId),
    economicCode: tidyCode(written.economicCode),
    registrationNumber: tidyNumber(written.registrationNumber),
    activityType: tidyText(written.activityType),
    website: tidyText(written.website),
    email: tidyText(written.email),
    ceo: tidyPerson(written.ceo),
    representative: tidyPerson(written.representative),
    sector: tidyText(written.sector),
    iban: tidyCode(written.iban),
    taxNumber: tidyCode(written.taxNumber),
    enterpriseCode: tidyCode(written.enterpriseCode),
    address: tidyText(written.address),
    taxOffice: tidyText(written.taxOffice),
  };
}

/** E.164, or what was written when it is no mobile of the market, so that the judge sees it. */
function toE164(written: string, pack: MarketPack): string {
  const number = normaliseNumber(pack, written);
  return number.kind === "ok" ? number.e164 : tidyText(written);
}

/** The filled texts by their name in the contract. */
function textsOf(facts: CompanyFacts): Readonly<Record<string, string>> {
  return {
    company_name: facts.companyName,
    national_id: facts.nationalId,
    economic_code: facts.economicCode,
    registration_number: facts.registrationNumber,
    activity_type: facts.activityType,
    website: facts.website,
    email: facts.email,
    sector: facts.sector,
    iban: facts.iban,
    tax_number: facts.taxNumber,
    enterprise_code: facts.enterpriseCode,
    address: facts.address,
    tax_office: facts.taxOffice,
    ...personTexts("ceo", facts.ceo),
    ...personTexts("representative", facts.representative),
  };
}

function personTexts(role: string, person: Person | null): Readonly<Record<string, string>> {
  if (person === null) return {};
  return {
    [`${role}.first_name`]: person.firstName,
    [`${role}.last_name`]: person.lastName,
    [`${role}.national_code`]: person.nationalCode,
    [`${role}.mobile`]: person.mobile,
    [`${role}.email`]: person.email,
  };
}
