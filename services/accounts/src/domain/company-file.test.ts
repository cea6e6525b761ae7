import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { emptyFacts, judgeCompanyFile, tellChange, type CompanyFacts } from "./company-file.js";

const iran = market("IR");
const person = {
  firstName: "Sara",
  lastName: "Ahmadi",
  nationalCode: "۰۴۹۹۳۷۰۸۹۹",
  mobile: "۰۹۱۲ ۱۲۳ ۴۵۶۷",
  email: "sara@example.ir",
};
const written: CompanyFacts = {
  ...emptyFacts,
  companyName: "  شرکت   نمونه ",
  nationalId: "١٠٣٨٠٢٨٤٧٩٠",
  economicCode: "۴۱۱۱ ۱۱۱۱ ۱۱۱۱",
  email: "info@example.ir",
  ceo: person,
  representative: person,
  sector: "general",
};

const codesOf = (facts: Partial<CompanyFacts>, kind: "natural" | "legal" = "legal") => {
  const verdict = judgeCompanyFile({ ...written, ...facts }, kind, iran);
  return verdict.kind === "accepted"
    ? []
    : verdict.findings.map(({ code, subject }) => `${subject}: ${code}`);
};

describe("a company file", () => {
  test("is kept with ASCII digits, single blanks and mobiles as E.164", () => {
    expect(judgeCompanyFile(written, "legal", iran)).toEqual({
      kind: "accepted",
      facts: {
        ...written,
        companyName: "شرکت نمونه",
        nationalId: "10380284790",
        economicCode: "411111111111",
        ceo: { ...person, nationalCode: "0499370899", mobile: "+989121234567" },
        representative: { ...person, nationalCode: "0499370899", mobile: "+989121234567" },
      },
    });
  });

  test("may be filled in step by step: empty fields are no fault", () => {
    expect(judgeCompanyFile(emptyFacts, "legal", iran)).toMatchObject({ kind: "accepted" });
  });

  test("with several faults is refused with all of them at once", () => {
    const ceo = { ...person, nationalCode: "1111111111", mobile: "02188776655", email: "sara@" };
    expect(
      codesOf({ nationalId: "10380284791", email: "example.ir", sector: "bank", ceo }).sort(),
    ).toEqual([
      "ceo.email: EMAIL_MALFORMED",
      "ceo.mobile: MOBILE_MALFORMED",
      "ceo.national_code: NATIONAL_CODE_INVALID",
      "email: EMAIL_MALFORMED",
      "national_id: NATIONAL_ID_INVALID",
      "sector: SECTOR_UNKNOWN",
    ]);
  });

  test("of a natural person carries a national code, not the id of a company", () => {
    expect(codesOf({ nationalId: "0499370899" }, "natural")).toEqual([]);
    expect(codesOf({ nationalId: "10380284790" }, "natural")).toEqual([
      "national_id: NATIONAL_ID_INVALID",
    ]);
  });

  test.each(["https://www.example.ir", "example.ir", "http://فروشگاه.ایران/shop"])(
    "takes %s as its site",
    (website) => {
      expect(codesOf({ website })).toEqual([]);
    },
  );

  test.each(["javascript:alert(1)", "my shop", "https://", "ftp://example.ir", "example"])(
    "does not take %s as its site",
    (website) => {
      expect(codesOf({ website })).toEqual(["website: WEBSITE_MALFORMED"]);
    },
  );

  test("carries no number that its market does not ask of its kind", () => {
    expect(codesOf({ taxNumber: "4540536920" })).toEqual(["tax_number: IDENTITY_NOT_ASKED"]);
    expect(codesOf({ nationalId: "0499370899", registrationNumber: "482615" }, "natural")).toEqual([
      "registration_number: IDENTITY_NOT_ASKED",
    ]);
  });

  test("refuses a pasted page and control characters", () => {
    expect(codesOf({ activityType: "a".repeat(501) })).toEqual(["activity_type: TEXT_INVALID"]);
    expect(codesOf({ companyName: "Example\u0000Co" })).toEqual(["company_name: TEXT_INVALID"]);
  });

  test("never repeats a value in its findings", () => {
    const verdict = judgeCompanyFile({ ...written, nationalId: "10380284791" }, "legal", iran);
    expect(JSON.stringify(verdict)).not.toContain("10380284791");
  });
});

describe("the numbers of other markets", () => {
  const refused = (code: "TR" | "VN", kind: "natural" | "legal", facts: Partial<CompanyFacts>) => {
    const verdict = judgeCompanyFile({ ...emptyFacts, ...facts }, kind, market(code));
    return verdict.kind === "accepted" ? [] : verdict.findings.map((finding) => finding.code);
  };

  test("of Türkiye: a tax number of companies, an identity number of people, an IBAN", () => {
    const iban = "tr33 0006 1005 1978 6457 8413 26";
    expect(refused("TR", "legal", { taxNumber: "454 053 6920", iban })).toEqual([]);
    expect(refused("TR", "natural", { taxNumber: "10000000146" })).toEqual([]);
    expect(refused("TR", "legal", { taxNumber: "4540536921", iban: "TR33" })).toEqual([
      "TAX_NUMBER_INVALID",
      "IBAN_INVALID",
    ]);
  });

  test("of Vietnam: an enterprise code of ten digits, or thirteen of a branch", () => {
    expect(refused("VN", "legal", { enterpriseCode: "0100109106" })).toEqual([]);
    expect(refused("VN", "legal", { enterpriseCode: "0100109106-011" })).toEqual([]);
    expect(refused("VN", "legal", { enterpriseCode: "0100109107" })).toEqual([
      "ENTERPRISE_CODE_INVALID",
    ]);
  });
});

describe("a change", () => {
  const mark = (text: string) => `marked ${text.length}`;

  test("is told field by field, personal values marked", () => {
    const after = { ...written, website: "https://example.ir", ceo: { ...person, mobile: "" } };
    expect(tellChange(written, after, mark)).toEqual({
      fields: ["ceo.mobile", "website"],
      before: { "ceo.mobile": "marked 13", website: "" },
      after: { "ceo.mobile": "", website: "https://example.ir" },
    });
  });

  test("of nothing tells nothing", () => {
    expect(tellChange(written, written, mark)).toEqual({ fields: [], before: {}, after: {} });
  });
});
