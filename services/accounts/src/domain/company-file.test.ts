import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { changedFields, emptyFacts, judgeCompanyFile, type CompanyFacts } from "./company-file.js";

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
  economicCode: "۴۱۱۱",
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
        economicCode: "4111",
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

  test("refuses a pasted page and control characters", () => {
    expect(codesOf({ activityType: "a".repeat(501) })).toEqual(["activity_type: TEXT_INVALID"]);
    expect(codesOf({ companyName: "Example\u0000Co" })).toEqual(["company_name: TEXT_INVALID"]);
  });

  test("never repeats a value in its findings", () => {
    const verdict = judgeCompanyFile({ ...written, nationalId: "10380284791" }, "legal", iran);
    expect(JSON.stringify(verdict)).not.toContain("10380284791");
  });
});

test("a change is told by field names alone", () => {
  const after = { ...written, website: "https://example.ir", ceo: { ...person, mobile: "" } };
  expect(changedFields(written, after)).toEqual(["ceo.mobile", "website"]);
  expect(changedFields(emptyFacts, { ...emptyFacts, ceo: { ...person, email: "" } })).toEqual([
    "ceo.first_name",
    "ceo.last_name",
    "ceo.mobile",
    "ceo.national_code",
  ]);
});
