import type { components } from "../api/gen/schema.js";
import { draftOf } from "./draft.js";
import type { Me } from "../api/me.js";
import { toLatinDigits } from "../language/formats.js";
import type {
  Application,
  Checklist,
  ChecklistFacts,
  Document,
  Family,
  NewApplication,
} from "./queries.js";

type CompanyFile = components["schemas"]["CompanyFile"];

/** The words of the form, as the applicant may still change them. */
export const FORM_FIELDS = [
  "companyName",
  "nationalId",
  "economicCode",
  "registrationNumber",
  "activityType",
  "siteUrl",
  "email",
  "ceoFullName",
  "ceoNationalCode",
  "representativeFirstName",
  "representativeLastName",
  "representativeNationalCode",
  "representativeMobile",
  "representativeEmail",
] as const;
type FormField = (typeof FORM_FIELDS)[number];

/** What the applicant vouches for about the printed form, by the code of the rule that demands it. */
export const MARKS = {
  not_on_letterhead: "onLetterhead",
  missing_stamp_or_signature: "stampedAndSigned",
  handwritten_form: "typed",
  company_name_missing_in_clause_3: "companyNameInClause3",
  site_missing_company_name: "siteShowsCompanyName",
  site_missing_activity: "siteShowsActivity",
  rep_mobile_not_own_name: "representativeMobileInOwnName",
  rep_signature_area_not_blank: "representativeSignatureAreaBlank",
} as const;

export type RequestValues = Record<
  FormField | "targetAudience" | "messageSubject" | "sender",
  string
> & {
  lineType: string;
  representativeIsSignatory: boolean;
  nationalCardIsSmart: boolean;
  sector: "" | "general" | "qarz_al_hasaneh" | "listed_company";
  facts: Record<string, string>;
  spellings: Record<string, string>;
  marks: readonly string[];
  noteSigned: boolean;
  documents: Record<string, string>;
  customerListImportId: string;
};

/** The form as the company file fills it; a returned application as it was filed last, whatever the browser. */
export function firstValues(
  { ceo, representative, website, ...company }: CompanyFile,
  family: Family,
  held: readonly Document[],
  returned: Application | undefined,
): RequestValues {
  const draft = draftOf(family.family);
  const fresh: RequestValues = {
    companyName: company.companyName,
    nationalId: company.nationalId,
    economicCode: company.economicCode,
    registrationNumber: company.registrationNumber,
    activityType: company.activityType,
    siteUrl: website,
    email: company.email,
    ceoFullName: `${ceo?.firstName ?? ""} ${ceo?.lastName ?? ""}`.trim(),
    ceoNationalCode: ceo?.nationalCode ?? "",
    representativeFirstName: representative?.firstName ?? "",
    representativeLastName: representative?.lastName ?? "",
    representativeNationalCode: representative?.nationalCode ?? "",
    representativeMobile: representative?.mobile ?? "",
    representativeEmail: representative?.email ?? "",
    targetAudience: draft.targetAudience ?? "",
    messageSubject: draft.messageSubject ?? "",
    sender: returned?.sender ?? draft.sender ?? "",
    lineType: family.lineTypes[0] ?? "service",
    representativeIsSignatory: true,
    nationalCardIsSmart: true,
    sector: sectorOf(company.sector),
    facts: { ...draft.facts },
    spellings: { ...draft.spellings },
    marks: draft.marks ?? [],
    noteSigned: draft.noteSigned ?? false,
    documents: newestByCode(held),
    customerListImportId: "",
  };
  return returned?.filed === undefined
    ? fresh
    : { ...fresh, ...valuesOf(returned.filed, fresh, returned) };
}

type Filed = NonNullable<Application["filed"]>;

/** What was filed last, in the fields of the form. */
function valuesOf(
  filed: Filed,
  fresh: RequestValues,
  { operator, sender }: Application,
): Partial<RequestValues> {
  const { form, applicant, lineType, customerListImportId } = filed;
  const words = form === undefined ? {} : wordsOf(form);
  return {
    ...words,
    customerListImportId,
    facts: { ...filed.facts },
    // A name that came back is corrected at its own operator.
    spellings: operator === undefined ? { ...filed.spellings } : { [operator]: sender },
    ...(lineType !== undefined && { lineType }),
    ...(form !== undefined && { marks: Object.values(MARKS).filter((mark) => form[mark]) }),
    representativeIsSignatory: applicant.representativeIsSignatory,
    nationalCardIsSmart: applicant.nationalCardIsSmart,
    sector: sectorOf(applicant.sector),
    noteSigned: filed.note?.stampedAndSigned ?? false,
    // A paper that came to the company file since is filed in its place.
    documents: { ...filed.documents, ...fresh.documents },
  };
}

/** The words of a filed form; an empty one does not take the company file's place. */
function wordsOf(form: NonNullable<Filed["form"]>): Partial<RequestValues> {
  const fields = [...FORM_FIELDS, "targetAudience", "messageSubject"] as const;
  return Object.fromEntries(
    fields.map((field) => [field, form[field]] as const).filter(([, word]) => word !== ""),
  );
}

function sectorOf(word: string): RequestValues["sector"] {
  return word === "qarz_al_hasaneh" || word === "listed_company" ? word : "general";
}

/** Each paper is stored once: the newest of each kind is filed. */
function newestByCode(held: readonly Document[]): Record<string, string> {
  const inOrder = held.toSorted((a, b) => (a.storedAt ?? "").localeCompare(b.storedAt ?? ""));
  return Object.fromEntries(inOrder.map(({ code, documentId }) => [code, documentId]));
}

export function factsOf(values: RequestValues, family: Family, me: Me): ChecklistFacts {
  return {
    provider: family.provider,
    family: family.family,
    applicantKind: me.tenant?.kind === "natural" ? "natural" : "legal",
    representativeIsSignatory: values.representativeIsSignatory,
    nationalCardIsSmart: values.nationalCardIsSmart,
    sector: values.sector,
    facts: values.facts,
  };
}

/** What is filed: the form where the family has one, the note where it demands one, and only papers it asks for. */
export function toApplication(
  values: RequestValues,
  {
    family,
    checklist,
    me,
  }: { readonly family: Family; readonly checklist: Checklist; readonly me: Me },
): NewApplication {
  const marks = Object.fromEntries(
    Object.values(MARKS).map((mark) => [mark, values.marks.includes(mark)] as const),
  );
  const { representativeIsSignatory, nationalCardIsSmart, sector } = values;
  const asked = checklist.documents.map(({ code }) => code);
  const { guarantee } = checklist;
  const latin = (field: FormField): string => toLatinDigits(values[field]);
  return {
    providerId: family.provider,
    family: family.family,
    sender: toLatinDigits(values.sender).trim(),
    lineNumber: "",
    ...((values.lineType === "service" || values.lineType === "advertising") && {
      lineType: values.lineType,
    }),
    applicant: {
      kind: me.tenant?.kind === "natural" ? "natural" : "legal",
      representativeIsSignatory,
      nationalCardIsSmart,
      sector,
    },
    ...(checklist.formRules.length > 0 && {
      form: {
        companyName: values.companyName,
        nationalId: latin("nationalId"),
        economicCode: latin("economicCode"),
        registrationNumber: latin("registrationNumber"),
        activityType: values.activityType,
        siteUrl: values.siteUrl,
        email: values.email,
        ceoFullName: values.ceoFullName,
        ceoNationalCode: latin("ceoNationalCode"),
        representativeFirstName: values.representativeFirstName,
        representativeLastName: values.representativeLastName,
        representativeNationalCode: latin("representativeNationalCode"),
        representativeMobile: latin("representativeMobile"),
        representativeEmail: values.representativeEmail,
        targetAudience: values.targetAudience,
        messageSubject: values.messageSubject,
        companyNameInClause3: marks["companyNameInClause3"] ?? false,
        siteShowsCompanyName: marks["siteShowsCompanyName"] ?? false,
        siteShowsActivity: marks["siteShowsActivity"] ?? false,
        representativeMobileInOwnName: marks["representativeMobileInOwnName"] ?? false,
        onLetterhead: marks["onLetterhead"] ?? false,
        stampedAndSigned: marks["stampedAndSigned"] ?? false,
        typed: marks["typed"] ?? false,
        representativeSignatureAreaBlank: marks["representativeSignatureAreaBlank"] ?? false,
      },
    }),
    ...(guarantee?.required === true && {
      note: {
        ...(guarantee.amount !== undefined && { amount: guarantee.amount }),
        beneficiaryCode: guarantee.beneficiaryCode ?? "",
        stampedAndSigned: values.noteSigned,
      },
    }),
    documents: Object.fromEntries(
      Object.entries(values.documents).filter(([code]) => asked.includes(code)),
    ),
    customerListImportId: values.customerListImportId,
    facts: Object.fromEntries(Object.entries(values.facts).filter(([, word]) => word !== "")),
    spellings: Object.fromEntries(
      Object.entries(values.spellings).filter(([, text]) => text !== ""),
    ),
  };
}
