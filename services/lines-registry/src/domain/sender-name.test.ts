import { market, senderNames } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeName, nameRules, proposeSpellings } from "./sender-name.js";

const vietnam = market("VN");
const brandname = senderNames(vietnam, "brandname")!;
const title = senderNames(market("TR"), "sender_title")!;
const { declaredAt } = vietnam.families[0]!;
const codes = (name: string, operator: string) =>
  judgeName(brandname, name, operator).reasons.map(({ code }) => code);

describe("[VN-BLK-03] [VN-BLK-06] a brandname at an operator", () => {
  test.each([
    ["", "VIETTEL", "invalid", ["empty"]],
    ["   ", "MOBIFONE", "invalid", ["empty"]],
    ["A", "ITEL", "valid", []],
    ["ABCDEFGHIJK", "ITEL", "valid", []],
    ["VT.Edu", "VINAPHONE", "valid", []],
    ["VT_Edu", "GTEL", "valid", []],
    ["VT-Edu", "MOBIFONE", "valid", []],
    ["VT Edu", "MOBIFONE", "invalid", ["separator_not_allowed"]],
    ["VT Edu", "VIETNAMOBILE", "valid", []],
    ["VT.Edu", "VIETNAMOBILE", "invalid", ["separator_not_allowed"]],
    ["VT-Edu", "VIETNAMOBILE", "invalid", ["separator_not_allowed"]],
    ["VT Edu", "ITEL", "manual_review", ["separator_rule_unknown"]],
    ["VTEdu", "ITEL", "valid", []],
    ["Việt", "VIETTEL", "invalid", ["forbidden_character"]],
    ["VT*Edu", "ITEL", "invalid", ["forbidden_character"]],
    ["ABCDEFGHIJ.K", "ITEL", "invalid", ["too_long"]],
    [
      "SIEU THI @ SACH",
      "MOBIFONE",
      "invalid",
      ["too_long", "forbidden_character", "separator_not_allowed"],
    ],
  ])("%j at %s is %s", (name, operator, verdict, reasons) => {
    expect(judgeName(brandname, name, operator).verdict).toBe(verdict);
    expect(codes(name, operator)).toEqual(reasons);
  });

  test("a separator counts in the length", () => {
    expect(codes("ABCDE.FGHIJ", "VIETTEL")).toEqual([]);
    expect(codes("ABCDEF.GHIJK", "VIETTEL")).toEqual(["too_long"]);
  });
});

describe("spellings that an operator takes", () => {
  test("[VN-BLK-06] the same brand is written otherwise at Mobifone and Vietnamobile", () => {
    expect(proposeSpellings(brandname, "VT.Edu", "MOBIFONE")[0]).toBe("VT.Edu");
    expect(proposeSpellings(brandname, "VT.Edu", "VIETNAMOBILE")).toEqual(["VT Edu", "VTEdu"]);
    expect(proposeSpellings(brandname, "VT Edu", "MOBIFONE")).toEqual([
      "VT.Edu",
      "VT_Edu",
      "VT-Edu",
      "VTEdu",
    ]);
    expect(proposeSpellings(brandname, "VT.Edu", "ITEL")).toEqual(["VTEdu"]);
  });

  test("leave out accents, forbidden signs and what makes a name too long", () => {
    expect(proposeSpellings(brandname, "Đất Việt", "VIETNAMOBILE")).toEqual([
      "Dat Viet",
      "DatViet",
    ]);
    expect(proposeSpellings(brandname, "VIETTEL.EDUC", "VIETTEL")).toEqual(["VIETTELEDUC"]);
    expect(proposeSpellings(brandname, "A".repeat(12), "VIETTEL")).toEqual([]);
    expect(proposeSpellings(title, "ÖRNEK ışık", null)).toEqual([
      "ORNEK isik",
      "ORNEK.isik",
      "ORNEK-isik",
      "ORNEK_isik",
      "ORNEKisik",
    ]);
  });

  test("are always valid, whatever was written", () => {
    const written = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(written, fc.constantFrom(...declaredAt), (name, operator) => {
        for (const proposal of proposeSpellings(brandname, name, operator))
          expect(judgeName(brandname, proposal, operator).verdict).toBe("valid");
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ["VN", brandname],
  ["TR", title],
] as const)("the examples of every rule of %s hold", (_, names) => {
  for (const { code, examples } of names.rules) {
    const judged = ({ name, operator }: Readonly<Record<string, unknown>>) =>
      judgeName(names, String(name), typeof operator === "string" ? operator : null).reasons.map(
        (reason) => reason.code,
      );
    for (const facts of examples.fails) expect(judged(facts), code).toContain(code);
    for (const facts of examples.passes) expect(judged(facts), code).not.toContain(code);
  }
});

test("the rules are told beforehand, for names only", () => {
  expect(nameRules(vietnam, "brandname").map(({ code }) => code)).toContain("too_long");
  expect(nameRules(market("IR"), "landline_021")).toEqual([]);
});
