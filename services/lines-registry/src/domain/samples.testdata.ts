import type { ApplicationContent, Dossier } from "./completeness.js";
import type { CommitmentForm } from "./form-facts.js";

/** A form that every provider accepts. */
export const goodForm: CommitmentForm = {
  companyName: "شرکت نمونه",
  companyNameInClause3: true,
  nationalId: "14003456789",
  economicCode: "411111111111",
  registrationNumber: "123456",
  activityType: "online sale of home appliances",
  siteUrl: "https://www.example-co.ir",
  siteShowsCompanyName: true,
  siteShowsActivity: true,
  email: "info@example-co.ir",
  representativeFirstName: "Sara",
  representativeLastName: "Ahmadi",
  representativeNationalCode: "0012345679",
  representativeMobile: "۰۹۱۲ ۱۲۳ ۴۵۶۷",
  representativeEmail: "sara@example-co.ir",
  representativeMobileInOwnName: true,
  ceoFullName: "Reza Karimi",
  ceoNationalCode: "0012345679",
  targetAudience: "customers of the company",
  messageSubject: "announcing the purchase tracking code",
  onLetterhead: true,
  stampedAndSigned: true,
  typed: true,
  representativeSignatureAreaBlank: true,
};

export const goodContent: ApplicationContent = {
  providerId: "asanak",
  family: "landline_021",
  lineNumber: "02191001234",
  lineType: null,
  spellings: [],
  applicant: {
    kind: "legal",
    facts: {
      representativeIsSignatory: "true",
      nationalCardIsSmart: "true",
      sector: "general",
    },
  },
  form: goodForm,
  note: {
    amount: { currency: "IRR", minor: 100_000_000n },
    beneficiaryCode: "payam_afzar_peyk_asa",
    stampedAndSigned: true,
  },
  documentIds: { commitment_form: "d-form", promissory_note: "d-note" },
  customerListImportId: "i-1",
};

/** A complete dossier for a 021 number at Asanak. */
export const goodDossier: Dossier = {
  content: goodContent,
  company: {
    kind: "legal",
    providerId: "asanak",
    companyName: "شركت نمونه",
    nationalId: "14003456789",
    economicCode: "",
    registrationNumber: "",
    sector: "general",
  },
  documents: [
    {
      documentId: "d-form",
      code: "commitment_form",
      mediaType: "image/jpeg",
      expiresAt: undefined,
    },
    { documentId: "d-note", code: "promissory_note", mediaType: "image/png", expiresAt: undefined },
  ],
  list: { accepted: true, errors: [], warnings: [], fileType: "xlsx", digest: "" },
  providerLacks: [],
  drawn: "",
};
