import { drawCommitmentForm, drawPromissoryNote } from "./commitment-form.js";

/** The company of the story. Its identifiers carry valid check digits and belong to nobody. */
export const company = {
  name: "فروشگاه اینترنتی کتاب آفتاب",
  nationalId: "10320894878",
  economicCode: "411111111111",
  registrationNumber: "482615",
  activity: "فروش اینترنتی کتاب",
  site: "https://www.aftab-ketab.ir",
  email: "info@aftab-ketab.ir",
  lineNumber: "02191001234",
  audience: "مشتریان فروشگاه",
  subject: "اعلام کد رهگیری خرید به مشتری",
};
export const representative = {
  firstName: "مریم",
  lastName: "احمدی",
  nationalCode: "0499370899",
  mobile: "09121234567",
  email: "m.ahmadi@aftab-ketab.ir",
};
export const ceo = {
  firstName: "رضا",
  lastName: "کریمی",
  nationalCode: "0790419904",
  mobile: "09121110000",
  email: "r.karimi@aftab-ketab.ir",
};

/** What the company writes into its application. */
export const formOf = (subject: string) => ({
  companyName: company.name,
  companyNameInClause3: true,
  nationalId: company.nationalId,
  economicCode: company.economicCode,
  registrationNumber: company.registrationNumber,
  activityType: company.activity,
  siteUrl: company.site,
  siteShowsCompanyName: true,
  siteShowsActivity: true,
  email: company.email,
  representativeFirstName: representative.firstName,
  representativeLastName: representative.lastName,
  representativeNationalCode: representative.nationalCode,
  representativeMobile: representative.mobile,
  representativeEmail: representative.email,
  representativeMobileInOwnName: true,
  ceoFullName: `${ceo.firstName} ${ceo.lastName}`,
  ceoNationalCode: ceo.nationalCode,
  targetAudience: company.audience,
  messageSubject: subject,
  onLetterhead: true,
  stampedAndSigned: true,
  typed: true,
  representativeSignatureAreaBlank: true,
});

/** Its commitment form and its note, stamped and signed, as scans. */
export async function drawPapers(
  serviceNumber: string,
): Promise<{ readonly form: Buffer; readonly note: Buffer }> {
  const form = await drawCommitmentForm({
    companyName: company.name,
    nationalId: company.nationalId,
    economicCode: company.economicCode,
    registrationNumber: company.registrationNumber,
    activity: company.activity,
    site: company.site,
    email: company.email,
    representative: `${representative.firstName} ${representative.lastName}`,
    representativeMobile: representative.mobile,
    serviceNumber,
    audience: company.audience,
    subject: company.subject,
  });
  const note = await drawPromissoryNote({
    company: company.name,
    amountRial: 100_000_000n,
    beneficiary: "شرکت پیام‌افزار پیک‌آسا",
  });
  return { form, note };
}
