import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { judgeDossier, type ApplicationContent, type Dossier } from "./completeness.js";
import { goodContent, goodDossier } from "./samples.testdata.js";

const iran = market("IR");
const at = new Date("2026-11-22T08:00:00Z");

const judged = (content: Partial<ApplicationContent>, dossier: Partial<Dossier> = {}) =>
  judgeDossier(iran, { ...goodDossier, ...dossier, content: { ...goodContent, ...content } }, at);
const faultsOf = (...given: Parameters<typeof judged>) =>
  judged(...given).deficiencies.map(({ code, subject }) => `${code}:${subject}`);

test("a complete dossier has no deficiency, whatever digits its number is written in", () => {
  expect(judged({ lineNumber: "۰۲۱-۹۱۰۰ ۱۲۳۴" })).toMatchObject({
    deficiencies: [],
    senders: [{ sender: "02191001234", filing: { owesNotice: true } }],
  });
});

test("[IR-ASN-11] only legal persons apply for a landline number, and they cannot pretend", () => {
  const { applicant } = goodContent;
  expect(faultsOf({ applicant: { ...applicant, kind: "natural" } })).toEqual([
    "legal_person_only:applicant",
  ]);
  expect(faultsOf({}, { company: { ...goodDossier.company, kind: "natural" } })).toEqual([
    "APPLICANT_KIND_DIFFERS:applicant.kind",
  ]);
});

test("[IR-ASN-12] a 026 number follows the same rules under its own prefix", () => {
  expect(faultsOf({ family: "landline_026", lineNumber: "02634567890" })).toEqual([]);
  expect(faultsOf({ family: "landline_026" })).toEqual(["LINE_NUMBER_INVALID:line_number"]);
});

describe("[IR-ASN-20] the promissory note", () => {
  const { note } = goodContent;
  test.each([
    ["is asked for", undefined, ["NOTE_MISSING"]],
    [
      "is over 100 million rial",
      { ...note!, amount: { currency: "IRR", minor: 50_000_000n } },
      ["NOTE_AMOUNT_WRONG"],
    ],
    [
      "is in rial, not toman",
      { ...note!, amount: { currency: "IRT", minor: 100_000_000n } },
      ["NOTE_AMOUNT_WRONG"],
    ],
    ["names an amount", { ...note!, amount: undefined }, ["NOTE_AMOUNT_WRONG"]],
    [
      "is made out to the named company, stamped and signed",
      {
        ...note!,
        beneficiaryCode: "asanak",
        stampedAndSigned: false,
      },
      ["NOTE_BENEFICIARY_WRONG", "NOTE_NOT_SIGNED"],
    ],
  ])("%s", (_, given, codes) => {
    expect(faultsOf({ note: given })).toEqual(codes.map((code) => `${code}:promissory_note`));
  });

  test("[IR-KND-01] [IR-KND-03] has the amount of its provider and family", () => {
    const company = {
      ...goodDossier.company,
      providerId: "kando",
      economicCode: "411111111111",
      registrationNumber: "123456",
    };
    const at500 = {
      amount: { currency: "IRR", minor: 500_000_000n },
      beneficiaryCode: "",
      stampedAndSigned: true,
    };
    for (const [family, lineNumber] of [
      ["line_3000", "30001234"],
      ["line_1000", "10001234"],
    ] as const)
      expect(
        faultsOf({ providerId: "kando", family, lineNumber, note: at500 }, { company }),
      ).toEqual([]);
    expect(faultsOf({ providerId: "kando" }, { company })).toEqual([
      "NOTE_AMOUNT_WRONG:promissory_note",
    ]);
  });
});

describe("documents", () => {
  test("are named by their codes, one by one", () => {
    expect(faultsOf({ documentIds: {} })).toEqual([
      "DOCUMENT_MISSING:commitment_form",
      "DOCUMENT_MISSING:promissory_note",
    ]);
  });

  test("belong to the applicant and to their code, are valid, and the scan is a JPG at Asanak", () => {
    const [form, note] = goodDossier.documents;
    const documents = [
      { ...form!, mediaType: "application/pdf" },
      { ...note!, expiresAt: at },
    ];
    expect(faultsOf({}, { documents })).toEqual([
      "FORM_SCAN_FORMAT:commitment_form",
      "DOCUMENT_EXPIRED:promissory_note",
    ]);
    expect(
      faultsOf({ documentIds: { commitment_form: "d-note", promissory_note: "of-another" } }),
    ).toEqual(["DOCUMENT_OF_OTHER_KIND:commitment_form", "DOCUMENT_UNKNOWN:promissory_note"]);
  });

  test("[IR-ASN-24] financial applicants add a Central Bank permit", () => {
    const { applicant } = goodContent;
    for (const sector of ["qarz_al_hasaneh", "listed_company"]) {
      const company = { ...goodDossier.company, sector };
      expect(
        faultsOf(
          { applicant: { ...applicant, facts: { ...applicant.facts, sector } } },
          { company },
        ),
      ).toEqual(["DOCUMENT_MISSING:central_bank_permit"]);
      expect(faultsOf({ applicant: { ...applicant, facts: {} } }, { company })).toEqual([
        "DOCUMENT_MISSING:central_bank_permit",
      ]);
      expect(faultsOf({}, { company })).toEqual(["SECTOR_DIFFERS:applicant.sector"]);
    }
  });
});

test("the sample list is asked for, and what lists found is repeated", () => {
  expect(faultsOf({}, { list: undefined })).toEqual(["CUSTOMER_LIST_MISSING:customer_list"]);
  const error = {
    code: "non_mci_present",
    subject: "customer_list",
    rule: "r",
    source: "s",
    remedy: "m",
  };
  const list = { accepted: false, errors: [error], warnings: [], fileType: "xlsx", digest: "" };
  expect(faultsOf({}, { list })).toEqual(["non_mci_present:customer_list"]);
});

test("form and company file speak of one company, and Kando's company file has its numbers", () => {
  const company = { ...goodDossier.company, nationalId: "14009999999" };
  expect(faultsOf({}, { company })).toEqual(["FORM_DIFFERS_FROM_COMPANY_FILE:national_id"]);
  expect(faultsOf({}, { company: { ...company, providerId: "kando" } })).toContain(
    "OTHER_PROVIDER:provider_id",
  );
  const kando = { ...goodDossier.company, providerId: "kando", nationalId: "" };
  expect(
    faultsOf(
      { providerId: "kando", family: "line_3000", lineNumber: "30001234" },
      { company: kando },
    ),
  ).toEqual(
    expect.arrayContaining([
      "COMPANY_FILE_INCOMPLETE:national_id",
      "COMPANY_FILE_INCOMPLETE:economic_code",
      "COMPANY_FILE_INCOMPLETE:registration_number",
    ]),
  );
});

test("everything that is wrong comes at once", () => {
  const codes = faultsOf(
    {
      form: { ...goodContent.form!, email: "a@gmail.com", messageSubject: "اطلاع‌رسانی" },
      note: undefined,
      documentIds: {},
      lineNumber: "0911",
    },
    { list: undefined },
  ).map((fault) => fault.split(":")[0]);
  expect(new Set(codes)).toEqual(
    new Set([
      "LINE_NUMBER_INVALID",
      "email_public_provider",
      "email_domain_mismatch",
      "generic_content_subject",
      "NOTE_MISSING",
      "DOCUMENT_MISSING",
      "CUSTOMER_LIST_MISSING",
    ]),
  );
});

test("[IR-ASN-27] list and form scan are filed under the number, other papers never share their name", () => {
  expect(judged({}).senders[0]?.filing.fileNames).toEqual({
    commitment_form: "02191001234.jpg",
    customer_list: "02191001234.xlsx",
    promissory_note: "02191001234-promissory_note.png",
  });
});

test("a family of another provider is refused", () => {
  expect(faultsOf({ family: "line_3000" })).toEqual(["not_offered:applicant"]);
});
