import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { fromChecklist } from "../proto-families.js";
import { demandsOf } from "./checklist.js";
import { judgeForm } from "./commitment-form.js";
import { goodForm } from "./samples.testdata.js";

const iran = market("IR");
const families = ["line_3000", "line_1000", "landline_021"] as const;
const codesOf = (family: string, over: Partial<typeof goodForm>) =>
  judgeForm(iran, "kando", family, { ...goodForm, ...over }).map(({ code }) => code);

describe.each(families)("[IR-KND-09] at Kando a conversion of %s", (familyId) => {
  test("is announced to depend on approvals outside the provider, without a figure", () => {
    const demands = demandsOf(iran, "kando", familyId, { kind: "legal", facts: {} });
    const family = iran.families.find(({ id }) => id === familyId);
    const known = { applicantType: "legal" as const, held: [], at: new Date(0), lacks: [] };
    const about = { provider: "kando", familyId, family };
    expect(fromChecklist(iran, about, demands, known).duration).toEqual({
      from: "submitted",
      minimum: "",
      maximum: "",
      source: "002 · General 1",
      note: expect.stringContaining("approvals outside the provider"),
    });
  });

  test("needs a complete form, an organisational e-mail and a precise text", () => {
    expect(codesOf(familyId, {})).toEqual([]);
    expect(codesOf(familyId, { economicCode: "" })).toContain("incomplete_information");
    expect(codesOf(familyId, { email: "shop@gmail.com" })).toContain("email_public_provider");
    expect(codesOf(familyId, { messageSubject: "اطلاع‌رسانی" })).toContain(
      "generic_content_subject",
    );
    expect(codesOf(familyId, { targetAudience: "" })).toContain("target_audience_missing");
  });
});
