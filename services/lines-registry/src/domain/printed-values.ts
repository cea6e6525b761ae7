import type { MarketPack } from "@whiteline/markets";

/** A person of the company file. */
export type PrintedPerson = {
  readonly firstName: string;
  readonly lastName: string;
  readonly nationalCode: string;
  /** E.164. */
  readonly mobile: string;
  readonly email: string;
};

/** What the company file says, for printing. */
export type PrintedCompany = {
  readonly companyName: string;
  readonly nationalId: string;
  readonly economicCode: string;
  readonly registrationNumber: string;
  readonly activityType: string;
  readonly website: string;
  readonly email: string;
  readonly ceo: PrintedPerson | undefined;
  readonly representative: PrintedPerson | undefined;
};

/** What is said of this application alone. */
export type PrintedRequest = {
  readonly lineNumber: string;
  readonly targetAudience: string;
  readonly messageSubject: string;
};

/** A value by its key in the pack's forms; an absent or empty one is a line to fill in. */
export type PrintedValues = Readonly<Record<string, string>>;

/** Everything that the company file knows, by the keys of the packs' forms. */
export function companyValues(pack: MarketPack, company: PrintedCompany): PrintedValues {
  const { ceo, representative } = company;
  return {
    company_full_name: company.companyName,
    company_national_id: company.nationalId,
    economic_code: company.economicCode,
    registration_number: company.registrationNumber,
    activity_type: company.activityType,
    website: company.website,
    email: company.email,
    ceo_full_name: ceo === undefined ? "" : `${ceo.firstName} ${ceo.lastName}`.trim(),
    ceo_national_code: ceo?.nationalCode ?? "",
    representative_first_name: representative?.firstName ?? "",
    representative_last_name: representative?.lastName ?? "",
    representative_national_code: representative?.nationalCode ?? "",
    representative_mobile: asDialled(pack, representative?.mobile ?? ""),
    representative_email: representative?.email ?? "",
  };
}

/** What the applicant says of this application. */
export function requestValues({
  lineNumber,
  targetAudience,
  messageSubject,
}: PrintedRequest): PrintedValues {
  return {
    service_number: lineNumber,
    target_audience: targetAudience,
    message_subject_and_content: messageSubject,
  };
}

/** A number as people of the market dial it; the trunk digit is that of the pack's accepted spellings. */
function asDialled({ callingCode, numbering }: MarketPack, mobile: string): string {
  const international = `+${callingCode}`;
  const trunk = numbering.accept.find((spelling) => /^0[1-9X]/u.test(spelling)) ? "0" : "";
  return mobile.startsWith(international)
    ? `${trunk}${mobile.slice(international.length)}`
    : mobile;
}
